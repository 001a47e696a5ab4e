/** What a message shows of the services behind it: names, each with how far it can be believed. */

import type { Claim, RecordedResults } from '../authres/authres.ts';
import type { DkimCheck, DkimSignature } from '../dkim/dkim.ts';
import { toAscii } from '../dns/name.ts';
import type { IprevCheck } from '../iprev/iprev.ts';
import type { Field } from '../message/message.ts';
import type { SpfCheck, SpfTree } from '../spf/spf.ts';
import { splitAddress } from '../syntax/rfc5321.ts';
import type { Boundary, Envelope, Hop, Receiver } from '../trace/trace.ts';
import type { ServiceEvidence } from './services.ts';
import { isTelling } from './shown-by.ts';

/** Checked now; null where a check was not made. */
export type Checks = {
  readonly spf: SpfCheck | null;
  readonly dkim: readonly DkimCheck[] | null;
  readonly iprev: IprevCheck | null;
};

/** Steps below the trust boundary that are looked at: the message's own first ones would be far down. */
export const MAX_HOPS = 50;
/** Octets of one Received field that are searched for a service's words. */
export const MAX_TRACE_LENGTH = 2000;
/** Records down an SPF tree: as many as SPF itself reads (RFC 7208 §4.6.4). */
const MAX_DEPTH = 10;

const verified = { strength: 'strong', grade: 'verified' } as const;
const recordedFact = { strength: 'strong', grade: 'recorded' } as const;
const claimed = { strength: 'hint', grade: 'claimed' } as const;

/** What of a message is looked at: the part of `Recorded` that there is before its services are known. */
export type Message = {
  readonly fields: readonly Field[];
  readonly hops: readonly Hop[];
  readonly boundary: Boundary | null;
  readonly receiver: Receiver;
  readonly envelope: Pick<Envelope, 'mailFrom'>;
  readonly results: Pick<RecordedResults, 'spf' | 'dkim'>;
  readonly signatures: readonly DkimSignature[];
};

export function factsOf(recorded: Message, checks: Checks): readonly ServiceEvidence[] {
  return [
    ...(checks.dkim ?? recorded.signatures.map(unchecked)).flatMap((one) => signatureFacts(recorded, one)),
    ...recordedSignatureFacts(recorded),
    ...spfFacts(recorded, checks.spf),
    ...(checks.iprev?.confirmed ?? []).map((value) => fact('confirmed-name', value, null, verified)),
    ...hopFacts(recorded),
    ...headerFacts(recorded),
  ];
}

type Worth = Pick<ServiceEvidence, 'strength' | 'grade'>;

function fact(signal: ServiceEvidence['signal'], value: string, field: number | null, worth: Worth): ServiceEvidence {
  return { signal, value, field, ...worth };
}

type Signed = Pick<DkimCheck, 'field' | 'domain' | 'selector' | 'result' | 'key'>;

function unchecked({ field, d, s }: DkimSignature): Signed {
  return { field, domain: d, selector: s, result: null, key: null };
}

/** d=, its selector, and where the name of its key leads: the service shows there even when it signs as its customer. */
function signatureFacts(
  recorded: Message,
  { domain, selector, field, result, key }: Signed,
): readonly ServiceEvidence[] {
  if (domain === null) return [];
  const worth = result === 'pass' ? verified : passedThen(recorded, domain) ? recordedFact : claimed;
  return [
    ...signerFacts(domain, selector, field, worth),
    ...(key?.answer.aliases ?? []).map((alias) => fact('dkim-key-alias', alias, field, worth)),
  ];
}

function signerFacts(domain: string, selector: string | null, field: number, worth: Worth): readonly ServiceEvidence[] {
  const signer = fact('dkim-domain', domain, field, worth);
  // Anybody may call a selector anything.
  return selector
    ? [signer, fact('dkim-selector', selector.toLowerCase(), field, { ...worth, strength: 'hint' })]
    : [signer];
}

/** Did the receiver record a pass for this signing domain? */
function passedThen(recorded: Message, domain: string): boolean {
  return recorded.results.dkim.some((claim) => claim.result === 'pass' && signerOf(claim) === domain);
}

