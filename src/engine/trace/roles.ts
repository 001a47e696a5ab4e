/** Who did what on the path, in the words of the mail architecture (RFC 5598), and what that was concluded from. Inferred, never verified. */

import type { Field } from '../message/message.ts';
import type { Run } from './boundary.ts';
import { looksDynamic } from './dynamic.ts';
import { reversePathIn } from './envelope.ts';
import { isFromGateway } from './gateways.ts';
import { organizationOf, sameOrganization } from './organization.ts';
import { isHttp } from './protocol.ts';
import type { Received } from './received.ts';
import { isRewritten } from './rewritten.ts';
import type { Boundary, Receiver, Role, RoleEvidence } from './trace.ts';

export type RoleOf = { readonly role: Role; readonly evidence: RoleEvidence };

type Line = { readonly field: number; readonly received: Received };

const FILTER =
  /amavis|MailScanner|pps\.filterd|SpamAssassin|spamd|Proofpoint|IronPort|Barracuda|rspamd|clam(?:av|smtp|dscan)|FortiMail|ESVA|MIMEDefang|F-Secure|Trend Micro|qmail-scanner|simscan/i;
const LIST_SOFTWARE = /mailman|ezmlm|majordomo|listserv|sympa|fml\b|mlmmj|\bLSMTP\b/i;
/** Users under which web servers run: by name, and by number on Red Hat (48), Debian (33), FreeBSD (80), Alpine (82), openSUSE (30). */
const WEB_USER = /^(?:apache|www-data|www|wwwrun|httpd|nginx|nobody|48|33|80|82|30)$/i;

/** One role a hop; `lines` oldest first. */
export function rolesOf(
  lines: readonly Line[],
  fields: readonly Field[],
  { boundary, earlier, steps, ownAbove }: Run,
  receiver: Receiver,
): readonly RoleOf[] {
  const marks = marksOf(fields, boundary, lines[0]?.field ?? 0);
  const list = listHop(lines, fields, boundary, earlier);
  const first = firstOrganization(lines);
  // The receiver's own servers are no third party; without a boundary the newest hops are somebody's receiver.
  const last = boundary?.by ?? lines.at(-1)?.received.by ?? null;
  return lines.map((line, at): RoleOf => {
    if (boundary && line.field === boundary.field) return { role: 'mx', evidence: boundaryEvidence(line.received, at) };
    if (at >= lines.length - steps || line.field <= ownAbove) return deliveryRole(line.received, receiver);
    return (
      submissionRole(line.received, at === 0, fields) ??
      filterRole(line.received) ??
      (at === list ? { role: 'list', evidence: 'list-id' } : null) ??
      listRole(line.received) ??
      forwarderRole(line.field, lines[at + 1]?.field ?? -1, boundary, marks) ??
      (earlier && at >= earlier.hop ? { role: 'mta', evidence: 'same-provider' } : null) ??
      relayRole(line.received, first, last)
    );
  });
}

function boundaryEvidence({ from }: Received, below: number): RoleEvidence {
  const dynamic = looksDynamic(from.rdns);
  if (below > 0) return dynamic ? 'boundary-dynamic' : 'boundary';
  return dynamic ? 'boundary-direct-dynamic' : 'boundary-direct';
}

function deliveryRole(received: Received, receiver: Receiver): RoleOf {
  if (isFromGateway(received.from.ip, receiver)) return { role: 'mx', evidence: 'from-gateway' };
  if (/^(?:UTF8)?LMTPS?A?$/.test(received.with ?? '')) return { role: 'mda', evidence: 'lmtp' };
  return filterRole(received) ?? { role: 'mda', evidence: 'internal-delivery' };
}

function submissionRole(received: Received, oldest: boolean, fields: readonly Field[]): RoleOf | null {
  const { by, comments, byComments, with: protocol, authenticated, submitter } = received;
  if (comments.some((comment) => /pop[- ]before[- ]smtp/i.test(comment)))
    return { role: 'msa', evidence: 'pop-before-smtp' };
  const user = oldest ? localUser(received) : null; // later on it is a filter or a forwarder that hands it in again
  if (user !== null) {
    const isWeb = WEB_USER.test(user) || fields.some(isPhp);
    return { role: 'msa', evidence: isWeb ? 'local-web-user' : 'local-submission' };
  }
  if (authenticated) {
    return { role: 'msa', evidence: isHttp(protocol) ? 'http-submission' : 'smtp-auth' };
  }
  if (
    byComments.some((comment) => /\bport[ =:](?:587|465)\b|\]:(?:587|465)\b/i.test(comment)) ||
    /:(?:587|465)$/.test(by ?? '')
  ) {
    return { role: 'msa', evidence: 'submission-port' };
  }
  if (isHttp(protocol) && (oldest || submitter !== null)) return { role: 'msa', evidence: 'http-submission' };
  if (oldest && /^mapi$/i.test(protocol ?? '')) return { role: 'msa', evidence: 'mapi-submission' };
  return null;
}

