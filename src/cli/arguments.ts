/** The command line, read: what to inspect, whom to ask, and how to show it. */

import { parseArgs } from 'node:util';
import { toAscii } from '../engine/dns/name.ts';
import type { Place } from '../engine/report.ts';
import { type Gateway, gmail, parseGateway, withGateways } from '../engine/trace/receivers.ts';
import type { Receiver } from '../engine/trace/trace.ts';
import type { Locale } from '../explain/words.ts';
import { providers } from '../resolver/providers.ts';

const places: readonly Place[] = ['spam', 'inbox', 'sent', 'trash', 'other'];

export const usage = `usage: waybill FILE [--json|--letter] [--lang en|ja] [--zone FILE]... [--resolver URL] [--receiver HOST]
                    [--gateway ADDRESS_OR_HOST]... [--now SECONDS]

  FILE             a message as it came (.eml); "-" reads standard input
  --json           facts, verdict and explanation as JSON
  --letter         only the message to the sender's administrator, ready to be sent; nothing where there is none
  --lang en|ja     language of the words (en)
  --zone FILE      check with the DNS of this master file (RFC 1035 §5.1); may be given several times
  --resolver URL   check with this DNS-over-HTTPS server; or one of: ${providers.map(({ id }) => id).join(', ')}
  --place PLACE    where the message lay: spam, inbox, sent, trash or other
  --receiver HOST  the server whose record is believed (mx.google.com)
  --gateway ADDRESS_OR_HOST
                   an own gateway before the receiver: its address or network (192.0.2.0/24), and the name after "by" that
                   it writes; give both, each as often as needed
  --now SECONDS    check as if it were then, seconds since 1970
  --help           this

With neither --zone nor --resolver nothing is asked: what the receiver recorded is shown.
`;

export type Arguments = {
  readonly file: string;
  readonly show: 'text' | 'letter' | 'json';
  readonly locale: Locale;
  /** Whom the DNS is asked of; null: nobody. */
  readonly dns: { readonly zones: readonly string[] } | { readonly resolver: string } | null;
  readonly receiver: Receiver;
  /** Null: not known. */
  readonly place: Place | null;
  /** Seconds since 1970; null: by the clock. */
  readonly now: number | null;
};

export type ReadArguments =
  | { readonly ok: true; readonly value: Arguments | 'help' }
  | { readonly ok: false; readonly problem: string };

/** A usage that cannot be followed; its message is the one line that is shown. */
class Misuse extends Error {}

export function readArguments(argv: readonly string[]): ReadArguments {
  try {
    return { ok: true, value: read(argv) };
  } catch (error) {
    // parseArgs throws for what it does not know; the first sentence of it says what.
    if (error instanceof Misuse || isParseError(error)) return { ok: false, problem: firstSentence(error.message) };
    throw error;
  }
}

function read(argv: readonly string[]): Arguments | 'help' {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      letter: { type: 'boolean', default: false },
      lang: { type: 'string', default: 'en' },
      zone: { type: 'string', multiple: true, default: [] },
      resolver: { type: 'string' },
      receiver: { type: 'string' },
      place: { type: 'string' },
      gateway: { type: 'string', multiple: true, default: [] },
      now: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined) throw new Misuse('which message? Give a file, or "-" for standard input');
  if (values.json && values.letter) throw new Misuse('--json and --letter exclude each other');
  if (more.length > 0) throw new Misuse(`one message at a time: ${more.join(' ')} is too much`);
  return {
    file,
    show: values.json ? 'json' : values.letter ? 'letter' : 'text',
    locale: localeOf(values.lang),
    dns: dnsOf(values.zone, values.resolver),
    receiver: withGateways(
      values.receiver === undefined ? gmail : receiverOf(values.receiver),
      values.gateway.map(gatewayOf),
    ),
    place: values.place === undefined ? null : placeOf(values.place),
    now: values.now === undefined ? null : secondsOf(values.now),
  };
}

function localeOf(text: string): Locale {
  if (text === 'en' || text === 'ja') return text;
  throw new Misuse(`--lang is en or ja, not ${text}`);
}

function dnsOf(zones: readonly string[], resolver: string | undefined): Arguments['dns'] {
  if (resolver === undefined) return zones.length > 0 ? { zones } : null;
  if (zones.length > 0) throw new Misuse('--zone and --resolver exclude each other: zone files are the whole world');
  const provider = providers.find(({ id }) => id === resolver);
  return { resolver: provider?.url ?? resolverUrl(resolver) };
}

/** An address that DNS over HTTPS can be asked at; plain HTTP only on this machine. */
function resolverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const local = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (!url || (url.protocol !== 'https:' && !local)) throw new Misuse(`--resolver is an https: address, not ${text}`);
  return url.href;
}

function receiverOf(text: string): Receiver {
  const host = toAscii(text);
  if (host === null) throw new Misuse(`--receiver is a host name, not ${text}`);
  return { authservIds: [host], hosts: [host] };
}

function gatewayOf(text: string): Gateway {
  const gateway = parseGateway(text);
  if (gateway === null) throw new Misuse(`--gateway is an address, a network or a host name, not ${text}`);
  return gateway;
}

function placeOf(text: string): Place {
  const place = places.find((one) => one === text);
  if (!place) throw new Misuse(`--place is one of ${places.join(', ')}, not ${text}`);
  return place;
}

function secondsOf(text: string): number {
  if (!/^[0-9]{1,12}$/.test(text)) throw new Misuse(`--now is a number of seconds since 1970, not ${text}`);
  return Number(text);
}

function isParseError(error: unknown): error is Error {
  return error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}

function firstSentence(text: string): string {
  return text.split(/\. |\n/, 1)[0] ?? text;
}
