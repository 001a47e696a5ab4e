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
import { rejoined, rewritingsOf } from './rewritings.ts';
import { transcoded } from './transfer-encodings.ts';

/** Hashes that are made for one signature, and the octets that go into them. */
const MAX_HASHES = 600;
const MAX_OCTETS = 0x1000_0000;
/** Of a larger body only what can be cut off is tried: the rest needs copies. */
const MAX_REWRITTEN = 0x10_0000;

type Octets = Uint8Array<ArrayBuffer>;

/** A body that does not fit, and what is known beside it. */
type Unfit = {
  /** Each lone LF of a message without CRLF is one. */
  readonly whole: Octets;
  readonly canonical: Octets;
  readonly signature: DkimSignature;
  /** Values of Content-Type, on one line, and Content-Transfer-Encoding, lower case. */
  readonly type: OctetString;
  readonly encoding: string;
  readonly pause: Pause | undefined;
};

/** What may have been signed, canonicalized; and what was done to it if it was. */
type Attempt = { readonly canonical: Octets; readonly change: Change };

/** The likely ones first. */
const searches = [lineFeeds, rewritten, brokenLines, cutOut, encodedOtherwise] as const;

export async function bodyChange(
  body: Octets,
  lone: boolean,
  fields: readonly Field[],
  signature: DkimSignature,
  pause: Pause | undefined,
): Promise<Change | null> {
  const whole = lone ? await restoredBody(body, 'simple', pause) : body;
  const canonical = await canonicalized(whole, signature.c.body, pause);
  const value = (key: string) => fields.find((field) => field.key === key)?.value;
  const type = value('content-type')?.replace(/\r?\n(?=[ \t])/g, '') ?? '';
  const encoding = value('content-transfer-encoding')?.trim().toLowerCase() ?? '7bit';
  if (signature.l !== null && signature.l > canonical.length) {
    return { reason: 'body-shortened', proved: false, octets: signature.l - canonical.length };
  }
  const fits = bodyFits(signature, pause);
  for (const search of searches) {
    for await (const attempt of search({ whole, canonical, signature, type, encoding, pause })) {
      if (await fits(attempt.canonical)) return attempt.change;
    }
  }
  return goneParts(canonical, type);
}

/** Signed before its lone LFs became CRLFs. */
async function* lineFeeds({ canonical }: Unfit): AsyncGenerator<Attempt> {
  if (canonical.length > MAX_REWRITTEN) return;
  const lines = toOctetString(canonical).replaceAll('\r\n', '\n');
  yield { canonical: fromOctetString(lines), change: { reason: 'line-endings-changed', proved: true } };
}

async function* rewritten({ whole, signature, pause }: Unfit): AsyncGenerator<Attempt> {
  if (whole.length > MAX_REWRITTEN) return;
  const before = toOctetString(whole);
  for (const { reason, rewrite } of rewritingsOf(signature.c.body)) {
    const after = rewrite(before);
    if (after === before) continue;
    const canonical = await canonicalized(fromOctetString(after), signature.c.body, pause);
    yield { canonical, change: { reason, proved: true } };
  }
}

async function* brokenLines({ whole, signature, pause }: Unfit): AsyncGenerator<Attempt> {
  if (whole.length > MAX_REWRITTEN) return;
  for (const { body, octets, line } of rejoined(toOctetString(whole))) {
    const canonical = await canonicalized(fromOctetString(body), signature.c.body, pause);
    yield { canonical, change: { reason: 'lines-broken', proved: true, octets, line } };
  }
}

async function* cutOut({ canonical, signature, type }: Unfit): AsyncGenerator<Attempt> {
  for (const { reason, removed } of cuts(canonical, type)) {
    // What is left of canonical octets without whole lines or blocks is so, but for its end.
    const rest = simpleBody(without(canonical, removed));
    const made = signature.c.body === 'simple' ? rest : relaxedAsSimple(rest);
    yield { canonical: made, change: cutChange(reason, removed, canonical) };
  }
}

async function* encodedOtherwise({ whole, signature, type, encoding, pause }: Unfit): AsyncGenerator<Attempt> {
  if (whole.length > MAX_REWRITTEN) return;
  for (const other of transcoded(whole, type, encoding)) {
    const canonical = await canonicalized(other, signature.c.body, pause);
    yield { canonical, change: { reason: 're-encoded', proved: true } };
  }
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
