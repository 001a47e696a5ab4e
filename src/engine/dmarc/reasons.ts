/** Every way a DMARC evaluation can end. */

import type { DmarcKeyword, Reason } from '../outcome.ts';

export const dmarcReasons = {
  'aligned-dkim': { result: 'pass', rule: 'RFC 9989 §5.3.5' },
  'aligned-spf': { result: 'pass', rule: 'RFC 9989 §5.3.5' },
  'aligned-both': { result: 'pass', rule: 'RFC 9989 §5.3.5' },
  /** Something was authenticated, but nothing that is aligned. */
  'not-aligned': { result: 'fail', rule: 'RFC 9989 §5.3.5' },
  /** Neither SPF nor any signature passed. */
  'no-identifier': { result: 'fail', rule: 'RFC 9989 §5.3.5' },
  /** Which domain is the Author's cannot be told. */
  'no-author-domain': { result: 'none', rule: 'RFC 9989 §5.3.1' },
  'no-record': { result: 'none', rule: 'RFC 9989 §4.10.1' },
  /** The record has no valid policy, and no address to report to either: DMARC does not apply. */
  'no-valid-policy': { result: 'none', rule: 'RFC 9989 §4.10.1' },
  /** A question of the policy discovery went unanswered. */
  'policy-lookup-failed': { result: 'temperror', rule: 'RFC 9989 §5.3.6' },
  /** An identifier passed; whether it is aligned depends on a question that went unanswered. */
  'alignment-lookup-failed': { result: 'temperror', rule: 'RFC 9989 §5.3.6' },
  /** An identifier that would be aligned could not be authenticated for a temporary error. */
  'authentication-temperror': { result: 'temperror', rule: 'RFC 9989 §5.3.6' },
  /** SPF was not judged, and an aligned pass of it is all that could decide. */
  'spf-not-judged': { result: null, rule: 'RFC 9989 §5.3.3' },
  /** The same for an aligned signature. */
  'dkim-not-judged': { result: null, rule: 'RFC 9989 §5.3.3' },
  /** More identifiers than walks are made for: one of those left out may be aligned. */
  'too-many-identifiers': { result: null, rule: 'RFC 9989 §4.10.2' },
  /** The questions that one message may cost are used up. */
  'question-budget': { result: null, rule: 'RFC 9989 §5.3.6' },
} as const satisfies Record<string, Reason<DmarcKeyword>>;

/** What can be wrong in a record as it is published. */
export const dmarcFaults = {
  /** More than one record at the name: none counts. */
  'several-records': { rule: 'RFC 9989 §4.10' },
  /** "v=dmarc1": the version is case-sensitive. */
  'version-case': { rule: 'RFC 9989 §4.8' },
  'version-missing': { rule: 'RFC 9989 §4.8' },
  'version-misspelt': { rule: 'RFC 9989 §4.8' },
  /** v= is there, and not first. */
  'version-misplaced': { rule: 'RFC 9989 §4.8' },
  /** Quotation marks or backslashes of a zone file, a panel or a word processor are part of the text. */
  quoted: { rule: 'RFC 9989 §4.8' },
  /** White space that is none: a no-break space, a zero-width character. */
  blank: { rule: 'RFC 9989 §4.8' },
  /** Something else than ";" between two tags, or ";" between two addresses. */
  separator: { rule: 'RFC 9989 §4.8' },
  'policy-missing': { rule: 'RFC 9989 §4.7' },
  /** p, sp or np holds no policy. */
  'policy-misspelt': { rule: 'RFC 9989 §4.7' },
  /** adkim, aspf, psd, t or fo holds a value that it does not have. */
  'value-invalid': { rule: 'RFC 9989 §4.7' },
  'tag-misspelt': { rule: 'RFC 9989 §4.8' },
  'tag-unknown': { rule: 'RFC 9989 §4.8' },
  'tag-repeated': { rule: 'RFC 9989 §4.8' },
  /** No "=", or nothing before it. */
  'tag-malformed': { rule: 'RFC 9989 §4.8' },
  /** pct, rf, ri: gone with RFC 7489. */
  'tag-historic': { rule: 'RFC 9989 §4.7' },
  /** An address without "mailto:". */
  'uri-without-scheme': { rule: 'RFC 9989 §4.7' },
  'uri-invalid': { rule: 'RFC 9989 §4.7' },
  'fo-without-ruf': { rule: 'RFC 9989 §4.7' },
  /** Receivers of the former rules want p right behind the version. */
  'policy-not-second': { rule: 'RFC 7489 §6.4' },
} as const satisfies Record<string, { readonly rule: string }>;

export type DmarcFaultKind = keyof typeof dmarcFaults;
