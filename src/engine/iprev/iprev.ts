/** Forward-confirmed reverse DNS of the client's address. RFC 8601 §3. */

import type { DnsAnswer } from '../dns/dns.ts';
import type { Outcome } from '../outcome.ts';
import type { iprevReasons } from './reasons.ts';

export type IprevCheck = Outcome<typeof iprevReasons> & {
  readonly ip: string | null;
  /** Names of the address that lead back to it. */
  readonly confirmed: readonly string[];
  /** Names that do not. */
  readonly unconfirmed: readonly string[];
  /** Names for which the question was not answered. */
  readonly unanswered: readonly string[];
  readonly answers: readonly DnsAnswer[];
};
