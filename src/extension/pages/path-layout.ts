/** The drawing of a path, as rows from the oldest server down: what stands in each, and how the step to it is drawn. */

import type { HopLine, PathLines } from '../../explain/explanation.ts';

/** The step that leads to a server. */
export type PathEdge = {
  readonly kind: 'plain' | 'slow' | 'very-slow' | 'skewed' | 'unknown';
  /** Rem, by the logarithm of the time: an eighth for none, 1 for a minute, 1.7 for an hour, 3 at most. */
  readonly length: number;
  /** The number beside it; '' where there is none, or it would be a wrong one. */
  readonly time: string;
  /** What has to be said of it in words. */
  readonly note: string;
};

export type PathStop = {
  /** Index of the step that it ends; null for the source of the oldest, and for what is missing between two. */
  readonly hop: number | null;
  /** told: named by the step after it, with no line of its own. missing: must have been there, and nothing names it. */
  readonly kind: 'told' | 'missing' | 'unknown' | 'claimed' | 'recorded';
  readonly name: string;
  readonly address: string | null;
  readonly role: string;
  readonly tls: string;
  readonly edge: PathEdge | null;
  /** Whose words begin here: said above it. */
  readonly begins: string | null;
  /** The dashed line of trust runs above it. */
  readonly trusted: boolean;
};

/** Stops that are shown; `folded`: how many are left out after the first ones. */
export type PathDrawing = { readonly stops: readonly PathStop[]; readonly folded: number };

/** Seconds from which a step is worth a look, and from which it is a delay. */
const SLOW = 60;
const VERY_SLOW = 600;
const LONGEST = 3;
/** Stops before the fold, where there is one. */
export const BEFORE_FOLD = 3;

export function edgeOf({ delay, corrected, delayWord, correctedWord }: HopLine): PathEdge {
  if (delay === null) return { kind: 'unknown', length: lengthOf(0), time: '', note: '' };
  if (delay <= -1) return { kind: 'skewed', length: lengthOf(60), time: '', note: delayWord ?? '' };
  // By evened clocks: a clock that is ahead makes no step slow.
  const seconds = Math.max(0, corrected ?? delay);
  const kind = seconds >= VERY_SLOW ? 'very-slow' : seconds >= SLOW ? 'slow' : 'plain';
  return {
    kind,
    length: lengthOf(seconds),
    time: correctedWord === null ? `+${delayWord ?? ''}` : `≈ ${correctedWord}`,
    note: '',
  };
}

function lengthOf(seconds: number): number {
  return Math.min(LONGEST, 0.125 + Math.log10(1 + seconds) * 0.45);
}

/** `most` stops are shown unfolded; more are folded between the first ones and the last. `missing`: the word for what nothing names. */
export function layoutPath(path: PathLines, most: number, missing: string): PathDrawing {
  const stops = stopsOf(path, missing);
  const folded = stops.length > most ? stops.length - most : 0;
  if (folded === 0) return { stops, folded };
  const after = stops.slice(BEFORE_FOLD + folded);
  // What begins in the fold is said where it ends.
  const hidden = stops.slice(BEFORE_FOLD, BEFORE_FOLD + folded).find(({ begins }) => begins !== null);
  const [first, ...rest] = after;
  const marked = first && hidden ? [{ ...first, begins: hidden.begins, trusted: hidden.trusted }, ...rest] : after;
  return { stops: [...stops.slice(0, BEFORE_FOLD), ...marked], folded };
}

function stopsOf(path: PathLines, missing: string): readonly PathStop[] {
  const [oldest] = path.hops;
  if (!oldest) return [];
  const nothing = { address: null, role: '', tls: '', edge: null, begins: null, trusted: false };
  const source: PathStop = {
    ...nothing,
    hop: null,
    kind: 'told',
    name: path.source?.name ?? oldest.from,
    role: path.source?.role ?? '',
    begins: path.firstRecorded === 0 ? null : path.claimedLabel,
  };
  const stops = path.hops.flatMap((hop, index): readonly PathStop[] => {
    const trusted = index === path.firstRecorded;
    const stop: PathStop = {
      hop: index,
      kind: hop.known ? hop.grade : 'unknown',
      name: hop.host,
      address: hop.address,
      role: hop.role,
      tls: hop.tlsShort,
      edge: edgeOf(hop),
      begins: trusted ? path.recordedLabel : null,
      trusted,
    };
    const gap: PathStop = { ...nothing, hop: null, kind: 'missing', name: missing, edge: unknownEdge };
    return hop.gap ? [gap, stop] : [stop];
  });
  return [source, ...stops];
}

const unknownEdge: PathEdge = { kind: 'unknown', length: lengthOf(0), time: '', note: '' };
