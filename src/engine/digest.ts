/** Octets -> Digest: header octets kept whole, the body reduced to the hashes that its signatures need. */

import type { BodyHash } from './dkim/dkim.ts';
import type { OctetString } from './octets.ts';

/** All of a message that leaves the place where its octets are. JSON, a few kilobytes. */
export type Digest = {
  /** The header section as it came, up to and without the empty line. */
  readonly header: OctetString;
  /** Octets of the message. */
  readonly size: number;
  /** Octets of the body. */
  readonly bodySize: number;
  /** Line endings as they came. A message of lone LFs is hashed as if they were CRLFs; a mixed one as it is. */
  readonly lineEnding: 'crlf' | 'lf' | 'mixed' | 'none';
  /** One hash per distinct canonicalization, algorithm and l= among its signatures. */
  readonly bodies: readonly BodyHash[];
  /** complete: all octets. cut: header or body ended at a limit. approximate: the text of a page, whose body cannot be judged. */
  readonly fidelity: 'complete' | 'header-cut' | 'body-cut' | 'approximate';
};
