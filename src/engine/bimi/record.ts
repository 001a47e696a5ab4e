/** BIMI Assertion Record: text -> tags; and the selector that a message names. BIMI draft-10 §4.3, §5.1. */

import { toAscii } from '../dns/name.ts';
import type { OctetString } from '../octets.ts';
import { parseTagList, tagsByName } from '../syntax/tag-list.ts';
import type { BimiRecord } from './bimi.ts';

// bimi-version = "v" *WSP "=" *WSP "BIMI1"    ; the value "MUST match precisely"
const VERSION = /^v[ \t]*=[ \t]*BIMI1[ \t]*(?:;|$)/;

// bimi-uri = [FWS] URI [FWS]    ; HTTPS only, with a fully qualified name; a comma in it must be encoded
const URI = /^https:\/\/([^/?#]+)(?:[/?#][!-+\--~]*)?$/i;

// §4.3.2: SVG and SVGZ alone; any other suffix of a picture is a permanent error.
const OTHER_PICTURE = /\.(?:avif|bmp|gif|ico|jpe?g|png|tiff?|webp)(?:[?#]|$)/i;

export type ParsedBimi =
  | { readonly ok: true; readonly value: BimiRecord }
  | { readonly ok: false; readonly reason: 'record-malformed' | 'format-unsupported' };

/** Is this TXT record a BIMI Assertion Record at all? */
export function isBimiRecord(text: OctetString): boolean {
  return VERSION.test(text);
}

/** §4.3: "Mail receivers MUST NOT attempt to fix syntactical or capitalization errors." Unknown tags are ignored. */
export function parseBimiRecord(text: OctetString): ParsedBimi {
  const malformed = { ok: false, reason: 'record-malformed' } as const;
  const list = parseTagList(text);
  if (!list.ok || !isBimiRecord(text)) return malformed;
  const tags = tagsByName(list.value);
  const [l, a = ''] = [tags.get('l')?.value, tags.get('a')?.value];
  if (l === undefined || !isPlace(l) || !isPlace(a)) return malformed;
  // §7.3: without a logo's place there is none to be shown, whatever the certificate; without either it is a refusal.
  if (l === '' && a !== '') return malformed;
  if (OTHER_PICTURE.test(l)) return { ok: false, reason: 'format-unsupported' };
  return {
    ok: true,
    value: {
      text,
      location: l || null,
      evidence: a || null,
      preference: tags.get('avp')?.value === 'personal' ? 'personal' : 'brand',
      localPartSelectors: tags.get('lps')?.value === 'true',
    },
  };
}

function isPlace(text: OctetString): boolean {
  if (text === '') return true;
  const authority = URI.exec(text)?.[1] ?? '';
  const host = toAscii(authority.replace(/:[0-9]{1,5}$/, ''));
  return host?.includes('.') ?? false;
}

/** BIMI-Selector: v=BIMI1; s=selector. Null where it is not well-formed: it is ignored then (Appendix A.5). */
export function parseSelector(value: OctetString): string | null {
  const list = parseTagList(value);
  if (!list.ok || list.value[0]?.name !== 'v' || list.value[0].value !== 'BIMI1') return null;
  return toAscii(tagsByName(list.value).get('s')?.value ?? '');
}
