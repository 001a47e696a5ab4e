/**
 * Every way a check of dkim can end.
 *
 * RFC 6376 §6.1 knows PERMFAIL and TEMPFAIL; RFC 8601 §2.7.1 has more words for it, and they are shared out so:
 *   neutral    the field "contained syntax errors" or could not "otherwise" be processed: unknown version, algorithm, ...
 *   permerror  the field can be read, and a rule other than arithmetic forbids that it passes: PERMFAIL of RFC 6376 §6.1,
 *              and "permanently failed evaluation" of RFC 8301 §3.1 (rsa-sha1) and §3.2 (keys under 1024 bits)
 *   fail       a hash or a signature does not fit
 *   temperror  the key could not be asked for just now
 *
 * `fault` says where the fault lies: only of the content can one say that it was altered.
 */

import type { DkimKeyword, Reason } from '../outcome.ts';

/** In the key as published, in the algorithm, in the tags of the field, in the time, in what was signed, or in the asking. */
export type DkimFault = 'key' | 'algorithm' | 'tags' | 'time' | 'content' | 'dns';

export const dkimReasons = {
  verified: { result: 'pass', rule: 'RFC 6376 §6.1.3', fault: null },

  'signature-malformed': { result: 'neutral', rule: 'RFC 6376 §3.2', fault: 'tags' },
  'duplicate-tag': { result: 'neutral', rule: 'RFC 6376 §3.2', fault: 'tags' },
  'tag-missing': { result: 'neutral', rule: 'RFC 6376 §6.1.1', fault: 'tags' },
  'tag-invalid': { result: 'neutral', rule: 'RFC 6376 §3.5', fault: 'tags' },
  'version-unsupported': { result: 'neutral', rule: 'RFC 6376 §6.1.1', fault: 'tags' },
  'algorithm-unsupported': { result: 'neutral', rule: 'RFC 6376 §3.3.4', fault: 'algorithm' },
  'canonicalization-unsupported': { result: 'neutral', rule: 'RFC 6376 §3.4', fault: 'tags' },
  'query-unsupported': { result: 'neutral', rule: 'RFC 6376 §3.5', fault: 'tags' },
  'expires-before-signed': { result: 'neutral', rule: 'RFC 6376 §3.5', fault: 'time' },

  'from-not-signed': { result: 'permerror', rule: 'RFC 6376 §5.4', fault: 'tags' },
  'identity-outside-domain': { result: 'permerror', rule: 'RFC 6376 §6.1.1', fault: 'tags' },
  'algorithm-historic': { result: 'permerror', rule: 'RFC 8301 §3.1', fault: 'algorithm' },
  expired: { result: 'permerror', rule: 'RFC 6376 §6.1.1', fault: 'time' },
  /** s= is "x._domainkey", or more of the name of the key, and there is no key at what that makes. */
  'selector-is-name': { result: 'permerror', rule: 'RFC 6376 §3.1', fault: 'tags' },

  'key-unavailable': { result: 'temperror', rule: 'RFC 6376 §6.1.2', fault: 'dns' },
  'key-missing': { result: 'permerror', rule: 'RFC 6376 §6.1.2', fault: 'key' },
  /** The name is an alias, and there is nothing at what it leads to. */
  'key-alias-dangling': { result: 'permerror', rule: 'RFC 6376 §6.1.2', fault: 'key' },
  'key-revoked': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },

  // What stands at the name is no key record, or one with a mistake in it.
  'key-of-other-record': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-is-host-name': { result: 'permerror', rule: 'RFC 6376 §3.6.2', fault: 'key' },
  'key-private': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-pem': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-quoted': { result: 'permerror', rule: 'RFC 6376 §3.6.2.2', fault: 'key' },
  'key-tag-empty': { result: 'permerror', rule: 'RFC 6376 §3.2', fault: 'key' },
  'key-separator-missing': { result: 'permerror', rule: 'RFC 6376 §3.2', fault: 'key' },
  'key-duplicate-tag': { result: 'permerror', rule: 'RFC 6376 §3.2', fault: 'key' },
  'key-malformed': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-version-unsupported': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-version-misplaced': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-data-missing': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-not-base64': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-cut': { result: 'permerror', rule: 'RFC 6376 §3.6.2.2', fault: 'key' },
  'key-split': { result: 'permerror', rule: 'RFC 6376 §3.6.2.2', fault: 'key' },
  'key-other-format': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-data-of-other-type': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-data-malformed': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },

  // It is a key, and not for this signature.
  'key-type-unsupported': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-type-mismatch': { result: 'permerror', rule: 'RFC 6376 §6.1.2', fault: 'key' },
  'key-hash-excluded': { result: 'permerror', rule: 'RFC 6376 §6.1.2', fault: 'key' },
  'key-service-excluded': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-identity-mismatch': { result: 'permerror', rule: 'RFC 6376 §3.6.1', fault: 'key' },
  'key-too-small': { result: 'permerror', rule: 'RFC 8301 §3.2', fault: 'key' },
  /** The key is well-formed, and beyond what WebCrypto computes with: 16,384 bits, or an exponent of more than 32. */
  'key-rejected': { result: 'neutral', rule: 'RFC 8601 §2.7.1', fault: 'key' },
  /** What the key makes of b= is no signature by it: there was another key, or b= itself is not what the signer wrote. */
  'signed-with-other-key': { result: 'fail', rule: 'RFC 8017 §8.2.2', fault: 'key' },

  'body-hash-mismatch': { result: 'fail', rule: 'RFC 6376 §6.1.3', fault: 'content' },
  'body-shorter-than-signed': { result: 'fail', rule: 'RFC 6376 §3.5', fault: 'content' },
  /** bh= has not the length of a hash by the algorithm: no body at all could fit. */
  'body-hash-malformed': { result: 'fail', rule: 'RFC 6376 §3.5', fault: 'tags' },
  /** b= was made with this key, of other header fields than stand here. */
  'header-hash-mismatch': { result: 'fail', rule: 'RFC 6376 §6.1.3', fault: 'content' },
  /** Whether the header fields or the key are others cannot be told: Ed25519, or a very large key. */
  'signature-mismatch': { result: 'fail', rule: 'RFC 6376 §6.1.3', fault: 'content' },

  /** The header signature fits; of the body not all was at hand. */
  'body-not-checkable': { result: null, rule: 'RFC 6376 §6.1.3', fault: null },
  /** Header fields that h= may name were cut off. */
  'header-not-checkable': { result: null, rule: 'RFC 6376 §5.4.2', fault: null },
  'too-many-signatures': { result: null, rule: 'RFC 6376 §6.1', fault: null },
  /** The limit of questions to the DNS was reached before this one. */
  'not-asked': { result: null, rule: 'RFC 6376 §6.1.2', fault: 'dns' },
} as const satisfies Record<string, Reason<DkimKeyword> & { readonly fault: DkimFault | null }>;

/** Where the fault lies; null where there is none, or nothing was judged. Of several faults it is that of the reason. */
export function faultOf({ reason }: { readonly reason: keyof typeof dkimReasons }): DkimFault | null {
  return dkimReasons[reason].fault;
}
