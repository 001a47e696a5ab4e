/**
 * waybill/resolver: whom the DNS is asked of. Each gives a `Resolver`: a question to an answer, and never a rejection.
 *
 * `dohResolver({ url })` asks a server by DNS over HTTPS (RFC 8484); `providers` are some that can be asked from a browser.
 * `zoneResolver([text])` answers from master files (RFC 1035 section 5.1), and asks nobody.
 * `cached(resolve)` keeps answers as long as they may be kept.
 */

export type { DnsAnswer, DnsFailure, Question, Rdata, RecordType, Resolver } from '../engine/dns/dns.ts';
export { type CacheOptions, cached } from '../resolver/cache.ts';
export { type DohOptions, dohResolver } from '../resolver/doh.ts';
export { type ParsedZone, parseZone, type Zone } from '../resolver/master-file.ts';
export { providers } from '../resolver/providers.ts';
export { type ZoneOptions, zoneResolver } from '../resolver/zone.ts';
