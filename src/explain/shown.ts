/** Names and texts of the mail, made fit to be read: octets decoded, A-labels with their Unicode beside them, one line. */

import { toUnicode } from '../engine/dns/name.ts';
import type { OctetString } from '../engine/octets.ts';
import type { Receiver } from '../engine/trace/trace.ts';

const LONGEST = 300;

/** A domain: "bücher.example (xn--bcher-kva.example)" where the two differ. */
export function shownDomain(domain: string): string {
  const text = shownText(domain);
  if (!/(?:^|\.)xn--/i.test(text)) return text;
  const unicode = toUnicode(text);
  return unicode === text ? text : `${unicode} (${text})`;
}

/** Characters that would reorder or hide what stands around them: controls, zero-width, bidirectional marks, tags. */
const unseen =
  /[\0-\x1f\x7f-\x9f\u00ad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** Others' words in one line of limited length; what would act without being seen is shown as ‹U+202E›. */
export function shownText(text: OctetString): string {
  const octets = /[\x80-\xff]/.test(text) && !/[^\x00-\xff]/.test(text);
  const plain = (octets ? new TextDecoder().decode(Uint8Array.from(text, (one) => one.charCodeAt(0))) : text)
    .replace(/[\t\r\n ]+/g, ' ')
    .trim()
    .slice(0, LONGEST + 1)
    .replace(unseen, (one) => `‹U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`);
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}

/** The reader's provider, by the name that its users know. */
export function receiverName({ authservIds, hosts }: Receiver): string {
  const id = authservIds[0] ?? hosts[0] ?? '';
  return id === 'mx.google.com' ? 'Gmail' : shownText(id);
}
