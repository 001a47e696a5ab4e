/**
 * waybill/engine: octets of a message -> facts. Runs in Node and in browsers; asks nobody but the resolver that it is given.
 *
 * `digest(octets)` keeps the header section and reduces the body to hashes; it never fails, whatever the octets are.
 * `read(digest, receiver, source)` gives what can be known without the network (`Recorded`).
 * `verify(recorded, digest, { resolve, now })` checks SPF, DKIM, ARC, DMARC, iprev and BIMI (`Verified`); `now` in seconds since 1970.
 *
 * Outcomes are values: a `result` is a keyword of RFC 8601, or null where nothing was judged, and a `reason` always says why.
 */

export { type Digest, digest } from '../engine/digest.ts';
export type { DnsAnswer, DnsFailure, Question, Rdata, RecordType, Resolver } from '../engine/dns/dns.ts';
export { read } from '../engine/read.ts';
export type { Recorded, Verified } from '../engine/report.ts';
export { parseGateway, withGateways } from '../engine/trace/gateways.ts';
export { gmail, receiverNamed } from '../engine/trace/receivers.ts';
export type { Receiver } from '../engine/trace/trace.ts';
export { verify, type World } from '../engine/verify.ts';
