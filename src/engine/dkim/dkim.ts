/** DomainKeys Identified Mail: a signature, its key, and what a check of both says. RFC 6376, 8301, 8463, 8616. */

import type { DnsAnswer } from '../dns/dns.ts';
import type { Outcome } from '../outcome.ts';
import type { HashName } from './hash.ts';
import type { dkimReasons } from './reasons.ts';

export type Canonicalization = 'simple' | 'relaxed';

/** A DKIM-Signature field's tags, with defaults filled in (RFC 6376 §3.5). */
export type DkimSignature = {
  /** Index of the field in the header section. */
  readonly field: number;
  /** a=, lower case: "rsa-sha256". */
  readonly algorithm: string;
  /** b= without white space, base64. */
  readonly b: string;
  /** bh= without white space, base64. */
  readonly bh: string;
  readonly c: { readonly header: Canonicalization; readonly body: Canonicalization };
  /** d=, A-label form, lower case: the Signing Domain Identifier. */
  readonly d: string;
  /** i=, as given or "@d". */
  readonly i: string;
  /** h=, names as written, in order. */
  readonly h: readonly string[];
  /** Octets of the canonicalized body that are signed; null is all of it. A decimal of up to 76 digits (RFC 6376 §3.5) is capped at Number.MAX_SAFE_INTEGER. */
  readonly l: number | null;
  /** s=, A-label form, lower case. */
  readonly s: string;
  /** Seconds since 1970. */
  readonly t: number | null;
  readonly x: number | null;
  /** z=, raw; null where absent. */
  readonly z: string | null;
};

/** A DKIM-Signature field that cannot be read, and what of it could be. */
export type UnreadableSignature = {
  /** Index of the field in the header section. */
  readonly field: number;
  readonly reason: Extract<
    DkimReason,
    | 'signature-malformed'
    | 'duplicate-tag'
    | 'tag-missing'
    | 'tag-invalid'
    | 'version-unsupported'
    | 'canonicalization-unsupported'
    | 'query-unsupported'
  >;
  /** The tag at fault, where it is about one. */
  readonly tag: string | null;
  /** d= and s=, A-label form, lower case. */
  readonly domain: string | null;
  readonly selector: string | null;
};

/** Which hash of a body a signature needs. */
export type BodyHashKind = {
  readonly canonicalization: Canonicalization;
  readonly algorithm: HashName;
  /** l=; null is the whole body. */
  readonly length: number | null;
};

/** The hash of a body under one canonicalization, algorithm and l=: all that a signature needs of it. */
export type BodyHash = BodyHashKind & {
  /** base64. Of all that there is, where l= asks for more. */
  readonly hash: string;
  /** Octets of the whole canonicalized body. */
  readonly canonicalSize: number;
};

/** What is known of a body that itself is not at hand any more. */
export type HashedBody = {
  /** Line endings as they came. A message of lone LFs is hashed as if they were CRLFs; a mixed one as it is, and so as well. */
  readonly lineEnding: 'crlf' | 'lf' | 'mixed' | 'none';
  /** One hash per distinct canonicalization, algorithm and l= among its signatures. */
  readonly bodies: readonly BodyHash[];
  /** Of a message with mixed line endings: the same with each lone LF as CRLF, since either may be what was signed. */
  readonly restored?: readonly BodyHash[];
  /** complete: all octets. cut: header or body ended at a limit. approximate: the text of a page, whose body cannot be judged. */
  readonly fidelity: 'complete' | 'header-cut' | 'body-cut' | 'approximate';
};

/** A key as published (RFC 6376 §3.6.1). */
export type DkimKey = {
  /** selector._domainkey.domain */
  readonly name: string;
  readonly answer: DnsAnswer;
  /** The text of the record that was used; null where none could be. An octet string. */
  readonly record: string | null;
  readonly type: 'rsa' | 'ed25519' | null;
  /** Size of the modulus, read from the DER; null where there is none. */
  readonly bits: number | null;
  /** t=y: the domain is testing DKIM. */
  readonly testing: boolean;
};

/** Said of a signature beside its result: true whatever the result. */
export type DkimNote =
  | 'algorithm-sha1'
  | 'key-under-2048'
  | 'key-testing'
  /** l= is there: octets can be added to the body without breaking the signature. */
  | 'body-length-limited'
  | 'expired-since-arrival'
  /** t= is more than five minutes after the message came. */
  | 'signed-in-future'
  /** Another From could be added on top without breaking the signature. */
  | 'from-not-oversigned'
  /** A field that h= names, and that a reader sees, is there more often than it is signed. */
  | 'field-added-after-signing'
  /** The name holds more than one TXT record; `record` says which one was used. */
  | 'several-keys'
  | 'body-not-checkable'
  /** Line endings are mixed, and what was signed is the message as it came, with each lone LF as CRLF, or neither. */
  | 'line-endings-as-came'
  | 'line-endings-restored'
  | 'line-endings-neither';

export type DkimReason = keyof typeof dkimReasons;

/** What the check of one signature says. */
export type DkimCheck = Outcome<typeof dkimReasons> & {
  /** Index of the DKIM-Signature field. */
  readonly field: number;
  /** d=, or null where the field could not be read that far. */
  readonly domain: string | null;
  readonly selector: string | null;
  readonly signature: DkimSignature | null;
  /** Does the body hash fit? Null: not judged. */
  readonly bodyHash: 'pass' | 'fail' | null;
  /** Does the signature over the header fit the key? Null: not judged. */
  readonly headerSignature: 'pass' | 'fail' | null;
  readonly key: DkimKey | null;
  readonly notes: readonly DkimNote[];
  /** The tag at fault, where the reason is about one. */
  readonly tag?: string;
  /** Octets of the canonicalized body behind those that l= signs. */
  readonly unsignedOctets?: number;
  /** Indexes of fields that a reader sees and that this signature does not cover. */
  readonly unsignedFields?: readonly number[];
  /** What of that matters most; absent where the signature was not judged. */
  readonly coverage?: Coverage;
};

/** How much of what a reader sees a signature covers. RFC 6376 §5.4, §8.2, §8.15. */
export type Coverage = {
  /** All of the body that there is; its beginning, and more follows (l=); nothing of it (l=0); null: it was not at hand. */
  readonly body: 'all' | 'beginning' | 'nothing' | null;
  /** Names of fields that the message has, lower case, each once, of which at least one is not signed. */
  readonly unsigned: readonly string[];
  /** No other From can be added without breaking the signature: h= names it once more than there are. */
  readonly fromOverSigned: boolean;
};
