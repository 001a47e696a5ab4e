/** The resolvers that can be chosen: a fixed list, since the content security policy names each host. RFC 8484. */

export type ProviderId = 'google' | 'cloudflare' | 'quad9' | 'iij';

export type Provider = {
  readonly id: ProviderId;
  /** Its own name for the service. */
  readonly name: string;
  readonly url: string;
  /** It sends Access-Control-Allow-Origin, so no host permission is needed to read its answers. */
  readonly cors: boolean;
};

export const providers: readonly Provider[] = [
  { id: 'google', name: 'Google Public DNS', url: 'https://dns.google/dns-query', cors: true },
  { id: 'cloudflare', name: 'Cloudflare 1.1.1.1', url: 'https://cloudflare-dns.com/dns-query', cors: true },
  { id: 'quad9', name: 'Quad9', url: 'https://dns.quad9.net/dns-query', cors: false },
  { id: 'iij', name: 'IIJ Public DNS', url: 'https://public.dns.iij.jp/dns-query', cors: false },
];

export function providerOf(id: ProviderId): Provider {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new Error(`no such resolver: ${id}`);
  return provider;
}
