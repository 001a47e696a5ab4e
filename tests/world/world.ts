/** The whole outside world of a browser under test: Gmail, the resolvers, and a proxy that lets it reach nothing else. */

import { zoneResolver } from '../../src/resolver/zone.ts';
import { worldZone } from '../mail/samples/samples.ts';
import { type Certificate, dohHosts, gmailHosts, makeCertificate } from './certificate.ts';
import { type Doh, startDoh, type Upstream } from './doh.ts';
import { type ConnectProxy, startProxy } from './proxy.ts';
import { startWebmail, type Webmail } from './webmail/server.ts';
import type { Rule } from './webmail/state.ts';

export type World = {
  readonly certificate: Certificate;
  readonly proxy: ConnectProxy;
  readonly webmail: Webmail;
  readonly doh: Doh;
  /** Tells the webmail to misbehave. */
  readonly mode: (rule: Rule) => void;
  /** Hosts that were asked for and refused: nobody should have asked. */
  readonly refused: () => readonly string[];
  /** Everything as at the beginning: no faults, empty logs. */
  readonly reset: () => void;
  /** The address of the thread with that message: "https://mail.google.com/mail/u/0/#spam/FMfcg…". */
  readonly addressOf: (message: string, options?: { readonly account?: number; readonly standin?: string }) => string;
  readonly subjectOf: (message: string) => string;
  readonly close: () => Promise<void>;
};

/** `dns`: master files, those of the samples when not given; or a resolver that runs already. */
export async function startWorld(dns: readonly string[] | Upstream = [worldZone()]): Promise<World> {
  const certificate = makeCertificate();
  const source = 'port' in dns ? dns : zoneResolver(dns);
  const [webmail, doh] = await Promise.all([startWebmail(certificate), startDoh(certificate, source)]);
  const routes = new Map([
    ...gmailHosts.map((host) => [`${host}:443`, webmail.port] as const),
    ...dohHosts.map((host) => [`${host}:443`, doh.port] as const),
  ]);
  const proxy = await startProxy(routes);
  const threadOf = (message: string, account: number) => {
    const threads = webmail.accounts.find((one) => one.index === account && one.delegate === null)?.threads ?? [];
    const thread = threads.find(({ messages }) => messages.some(({ name }) => name === message));
    if (!thread) throw new Error(`no such message: ${message}`);
    return thread;
  };
  return {
    ...{ certificate, proxy, webmail, doh },
    mode: (rule) => webmail.state.setMode(rule),
    refused: () => proxy.asked.filter(({ answer }) => answer === 'refused').map(({ host }) => host),
    reset: () => {
      webmail.state.reset();
      doh.forget();
      proxy.forget();
    },
    subjectOf: (message) => threadOf(message, 0).subject,
    addressOf: (message, { account = 0, standin } = {}) => {
      const thread = threadOf(message, account);
      const query = standin ? `?standin=${encodeURIComponent(standin)}` : '';
      return `https://mail.google.com/mail/u/${account}/${query}#${thread.folder}/${thread.urlId}`;
    },
    close: async () => {
      await Promise.all([proxy.close(), webmail.close(), doh.close()]);
      certificate.remove();
    },
  };
}
