/** Unstructured text for the eye: encoded words (RFC 2047) and UTF-8 (RFC 6532) decoded, controls blanked. Never compared, never hashed. */

import { decodeWords } from 'postal-mime';
import { decodeUtf8, type OctetString } from '../octets.ts';
import { unfold } from './fields.ts';

/** Octets of a text that are decoded; no subject or name needs more. */
export const MAX_DISPLAY = 10_000;

export function displayText(value: OctetString): string {
  const text = decodeWords(decodeUtf8(unfold(value.slice(0, MAX_DISPLAY)))) as string;
  return text.replace(/[\s\x00-\x1f\x7f]+/g, ' ').trim();
}
