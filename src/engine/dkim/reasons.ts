/**
 * Every way a check of dkim can end.
 *
 * RFC 6376 §6.1 knows PERMFAIL and TEMPFAIL; RFC 8601 §2.7.1 has more words for it, and they are shared out so:
 *   neutral    the field "contained syntax errors" or could not "otherwise" be processed: unknown version, algorithm, ...
 *   permerror  the field can be read, and a rule other than arithmetic forbids that it passes: PERMFAIL of RFC 6376 §6.1,
 *              and "permanently failed evaluation" of RFC 8301 §3.1 (rsa-sha1) and §3.2 (keys under 1024 bits)
 *   fail       a hash or a signature does not fit
 *   temperror  the key could not be asked for just now
 */

import type { DkimKeyword, Reason } from '../outcome.ts';

export const dkimReasons = {
  verified: { result: 'pass', rule: 'RFC 6376 §6.1.3' },

  'signature-malformed': { result: 'neutral', rule: 'RFC 6376 §3.2' },
  'duplicate-tag': { result: 'neutral', rule: 'RFC 6376 §3.2' },
  'tag-missing': { result: 'neutral', rule: 'RFC 6376 §6.1.1' },
  'tag-invalid': { result: 'neutral', rule: 'RFC 6376 §3.5' },
  'version-unsupported': { result: 'neutral', rule: 'RFC 6376 §6.1.1' },
  'algorithm-unsupported': { result: 'neutral', rule: 'RFC 6376 §3.3.4' },
  'canonicalization-unsupported': { result: 'neutral', rule: 'RFC 6376 §3.4' },
  'query-unsupported': { result: 'neutral', rule: 'RFC 6376 §3.5' },
  'expires-before-signed': { result: 'neutral', rule: 'RFC 6376 §3.5' },

  'from-not-signed': { result: 'permerror', rule: 'RFC 6376 §6.1.1' },
  'identity-outside-domain': { result: 'permerror', rule: 'RFC 6376 §6.1.1' },
  'algorithm-historic': { result: 'permerror', rule: 'RFC 8301 §3.1' },
  expired: { result: 'permerror', rule: 'RFC 6376 §6.1.1' },

  'key-unavailable': { result: 'temperror', rule: 'RFC 6376 §6.1.2' },
  'key-missing': { result: 'permerror', rule: 'RFC 6376 §6.1.2' },
  'key-revoked': { result: 'permerror', rule: 'RFC 6376 §3.6.1' },
  'key-malformed': { result: 'permerror', rule: 'RFC 6376 §6.1.2' },
  'key-version-unsupported': { result: 'permerror', rule: 'RFC 6376 §3.6.1' },
  'key-type-unsupported': { result: 'permerror', rule: 'RFC 6376 §3.6.1' },
  'key-type-mismatch': { result: 'permerror', rule: 'RFC 6376 §6.1.2' },
  'key-hash-excluded': { result: 'permerror', rule: 'RFC 6376 §6.1.2' },
  'key-service-excluded': { result: 'permerror', rule: 'RFC 6376 §3.6.1' },
  'key-identity-mismatch': { result: 'permerror', rule: 'RFC 6376 §3.6.1' },
  'key-data-malformed': { result: 'permerror', rule: 'RFC 6376 §3.6.1' },
  'key-too-small': { result: 'permerror', rule: 'RFC 8301 §3.2' },
  /** The key is well-formed, and beyond what WebCrypto computes with: 16,384 bits, or an exponent of more than 32. */
  'key-rejected': { result: 'neutral', rule: 'RFC 8601 §2.7.1' },

  'body-hash-mismatch': { result: 'fail', rule: 'RFC 6376 §6.1.3' },
  'body-shorter-than-signed': { result: 'fail', rule: 'RFC 6376 §3.5' },
  'signature-mismatch': { result: 'fail', rule: 'RFC 6376 §6.1.3' },

  /** The header signature fits; of the body not all was at hand. */
  'body-not-checkable': { result: null, rule: 'RFC 6376 §6.1.3' },
  /** Header fields that h= may name were cut off. */
  'header-not-checkable': { result: null, rule: 'RFC 6376 §5.4.2' },
  'too-many-signatures': { result: null, rule: 'RFC 6376 §6.1' },
  /** The limit of questions to the DNS was reached before this one. */
  'not-asked': { result: null, rule: 'RFC 6376 §6.1.2' },
} as const satisfies Record<string, Reason<DkimKeyword>>;
