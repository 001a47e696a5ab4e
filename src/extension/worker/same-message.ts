/** Whether what came back is the message that was asked for: its own From and Subject, held against what the page showed. */

import { toAscii } from '../../engine/dns/name.ts';
import { encodeUtf8 } from '../../engine/octets.ts';
import type { Recorded } from '../../engine/report.ts';
import type { Another, Located } from '../protocol.ts';

/**
 * Null where nothing contradicts. The sender decides: any of several addresses will do, written in whatever case or encoding.
 * A conversation has one subject for all of its messages, lists put tags before it and readers change it: it counts only where
 * the page shows no sender, and only where neither is the end or the beginning of the other.
 */
export function anotherThan(located: Located | null, { author, subject }: Recorded): Another | null {
  if (!located || located.chosen === 'row') return null; // a row names whoever took part in the conversation
  const addresses = author.mailboxes.map(({ address }) => address);
  const { sender } = located;
  if (sender !== null) {
    if (addresses.length === 0) return null; // without a From nothing is contradicted
    const shown = normalAddress(encodeUtf8(sender));
    if (addresses.some((one) => normalAddress(one) === shown)) return null;
    return { by: 'sender', shown: sender, got: addresses.join(', ') };
  }
  if (!located.subject || !subject) return null;
  const [shown, got] = [normalSubject(located.subject), normalSubject(subject)];
  if (shown === '' || got === '' || shown.includes(got) || got.includes(shown)) return null;
  return { by: 'subject', shown: located.subject, got: subject };
}

/** Of octets. Case never told two mailboxes apart in practice; a domain may be written in either of its forms. */
function normalAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  return `${local.replace(/^"(.*)"$/, '$1')}@${toAscii(domain) ?? domain}`.toLowerCase();
}

/** Marks of replies and forwards in the languages that Gmail writes and mail programs do, and tags of lists. */
const MARKS =
  /^(?:\s*(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv|res|enc|odp|ynt|回复|转发|答复|返信|転送)\s*[:：]|\[[^\]]{0,100}\]))+/i;
/** Where a page cuts a text. */
const CUT = /(?:…|\.{3})$/;
const MAX_SUBJECT = 2000;

function normalSubject(subject: string): string {
  const text = subject.slice(0, MAX_SUBJECT).normalize('NFKC').replace(/\s+/g, ' ').trim();
  return text.replace(MARKS, '').replace(CUT, '').trim().toLowerCase();
}