/** Signatures that held on arrival, whether or not their fields can be read now. */
function recordedSignatureFacts({ results }: Message): readonly ServiceEvidence[] {
  return results.dkim.flatMap((claim) => {
    const domain = claim.result === 'pass' ? signerOf(claim) : null;
    return domain ? signerFacts(domain, claim.properties['header.s'] ?? null, claim.field, recordedFact) : [];
  });
}

/** Gmail writes header.i alone: a name of the signing domain or below it. RFC 6376 §3.5, RFC 8601 §2.7.1. */
function signerOf({ properties }: Claim): string | null {
  return toAscii(properties['header.d'] ?? splitAddress(properties['header.i'] ?? '').domain);
}

function spfFacts(recorded: Message, spf: SpfCheck | null): readonly ServiceEvidence[] {
  const mailFrom = recorded.envelope.mailFrom;
  const domain = spf?.domain || toAscii(splitAddress(mailFrom?.value ?? '').domain);
  if (!domain) return [];
  const passedNow = spf?.result === 'pass';
  const worth = passedNow ? verified : passedSpfThen(recorded, domain) ? recordedFact : claimed;
  const facts = [fact('spf-domain', domain, mailFrom?.field ?? null, worth)];
  if (!spf?.tree || !passedNow) return facts;
  for (const alias of spf.tree.answer?.aliases ?? []) facts.push(fact('spf-domain', alias, null, verified));
  for (const name of matchedIncludes(spf.tree, 0)) facts.push(fact('spf-include', name, null, verified));
  return facts;
}

/** A recorded pass counts for the identity that it names (RFC 8601 §2.7.2); where it names none, for MAIL FROM. */
function passedSpfThen({ results }: Message, domain: string): boolean {
  if (results.spf?.result !== 'pass') return false;
  const { properties } = results.spf;
  const named = properties['smtp.mailfrom'] ?? properties['envelope-from'];
  return named === undefined ? properties['smtp.helo'] === undefined : toAscii(splitAddress(named).domain) === domain;
}

/** The includes that the client's address was found through, and where their names lead. */
function matchedIncludes(tree: SpfTree, depth: number): readonly string[] {
  if (depth === MAX_DEPTH) return [];
  return tree.steps.flatMap(({ term, state, target, nested }) => {
    const redirected = /^redirect=/i.test(term);
    if (nested === null || (state !== 'matched' && !redirected)) return [];
    const names = redirected || target === null ? [] : [target, ...(nested.answer?.aliases ?? [])];
    return [...names, ...matchedIncludes(nested, depth + 1)];
  });
}

/** The sender's side of the path: who handed the message to the receiver, and the steps before. Never the receiver itself. */
function hopFacts(recorded: Message): readonly ServiceEvidence[] {
  const { hops, boundary, fields, receiver } = recorded;
  const facts: ServiceEvidence[] = [];
  const add = (name: string | null, hop: Hop, worth: Worth) => {
    const host = name === null ? null : toAscii(name);
    if (host && !receiver.hosts.includes(host)) facts.push(fact('host-name', host, hop.field, worth));
  };
  const last = boundary?.hop ?? hops.length;
  const own = hops[last];
  if (own) add(own.from.rdns, own, { strength: 'hint', grade: 'recorded' });
  if (own) add(own.from.helo, own, claimed);
  for (const hop of hops.slice(Math.max(last - MAX_HOPS, 0), last)) {
    for (const name of [hop.from.rdns, hop.from.helo, hop.by]) add(name, hop, claimed);
    const text = fields[hop.field]?.value.slice(0, MAX_TRACE_LENGTH) ?? '';
    facts.push(fact('received', text.replace(/[\r\n\t ]+/g, ' '), hop.field, claimed));
  }
  return facts;
}

/** Fields that came with the message. Those above the boundary are the receiver's. */
function headerFacts({ fields, boundary }: Message): readonly ServiceEvidence[] {
  const own = fields.slice(boundary === null ? 0 : boundary.field + 1);
  return own.flatMap(({ key, value, index }) =>
    isTelling(key) ? [fact('header', `${key}:${value.slice(0, MAX_TRACE_LENGTH)}`, index, claimed)] : [],
  );
}
