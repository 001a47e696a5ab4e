/** The resolvers that can be chosen: a fixed list, since the content security policy names each host. RFC 8484. */

export type ProviderId = 'google' | 'cloudflare' | 'quad9' | 'iij' | 'appliedprivacy' | 'dnssb';

export type Provider = {
  readonly id: ProviderId;
  /** Its own name for the service. */
  readonly name: string;
  readonly url: string;
  /** It is known to send Access-Control-Allow-Origin, so no host permission is needed to read its answers. */
  readonly cors: boolean;
  /** Where it says what it keeps: read in November 2026 for `page_resolver_{id}` of the catalogues. */
  readonly policy: string;
};

export const providers: readonly Provider[] = [
  {
    id: 'google',
    name: 'Google Public DNS',
    url: 'https://dns.google/dns-query',
    cors: true,
    policy: 'https://developers.google.com/speed/public-dns/privacy',
  },
  {
    id: 'cloudflare',
    name: 'Cloudflare 1.1.1.1',
    url: 'https://cloudflare-dns.com/dns-query',
    cors: true,
    policy: 'https://developers.cloudflare.com/1.1.1.1/privacy/public-dns-resolver/',
  },
  {
    id: 'quad9',
    name: 'Quad9',
    url: 'https://dns.quad9.net/dns-query',
    cors: false,
    policy: 'https://quad9.net/privacy/policy/',
  },
  {
    id: 'iij',
    name: 'IIJ Public DNS',
    url: 'https://public.dns.iij.jp/dns-query',
    cors: false,
    policy: 'https://www.iij.ad.jp/privacy/dns/',
  },
  {
    id: 'appliedprivacy',
    name: 'Foundation for Applied Privacy',
    url: 'https://doh.applied-privacy.net/query',
    cors: false,
    policy: 'https://applied-privacy.net/privacy-policy/',
  },
  { id: 'dnssb', name: 'DNS.SB', url: 'https://doh.dns.sb/dns-query', cors: false, policy: 'https://dns.sb/privacy/' },
];

export function providerOf(id: ProviderId): Provider {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new Error(`no such resolver: ${id}`);
  return provider;
}
