/** tag-list: the "name=value; name=value" of DKIM and ARC fields and of key records. RFC 6376 §3.2. */

import type { OctetString } from '../octets.ts';

/*
 * tag-list  =  tag-spec *( ";" tag-spec ) [ ";" ]
 * tag-spec  =  [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]
 * tag-name  =  ALPHA *ALNUMPUNC
 * tag-value =  [ tval *( 1*(WSP / FWS) tval ) ]
 * tval      =  1*VALCHAR
 * VALCHAR   =  %x21-3A / %x3C-7E        ; and octets above 127: UTF-8, RFC 8616 §5 by way of RFC 6532
 *
 * More is taken than the grammar gives: FWS may fold more than once (obs-FWS, RFC 5322 §4.2), a lone LF folds as CRLF
 * does where the message has it so, and FWS may follow the last ";", as many signers write it.
 */
const TAG_SPEC = /[ \t\r\n]*([A-Za-z][A-Za-z0-9_]*)[ \t\r\n]*=([^;]*)(?:;|$)/y;
const BLANK = /[ \t\r\n]*$/y;
const NOT_VALUE = /[^\x21-\x3a\x3c-\x7e\x80-\xff \t\r\n]|\r(?!\n)|\n(?![ \t])/;

export type Tag = {
  /** Case matters. */
  readonly name: string;
  /** Without the white space around it; that within it stays. */
  readonly value: OctetString;
  /** Where the tag's name begins in the text. */
  readonly at: number;
  /** From after the "=" to the ";" or the end: the value with the white space around it. */
  readonly span: { readonly from: number; readonly to: number };
};

export type TagList =
  | { readonly ok: true; readonly value: readonly Tag[] }
  | { readonly ok: false; readonly at: number; readonly fault: 'syntax' | 'duplicate' };

/** Tags in the order written. A name that occurs twice makes all of it invalid (RFC 6376 §3.2). */
export function parseTagList(text: OctetString): TagList {
  const tags: Tag[] = [];
  const names = new Set<string>();
  let at = 0;
  do {
    TAG_SPEC.lastIndex = at;
    const match = TAG_SPEC.exec(text);
    if (!match) return { ok: false, at, fault: 'syntax' };
    const [whole, name = '', written = ''] = match;
    const to = at + whole.length - (whole.endsWith(';') ? 1 : 0);
    const from = to - written.length;
    const tag = { name, value: trimFws(written), at: text.indexOf(name, at), span: { from, to } };
    const stray = written.search(NOT_VALUE);
    if (stray >= 0) return { ok: false, at: from + stray, fault: 'syntax' };
    if (names.has(name)) return { ok: false, at: tag.at, fault: 'duplicate' };
    names.add(name);
    tags.push(tag);
    at += whole.length;
    BLANK.lastIndex = at;
  } while (!BLANK.test(text));
  return { ok: true, value: tags };
}

/** By name. The list has no name twice. */
export function tagsByName(tags: readonly Tag[]): ReadonlyMap<string, Tag> {
  return new Map(tags.map((tag) => [tag.name, tag]));
}

const isFws = (octet: string | undefined) => octet === ' ' || octet === '\t' || octet === '\r' || octet === '\n';

/** Without the folding white space around it. In linear time, which no regular expression for the end of a text is. */
export function trimFws(text: OctetString): OctetString {
  let from = 0;
  let to = text.length;
  while (from < to && isFws(text[from])) from++;
  while (to > from && isFws(text[to - 1])) to--;
  return text.slice(from, to);
}

/** Without any folding white space: for the tags whose description says that it is ignored. */
export function withoutFws(text: OctetString): OctetString {
  return text.replace(/[ \t\r\n]+/g, '');
}
