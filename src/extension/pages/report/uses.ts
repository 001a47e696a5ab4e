/** From a header field back to the chapters that speak of it, as far as they are there. */

import type { Field } from '../../../engine/message/message.ts';
import type { Report } from '../../../engine/report.ts';
import { vendorLines } from '../../../explain/vendor-fields.ts';
import type { Words } from '../../../explain/words.ts';

export type Use = { readonly chapter: string; readonly label: string };

const identities: ReadonlySet<string> = new Set(['from', 'sender', 'reply-to', 'return-path', 'message-id', 'list-id']);

export function usesOf({ recorded, verified }: Report, words: Words): (field: Field) => readonly Use[] {
  const hops = new Set(recorded.hops.map((hop) => hop.field));
  const claims = new Set(recorded.claims.map((claim) => claim.field));
  const vendors = new Set(vendorLines(recorded, words).map((line) => line.field));
  return ({ index, key }) => [
    ...(hops.has(index) ? [{ chapter: 'path', label: words.text('page_path') }] : []),
    ...(claims.has(index) && !key.startsWith('arc-') ? [{ chapter: 'checks', label: words.text('page_checks') }] : []),
    ...(identities.has(key) ? [{ chapter: 'who', label: words.text('page_who') }] : []),
    ...(verified?.dkim && key === 'dkim-signature' ? [{ chapter: 'dkim', label: 'DKIM' }] : []),
    ...(verified?.arc && key.startsWith('arc-') ? [{ chapter: 'arc', label: 'ARC' }] : []),
    ...(key.startsWith('list-unsubscribe') ? [{ chapter: 'rules', label: words.text('page_rules') }] : []),
    ...(vendors.has(index) ? [{ chapter: 'vendors', label: words.text('page_vendors') }] : []),
  ];
}
