/**
 * A peer's whole check of a message: mailauth's parts in the order of its own `authenticate`, without BIMI. They are loaded one by
 * one, since its main entry needs a newer Node than this project does.
 */

import { createRequire } from 'node:module';
import type { Resolver } from '../../src/engine/dns/dns.ts';
import { never } from '../../src/engine/outcome.ts';

type NodeResolver = (name: string, type: string) => Promise<unknown[]>;
type Signature = {
  status: { result: string; aligned?: unknown; underSized?: unknown };
  signingDomain: string;
  id: string;
};
type Dkim = { results: readonly Signature[]; headerFrom: string[]; fromFields: unknown; arc: unknown };
type Spf = { status: { result: string }; domain: string } | false;

const require = createRequire(import.meta.url);
const { dkimVerify } = require('mailauth/lib/dkim/verify') as {
  dkimVerify(message: Buffer, options: object): Promise<Dkim>;
};
const { spf } = require('mailauth/lib/spf') as { spf(options: object): Promise<Spf> };
const { arc } = require('mailauth/lib/arc') as { arc(chain: unknown, options: object): Promise<unknown> };
const { evaluateDmarc } = require('mailauth/lib/dmarc') as {
  evaluateDmarc(input: object): Promise<{ response: { status: { result: string } } | false }>;
};

export type PeerEnvelope = { readonly ip: string; readonly helo: string; readonly mailFrom: string };
export type PeerResults = { readonly spf: string; readonly dkim: readonly string[]; readonly dmarc: string };

export async function authenticate(message: Buffer, envelope: PeerEnvelope, resolve: Resolver): Promise<PeerResults> {
  const common = { resolver: nodeResolver(resolve), strict: true };
  const dkim = await dkimVerify(message, { ...common, sender: envelope.mailFrom });
  const { ip, helo, mailFrom: sender } = envelope;
  const sent = await spf({ ...common, ip, helo, sender, mta: 'mx.google.com' });
  const arcResult = await arc(dkim.arc, { ...common, ip });
  const { response } = await evaluateDmarc({
    ...common,
    headerFrom: dkim.headerFrom,
    fromFields: dkim.fromFields,
    spfDomains: sent && sent.status.result === 'pass' ? [sent.domain] : [],
    dkimDomains: dkim.results
      .filter(({ status }) => status.result === 'pass')
      .map(({ id, signingDomain: domain, status: { aligned, underSized } }) => ({ id, domain, aligned, underSized })),
    arcResult,
  });
  return {
    spf: sent ? sent.status.result : 'none',
    dkim: dkim.results.map(({ status }) => status.result),
    dmarc: response ? response.status.result : 'none',
  };
}

/** The same answers in the shape of node:dns. */
function nodeResolver(resolve: Resolver): NodeResolver {
  return async (name, type) => {
    const answer = await resolve({ name: name.toLowerCase().replace(/\.$/, ''), type: type as 'TXT' });
    if (answer.status !== 'found') {
      const code = { nodata: 'ENODATA', nxdomain: 'ENOTFOUND', failed: 'ESERVFAIL' }[answer.status];
      throw Object.assign(new Error(code), { code });
    }
    return answer.records.map((record) => {
      switch (record.type) {
        case 'A':
        case 'AAAA':
          return record.address;
        case 'TXT':
          return [...record.strings];
        case 'MX':
          return { priority: record.preference, exchange: record.exchange };
        case 'PTR':
        case 'CNAME':
          return record.name;
        default:
          return never(record);
      }
    });
  };
}
