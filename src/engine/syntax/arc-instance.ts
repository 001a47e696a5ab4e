/** The instance that an ARC-Authentication-Results field begins with. RFC 8617 §3.9, §4.1.1. */

import type { OctetString } from '../octets.ts';

/*
 * arc-info = instance [CFWS] ";" authres-payload
 * instance = [CFWS] %s"i" [CFWS] "=" [CFWS] position
 * position = 1*2DIGIT                       ; 1 - 50
 */

/** 1 to 99; null where the field does not begin so. */
export function resultsInstance(value: OctetString): number | null {
  let at = skipCfws(value, 0);
  if (value[at] !== 'i') return null;
  at = skipCfws(value, at + 1);
  if (value[at] !== '=') return null;
  at = skipCfws(value, at + 1);
  const digits = /^[0-9]{1,2}(?![0-9])/.exec(value.slice(at, at + 3))?.[0];
  if (!digits || value[skipCfws(value, at + digits.length)] !== ';') return null;
  return Number(digits) || null;
}

/** Over white space and comments, which nest and may quote (RFC 5322 §3.2.2). */
function skipCfws(text: OctetString, from: number): number {
  let depth = 0;
  let at = from;
  for (; at < text.length; at++) {
    const octet = text[at];
    if (octet === '(') depth++;
    else if (octet === ')' && depth > 0) depth--;
    else if (octet === '\\' && depth > 0) at++;
    else if (depth === 0 && octet !== ' ' && octet !== '\t' && octet !== '\r' && octet !== '\n') return at;
  }
  return at;
}
