/** The drawing of a path, as numbers: where each server stands, how each step is drawn, where trust begins. */

import type { HopLine, PathLines } from '../../explain/explain.ts';

export type PathNode = {
  readonly x: number;
  /** told: named by the step after it, with no line of its own. */
  readonly kind: 'told' | 'unknown' | 'claimed' | 'recorded';
  /** '' where it would not fit. */
  readonly label: string;
  readonly role: string;
};
export type PathEdge = {
  readonly from: number;
  readonly to: number;
  readonly kind: 'plain' | 'slow' | 'very-slow' | 'skewed' | 'unknown';
  readonly width: number;
  readonly label: { readonly text: string; readonly x: number; readonly anchor: 'middle' | 'end' };
};
/** Where trust begins, and what is said on either side of it. */
export type PathBoundary = {
  readonly x: number;
  readonly claimed: { readonly text: string; readonly end: number };
  readonly recorded: { readonly text: string; readonly start: number };
};
export type PathDrawing = {
  readonly nodes: readonly PathNode[];
  readonly edges: readonly PathEdge[];
  readonly boundary: PathBoundary | null;
};

/** Seconds from which a step is worth a look, and from which it is a delay. */
const SLOW = 60;
const VERY_SLOW = 600;
/** Names cut to fewer letters than this tell nothing. */
const LEAST = 9;
const GAP = 5;

function edgeKind({ delay }: HopLine): PathEdge['kind'] {
  if (delay === null) return 'unknown';
  if (delay < 0) return 'skewed';
  return delay >= VERY_SLOW ? 'very-slow' : delay >= SLOW ? 'slow' : 'plain';
}

/** Thicker for longer, by its logarithm: 2 for none, 4 for a minute, 6 for an hour, 7 at most. */
function edgeWidth(delay: number | null): number {
  return Math.min(7, 2 + Math.log10(1 + Math.max(0, delay ?? 0)) * 1.12);
}

/** Cells that a text takes: letters of East Asia are twice as wide. */
function cells(text: string): number {
  let count = 0;
  for (const character of text) count += character >= '\u2e80' ? 2 : 1;
  return count;
}

function cut(text: string, most: number): string {
  let kept = '';
  let left = most - 1;
  for (const character of text) {
    left -= cells(character);
    if (left < 0) break;
    kept += character;
  }
  return `${kept}…`;
}

/**
 * The end of a name tells more than its beginning: "google.com" rather than "mail-sor-f…". Of an address it is the
 * beginning; and of "name (address)" the name.
 */
export function shorten(name: string, most: number): string {
  const plain = name.replace(/^\[([^\]]*)\].*$/s, '$1').replace(/ [([].*$/s, '');
  if (cells(plain) <= most) return plain;
  if (/^[\d.]+$|:/.test(plain)) return cut(plain, most);
  const short = plain.split('.').slice(-2).join('.');
  return cells(short) <= most ? short : cut(plain, most);
}

/** A difference of clocks in the least space: the table beside the drawing has it in words. */
function compact(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** What stands over a step: its time where there is room, at least a mark where it is a long one. */
function edgeText({ delay, delayWord }: HopLine, most: number): string {
  const mark = delay !== null && delay >= VERY_SLOW ? '▲' : '';
  const text = delay !== null && delay < 0 ? `−${compact(-delay)}` : (delayWord ?? '');
  const whole = mark ? `${mark} ${text}` : text;
  return cells(whole) <= most ? whole : mark;
}

/** Each at its side of the line; moved along where its side is too narrow for it. */
function boundaryAt(x: number, path: PathLines, width: number, cell: number): PathBoundary {
  const start = Math.max(0, Math.min(x + GAP, width - cells(path.recordedLabel) * cell));
  const end = Math.min(x, start) - GAP;
  const fits = path.firstRecorded !== 0 && cells(path.claimedLabel) * cell <= end;
  return { x, claimed: { text: fits ? path.claimedLabel : '', end }, recorded: { text: path.recordedLabel, start } };
}

/**
 * All in the units of the drawing; `cell` is the width of a letter. Servers stand at equal distances, half a distance
 * from the sides. The first is the one that the oldest step names as its source.
 */
export function layoutPath(path: PathLines, width: number, cell: number): PathDrawing {
  const pitch = width / (path.hops.length + 1);
  const most = Math.round(pitch / cell - 1.4);
  const at = (index: number) => (index + 0.5) * pitch;
  const named = (name: string) => (most < LEAST ? '' : shorten(name, most));
  const nodes: readonly PathNode[] = path.hops.map((hop, index) => ({
    x: at(index + 1),
    kind: hop.known ? hop.grade : 'unknown',
    label: named(hop.host),
    role: most < 3 ? '' : shorten(hop.role, most),
  }));
  const first = path.hops[0];
  const source: readonly PathNode[] = first ? [{ x: at(0), kind: 'told', label: named(first.from), role: '' }] : [];
  const trusted = path.firstRecorded === null ? null : (at(path.firstRecorded) + at(path.firstRecorded + 1)) / 2;
  const edges = path.hops.map((hop, index): PathEdge => {
    const middle = (at(index) + at(index + 1)) / 2;
    const crossed = path.firstRecorded === index;
    return {
      from: at(index),
      to: at(index + 1),
      kind: edgeKind(hop),
      width: edgeWidth(hop.delay),
      label: {
        text: edgeText(hop, most),
        x: crossed ? middle - GAP : middle,
        anchor: crossed ? 'end' : 'middle',
      },
    };
  });
  return {
    nodes: [...source, ...nodes],
    edges,
    boundary: trusted === null ? null : boundaryAt(trusted, path, width, cell),
  };
}