/** On shared hosts each customer has a user of his own; PHP says that it was PHP. */
function isPhp({ key, value }: Field): boolean {
  return (
    key === 'x-php-originating-script' || key === 'x-php-script' || (key === 'x-mailer' && /^\s*PHP\b/.test(value))
  );
}

/** The user of a program on the machine itself: Exim "from www-data … with local", Postfix "userid 48", sendmail "(from apache@localhost)", qmail "by uid 48", Courier "uid 48". */
function localUser({ submitter, comments, with: protocol }: Received): string | null {
  if (submitter !== null && !isHttp(protocol)) return submitter;
  for (const comment of comments) {
    const match =
      /\bfrom userid (\d+)/.exec(comment) ??
      /^from ([^\s@]+)@localhost\b/.exec(comment) ??
      /\binvoked by uid (\d+)/.exec(comment) ??
      /^uid (\d+)$/.exec(comment);
    if (match) return match[1] ?? '';
  }
  return null;
}

function filterRole({ by, from, comments }: Received): RoleOf | null {
  const texts = [...comments, by ?? '', from.helo ?? ''];
  return texts.some((text) => FILTER.test(text.slice(0, 500))) ? { role: 'filter', evidence: 'filter-software' } : null;
}

function listRole({ comments, with: protocol }: Received): RoleOf | null {
  const texts = [...comments, protocol ?? ''];
  return texts.some((text) => LIST_SOFTWARE.test(text.slice(0, 500)))
    ? { role: 'list', evidence: 'list-software' }
    : null;
}

/**
 * Where the list took the message in: the oldest hop within the domain of List-Id (RFC 2919 §2) that is no submission. A Google
 * Group may bear its customer's domain, and is at Google all the same.
 */
function listHop(
  lines: readonly Line[],
  fields: readonly Field[],
  boundary: Boundary | null,
  earlier: Run['earlier'],
): number {
  if (earlier && fields.some(({ key, index }) => key === 'x-google-group-id' && index > earlier.field))
    return earlier.hop;
  const value = fields.find((field) => field.key === 'list-id')?.value.slice(0, 1000) ?? '';
  const domain = /<([^<>]*)>/.exec(value)?.[1] ?? null;
  return lines.findIndex(
    ({ field, received }, at) =>
      field > (boundary?.field ?? -1) &&
      sameOrganization(received.by, domain) &&
      submissionRole(received, at === 0, fields) === null,
  );
}

type Marks = {
  /** Fields that a forwarding server writes above its own Received. */
  readonly forwarding: readonly number[];
  /** The same, below all Received. */
  readonly forwardingBelow: boolean;
  readonly delivered: readonly number[];
  readonly rewritten: boolean;
};

function marksOf(fields: readonly Field[], boundary: Boundary | null, oldest: number): Marks {
  const places = (keys: readonly string[]) =>
    fields
      .filter(({ key, index }) => keys.includes(key) && (boundary === null || index > boundary.field))
      .map(({ index }) => index);
  const reversePath = fields.find(
    ({ key, index }) => key === 'return-path' && boundary !== null && index < boundary.field,
  );
  const forwarding = places(['x-forwarded-for', 'x-forwarded-to', 'resent-from', 'resent-sender']);
  return {
    forwarding,
    forwardingBelow: forwarding.some((place) => place > oldest),
    delivered: places(['delivered-to', 'x-original-to']),
    rewritten: reversePath !== undefined && isRewritten(reversePathIn(reversePath)),
  };
}

/** A mark belongs to the Received right below it, since the server writes it last. `above` is the place of the next newer hop. */
function forwarderRole(place: number, above: number, boundary: Boundary | null, marks: Marks): RoleOf | null {
  const isMarked = (places: readonly number[]) => places.some((mark) => above < mark && mark < place);
  const handedOver = boundary !== null && above === boundary.field;
  // Some forwarding servers write theirs among the author's fields: then it was the one that handed the message over.
  if (isMarked(marks.forwarding) || (handedOver && marks.forwardingBelow))
    return { role: 'forwarder', evidence: 'forwarding-field' };
  if (isMarked(marks.delivered)) return { role: 'forwarder', evidence: 'delivered-to' };
  return marks.rewritten && handedOver ? { role: 'forwarder', evidence: 'srs' } : null;
}

/** The server that took it first; where that has a name of the inside, the one that the next server saw. */
function firstOrganization(lines: readonly Line[]): string | null {
  const names = lines.flatMap(({ received: { from, by } }, at) => (at === 0 ? [by] : [from.rdns ?? from.helo, by]));
  return names.find((name) => organizationOf(name) !== null) ?? null;
}

function relayRole({ by }: Received, first: string | null, last: string | null): RoleOf {
  const isOther = first !== null && organizationOf(by) !== null && !sameOrganization(by, first);
  return isOther && !sameOrganization(by, last)
    ? { role: 'relay', evidence: 'other-organization' }
    : { role: 'mta', evidence: 'in-between' };
}
