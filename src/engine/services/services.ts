/** Who sent it: the sending service, and by which facts it is recognised. */

import type { Grade } from '../outcome.ts';

/** What gave a service away, and how much that is worth: a verified identifier is strong, a header that anyone can write a hint. */
export type ServiceEvidence = {
  readonly signal:
    | 'dkim-domain'
    | 'dkim-key-alias'
    | 'spf-domain'
    | 'spf-include'
    | 'confirmed-name'
    | 'host-name'
    | 'received'
    | 'header';
  readonly strength: 'strong' | 'hint';
  readonly grade: Grade;
  /** The text that matched. */
  readonly value: string;
  /** Index of the header field that it was read from; null where it came from the DNS. */
  readonly field: number | null;
};

export type ServiceMatch = {
  /** Key of the service in the data table. */
  readonly id: string;
  /** Its own spelling of its name. */
  readonly name: string;
  readonly kind: 'sending-service' | 'mailbox-provider' | 'web-host' | 'filter' | 'list';
  readonly evidence: readonly ServiceEvidence[];
};
