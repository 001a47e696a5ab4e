/** Core rules as regular-expression sources. RFC 5234 appendix B.1. */

/** ALPHA = %x41-5A / %x61-7A */
export const ALPHA = '[A-Za-z]';
/** DIGIT = %x30-39 */
export const DIGIT = '[0-9]';
/** WSP = SP / HTAB */
export const WSP = '[ \\t]';
