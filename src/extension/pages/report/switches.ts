/** What a sender could change, and how it is set now. */

import type { Policy } from '../../../engine/dmarc/dmarc.ts';
import type { Report } from '../../../engine/report.ts';

export type Switches = {
  /** A passing signature with d= the Author Domain. */
  readonly dkim: 'as-it-is' | 'aligned';
  /** MAIL FROM in a domain below the Author Domain, for which SPF passes. */
  readonly mailFrom: 'as-it-is' | 'own';
  readonly adkim: 'r' | 's';
  readonly aspf: 'r' | 's';
  /** Null: no record. */
  readonly policy: Policy | null;
};

/** The settings as they are. */
export function switchesOf({ verified }: Report): Switches {
  const record = verified?.dmarc?.record ?? null;
  return {
    dkim: 'as-it-is',
    mailFrom: 'as-it-is',
    adkim: record?.adkim ?? 'r',
    aspf: record?.aspf ?? 'r',
    policy: record ? (record.p ?? 'none') : null,
  };
}
