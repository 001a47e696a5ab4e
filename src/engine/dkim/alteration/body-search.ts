/** What must be undone so that the body hash fits: text that came, line endings, white space, encodings. */

import type { Field } from '../../message/message.ts';
import { fromOctetString, type OctetString, toOctetString } from '../../octets.ts';
import { relaxedAsSimple, relaxedBody, restoredBody, simpleBody } from '../canonical-body.ts';
import type { Canonicalization, DkimSignature } from '../dkim.ts';
import { base64HashOf } from '../hash.ts';
import type { Pause } from '../octet-scan.ts';
import { ALGORITHMS, isAlgorithm } from '../signature.ts';
import type { Change } from './alteration.ts';
import { type Cut, cuts } from './cuts.ts';
import { partsOf } from './parts.ts';
import { transcoded } from './transfer-encodings.ts';

/** Hashes that are made for one signature, and the octets that go into them. */
const MAX_HASHES = 600;
const MAX_OCTETS = 0x1000_0000;
/** Of a larger body only what can be cut off is tried: the rest needs copies. */
const MAX_REWRITTEN = 0x10_0000;

type Octets = Uint8Array<ArrayBuffer>;

export async function bodyChange(
  body: Octets,
  lone: boolean,
  fields: readonly Field[],
  signature: DkimSignature,
  pause: Pause | undefined,
): Promise<Change | null> {
  const whole = lone ? await restoredBody(body, 'simple', pause) : body;
  const canonical = await canonicalized(whole, signature.c.body, pause);
  const fits = bodyFits(signature, pause);
  const type = fields.find(({ key }) => key === 'content-type')?.value.replace(/\r?\n(?=[ \t])/g, '') ?? '';
  if (signature.l !== null && signature.l > canonical.length) {
    return { reason: 'body-shortened', proved: false, octets: signature.l - canonical.length };
  }
  // Signed before its lone LFs became CRLFs.
  if (canonical.length <= MAX_REWRITTEN) {
    const lines = fromOctetString(toOctetString(canonical).replaceAll('\r\n', '\n'));
    if (await fits(lines)) return { reason: 'line-endings-changed', proved: true };
  }
  const before = whole.length <= MAX_REWRITTEN ? toOctetString(whole) : '';
  for (const [reason, change] of before === '' ? [] : rewritings(signature.c.body)) {
    const after = change(before);
    if (after !== before && (await fits(await canonicalized(fromOctetString(after), signature.c.body, pause)))) {
      return { reason, proved: true };
    }
  }
  const ended = (rest: Octets) =>
    signature.c.body === 'simple' ? simpleBody(rest) : relaxedAsSimple(simpleBody(rest));
  for (const { reason, removed } of cuts(canonical, type)) {
    // What is left of canonical octets without whole lines or blocks is so, but for its end.
    if (await fits(ended(without(canonical, removed)))) return cutChange(reason, removed, canonical);
  }
  if (whole.length <= MAX_REWRITTEN) {
    const encoding =
      fields
        .find(({ key }) => key === 'content-transfer-encoding')
        ?.value.trim()
        .toLowerCase() ?? '7bit';
    for (const other of transcoded(whole, type, encoding)) {
      if (await fits(await canonicalized(other, signature.c.body, pause)))
        return { reason: 're-encoded', proved: true };
    }
  }
  return goneParts(canonical, type);
}

/** What is gone cannot be hashed: where something seems to be. */
function goneParts(canonical: Octets, type: OctetString): Change | null {
  const parts = partsOf(canonical, type);
  const emptied = parts.find(({ content, end, type: kind }) => end <= content && !kind.startsWith('multipart/'));
  if (emptied) return { reason: 'part-emptied', proved: false, line: lineAt(canonical, emptied.delimiter) };
  const alone = parts.length < 2 && /^\s*multipart\/(?:mixed|alternative|related)\b/i.test(type);
  return alone ? { reason: 'part-removed', proved: false } : null;
}

async function canonicalized(body: Octets, canonicalization: Canonicalization, pause?: Pause): Promise<Octets> {
  return canonicalization === 'simple' ? simpleBody(body) : relaxedBody(body, 0, { crlf: false, lf: false }, pause);
}

/** Whether canonical octets have the hash of bh=; false when there have been too many. */
function bodyFits({ algorithm, bh, l }: DkimSignature, pause: Pause | undefined) {
  let hashes = 0;
  let octets = 0;
  const hash = isAlgorithm(algorithm) ? ALGORITHMS[algorithm].hash : 'sha256';
  return async (canonical: Octets): Promise<boolean> => {
    const counted = l === null ? canonical : canonical.subarray(0, l);
    if (++hashes > MAX_HASHES || octets + counted.length > MAX_OCTETS) return false;
    octets += counted.length;
    const made = await base64HashOf(counted, hash);
    await pause?.();
    return made === bh;
  };
}

type Rewriting = readonly [Change['reason'], (body: OctetString) => OctetString];

/** Ways to write all of the body otherwise. Relaxed hashes take no notice of most white space. */
function rewritings(canonicalization: Canonicalization): readonly Rewriting[] {
  const line = (change: (one: OctetString) => OctetString) => (body: OctetString) =>
    body.split('\r\n').map(change).join('\r\n');
  return [
    ['line-endings-changed', (body) => body.replace(/\r*\n/g, '\r\n')],
    ['line-endings-changed', (body) => body.replace(/\r\n|\r|\n/g, '\r\n')],
    ...(canonicalization === 'relaxed'
      ? []
      : ([
          ['white-space-changed', line((one) => one.replace(/(?<![ \t])[ \t]+$/, ''))],
          ['white-space-changed', line((one) => one.replace(/[ \t]+/g, ' ').replace(/ $/, ''))],
          ['white-space-changed', line((one) => one.replaceAll('\t', ' '))],
          // The line above a signature (RFC 3676 §4.3), where white space at the end of lines was taken away.
          ['white-space-changed', line((one) => (one === '--' ? '-- ' : one))],
        ] as const)),
    ['white-space-changed', (body) => body.replace(/^(?:\r\n)+/, '')],
    ['white-space-changed', (body) => `\r\n${body}`],
    ['lines-quoted', line((one) => one.replace(/^>(?=>*From )/, ''))],
    ['lines-quoted', line((one) => (one.startsWith('..') ? one.slice(1) : one))],
    ['lines-quoted', line((one) => (one.startsWith('.') ? `.${one}` : one))],
  ];
}

function without(octets: Octets, removed: Cut['removed']): Octets {
  const starts = [0, ...removed.map(([, to]) => to)];
  const kept = starts.map((from, nth) => octets.subarray(from, removed[nth]?.[0] ?? octets.length));
  const [only, ...others] = kept.filter(({ length }) => length > 0);
  if (!only || others.length === 0) return only ?? octets.subarray(0, 0);
  const rest = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of kept) {
    rest.set(piece, at);
    at += piece.length;
  }
  return rest;
}

function cutChange(reason: Change['reason'], removed: Cut['removed'], octets: Octets): Change {
  const [from = 0] = removed.find(([start, end]) => end > start) ?? [];
  return {
    reason,
    proved: true,
    octets: removed.reduce((sum, [start, end]) => sum + end - start, 0),
    line: lineAt(octets, octets[from] === 0x0d ? from + 2 : from),
  };
}

function lineAt(octets: Uint8Array, place: number): number {
  let line = 1;
  for (let at = octets.indexOf(0x0a); at >= 0 && at < place; at = octets.indexOf(0x0a, at + 1)) line++;
  return line;
}
