/**
 * Unsubscribing by one click: List-Unsubscribe (RFC 2369) with List-Unsubscribe-Post (RFC 8058 §3.1), both covered by a signature
 * that passes (RFC 8058 §4).
 */

import type { DkimCheck } from '../engine/dkim/dkim.ts';
import type { Field } from '../engine/message/message.ts';
import { unfolded } from './fields.ts';
import type { Grounds } from './grounds.ts';
import type { MessageKey } from './message-key.ts';
import type { Judged } from './sender-rule.ts';

/** URIs of a List-Unsubscribe field that are looked at. */
const MOST_URIS = 50;

export function oneClick({ report: { recorded, verified }, passing }: Grounds): Judged {
  const [unsubscribe, ...more] = recorded.fields.filter(({ key }) => key === 'list-unsubscribe');
  const [post, ...morePosts] = recorded.fields.filter(({ key }) => key === 'list-unsubscribe-post');
  const wrong = (key: MessageKey, field: Field): Judged => ({
    state: 'not-met',
    fact: { kind: 'said', text: key },
    field: field.index,
  });
  if (!unsubscribe) return absent();
  if (!post) return wrong('rule_one_click_no_post', unsubscribe);
  // RFC 8058 §3.1: one of each. A signature covers the lowest, a reader may take the highest.
  if (more.length + morePosts.length > 0) return wrong('rule_one_click_repeated', unsubscribe);
  const web = urisOf(unsubscribe).filter((uri) => /^https?:/i.test(uri));
  if (web.length !== 1 || !/^https:/i.test(web[0] ?? '')) return wrong('rule_one_click_no_https', unsubscribe);
  // ABNF literals match in any case (RFC 5234 §2.3).
  if (unfolded(post).toLowerCase() !== 'list-unsubscribe=one-click') return wrong('rule_one_click_wrong_post', post);
  if (verified?.dkim == null) return { state: 'open', field: unsubscribe.index };
  const signer = passing.find(({ check }) => check && covers(check));
  if (!signer) return wrong('rule_one_click_unsigned', unsubscribe);
  return {
    state: 'met',
    fact: { kind: 'signed-unsubscribe', domain: signer.domain },
    field: unsubscribe.index,
  };
}

/** The field alone, with any address: what Yahoo takes as well. */
export function unsubscribeField({ report: { recorded } }: Grounds): Judged {
  const field = recorded.fields.find(({ key }) => key === 'list-unsubscribe');
  if (!field) return absent();
  return {
    state: urisOf(field).some((uri) => /^(?:https|mailto):/i.test(uri)) ? 'met' : 'not-met',
    field: field.index,
  };
}

function absent(): Judged {
  return { state: 'not-needed', fact: { kind: 'said', text: 'rule_one_click_absent' } };
}

/** RFC 2369 §2: URIs in angle brackets, with commas between them. White space in them is taken out. */
function urisOf(field: Field): readonly string[] {
  return unfolded(field)
    .split('<', MOST_URIS)
    .slice(1)
    .map((part) => part.slice(0, part.indexOf('>') < 0 ? 0 : part.indexOf('>')).replace(/\s/g, ''));
}

function covers({ signature }: DkimCheck): boolean {
  const signed = new Set(signature?.h.map((name) => name.toLowerCase()));
  return signed.has('list-unsubscribe') && signed.has('list-unsubscribe-post');
}
