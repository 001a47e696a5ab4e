/** Macros: their grammar and their expansion. RFC 7208 §7. */

import type { OctetString } from '../octets.ts';
import type { Parsed } from '../outcome.ts';

/** RFC 7208 §7.1: macro-letter = "s" / "l" / "o" / "d" / "i" / "p" / "h" / "c" / "r" / "t" / "v" */
export type MacroLetter = 's' | 'l' | 'o' | 'd' | 'i' | 'p' | 'h' | 'c' | 'r' | 't' | 'v';

/** What each letter stands for, as octet strings. */
export type MacroValues = Readonly<Record<MacroLetter, OctetString>>;

type Macro = {
  readonly kind: 'macro';
  readonly letter: MacroLetter;
  /** An upper-case letter: the expansion is URL-escaped. */
  readonly escaped: boolean;
  /** How many parts are kept, from the right; null for all of them. */
  readonly keep: number | null;
  readonly reversed: boolean;
  /** The characters that part the value. */
  readonly delimiters: string;
};

/** `literal`: as written. `escape`: what "%%", "%_" or "%-" stands for. */
export type MacroPart = Macro | { readonly kind: 'literal' | 'escape'; readonly text: string };
export type MacroString = readonly MacroPart[];

/*
 * macro-expand  = ( "%{" macro-letter transformers *delimiter "}" ) / "%%" / "%_" / "%-"
 * macro-literal = %x21-24 / %x26-7E
 * transformers  = *DIGIT [ "r" ]
 * delimiter     = "." / "-" / "+" / "," / "/" / "_" / "="
 * The alternatives begin with different characters, so that a text is read once from left to right.
 */
const EXPAND = '%(?:([%_-])|\\{([slodiphcrtv])([0-9]*)(r?)([-.+,/_=]*)\\})';

/** macro-string = *( macro-expand / macro-literal ) */
const MACRO_STRING = new RegExp(`([\\x21-\\x24\\x26-\\x7e]+)|${EXPAND}`, 'iy');
/** explain-string = *( macro-string / SP ) */
const EXPLAIN_STRING = new RegExp(`([\\x20-\\x24\\x26-\\x7e]+)|${EXPAND}`, 'iy');

const ESCAPES: Readonly<Record<string, string>> = { '%': '%', _: ' ', '-': '%20' };

export function parseMacroString(text: OctetString): Parsed<MacroString> {
  return parseWith(MACRO_STRING, text);
}

export function parseExplainString(text: OctetString): Parsed<MacroString> {
  return parseWith(EXPLAIN_STRING, text);
}

function parseWith(grammar: RegExp, text: OctetString): Parsed<MacroString> {
  const part = new RegExp(grammar); // a sticky expression remembers where it stands
  const parts: MacroPart[] = [];
  while (part.lastIndex < text.length) {
    const at = part.lastIndex;
    const found = part.exec(text);
    const parsed = found && partOf(found);
    if (!parsed) return { ok: false, at };
    parts.push(parsed);
  }
  return { ok: true, value: parts };
}

function partOf([, literal, escaped, letter, digits, reverse, delimiters]: RegExpExecArray): MacroPart | null {
  if (literal !== undefined) return { kind: 'literal', text: literal };
  if (escaped !== undefined) return { kind: 'escape', text: ESCAPES[escaped] ?? '' };
  const keep = digits ? Number(digits) : null;
  if (!letter || keep === 0) return null; // §7.3: if a DIGIT is specified, the value MUST be nonzero.
  const lower = letter.toLowerCase() as MacroLetter;
  return {
    kind: 'macro',
    letter: lower,
    escaped: letter !== lower,
    keep,
    reversed: Boolean(reverse),
    delimiters: delimiters || '.', // §7.3: without delimiters, "." is the one.
  };
}

/** Whether one of the letters stands in the text. */
export function uses(text: MacroString, letters: string): boolean {
  return text.some((part) => part.kind === 'macro' && letters.includes(part.letter));
}

function expandPart(part: MacroPart, values: MacroValues): OctetString {
  if (part.kind !== 'macro') return part.text;
  const pieces = values[part.letter].split(new RegExp(`[${part.delimiters.replaceAll('-', '\\-')}]`));
  if (part.reversed) pieces.reverse();
  // §7.3: DIGIT counts right-hand parts, after the reversal; the parts are joined by dots, whatever parted them.
  const text = (part.keep === null ? pieces : pieces.slice(-part.keep)).join('.');
  return part.escaped ? escapeUrl(text) : text;
}

/** §7.3: characters that are not "unreserved" (RFC 3986 §2.3) MUST be escaped. */
function escapeUrl(text: OctetString): string {
  return text.replace(
    /[^A-Za-z0-9._~-]/g,
    (octet) => `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** RFC 1035 §2.3.4: 255 octets on the wire. */
const MAX_NAME = 253;

/**
 * The name that a domain-spec stands for, without its final dot.
 *
 * §7.3: of a name over 253 characters, labels are taken from the left until it fits. So it is built from the right, and what
 * would be taken away again is never built.
 */
export function expandName(text: MacroString, values: MacroValues): OctetString {
  let name = '';
  for (let i = text.length - 1; i >= 0 && name.length <= MAX_NAME + 1; i--) {
    const part = text[i];
    if (part) name = expandPart(part, values) + name;
  }
  if (name.endsWith('.')) name = name.slice(0, -1);
  if (name.length <= MAX_NAME) return name;
  const dot = name.indexOf('.', name.length - MAX_NAME - 1);
  return dot < 0 ? name : name.slice(dot + 1);
}

/** A text for a reader, cut at `limit` characters. */
export function expandText(text: MacroString, values: MacroValues, limit: number): OctetString {
  let result = '';
  for (const part of text) {
    result += expandPart(part, values);
    if (result.length >= limit) break;
  }
  return result.slice(0, limit);
}
