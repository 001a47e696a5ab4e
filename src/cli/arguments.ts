/** The command line, read: what to inspect, whom to ask, and how to show it. */

import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Place } from '../engine/report.ts';
import { type NamedGateway, parseGateway, withGateways } from '../engine/trace/gateways.ts';
import { gmail, receiverNamed } from '../engine/trace/receivers.ts';
import type { Receiver } from '../engine/trace/trace.ts';
import type { Locale } from '../explain/words.ts';
import { verdicts } from '../judgement/verdicts/table.ts';
import type { Tone } from '../judgement/verdicts/verdict.ts';
import { providers } from '../resolver/providers.ts';
import { type Option, options } from './options.ts';

const places: readonly Place[] = ['spam', 'inbox', 'sent', 'trash', 'other'];
const tones: readonly Tone[] = ['pass', 'fail', 'caution', 'none', 'unknown'];

/** Threads that are started at most, however many are asked for. */
export const MAX_JOBS = 256;
const MAX_RATE = 100_000;

/** Whom the DNS is asked of; null: nobody. */
export type Asked = { readonly zones: readonly string[] } | { readonly resolver: string; readonly rate: number } | null;

/** How one message is inspected: all that a thread has to know of the command line. Can be cloned. */
export type Inspection = {
  readonly locale: Locale;
  readonly dns: Asked;
  readonly receiver: Receiver;
  /** Null: not known. */
  readonly place: Place | null;
  /** Seconds since 1970; null: by the clock. */
  readonly now: number | null;
};

export type Show = 'text' | 'letter' | 'json' | 'ndjson' | 'table' | 'nothing';

export type Arguments = Inspection & {
  readonly files: readonly string[];
  /** What is shown of each message. */
  readonly show: Show;
  /** What is shown of all together. */
  readonly summary: 'text' | 'json' | null;
  /** Ids of verdicts, and tones. */
  readonly failOn: readonly string[];
  /** Null: as many as there are processors. */
  readonly jobs: number | null;
};

export type ReadArguments =
  | { readonly ok: true; readonly value: Arguments | 'help' | 'version' }
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

/** The table as parseArgs wants it. */
const parsed = Object.fromEntries(
  Object.entries(options).map(([name, { value, short, multiple }]: [string, Option]) => [
    name,
    { type: value === null ? 'boolean' : 'string', ...(short && { short }), ...(multiple && { multiple }) },
  ]),
) as NonNullable<ParseArgsConfig['options']>;

type Given = {
  /** The last value of an option; undefined where it is not given. */
  readonly one: (name: keyof typeof options) => string | undefined;
  readonly all: (name: keyof typeof options) => readonly string[];
  readonly is: (name: keyof typeof options) => boolean;
  readonly files: readonly string[];
};

function given(argv: readonly string[]): Given {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: parsed });
  return {
    one: (name) => values[name] as string | undefined,
    all: (name) => (values[name] as readonly string[] | undefined) ?? [],
    is: (name) => values[name] === true,
    files: positionals,
  };
}

function read(argv: readonly string[]): Arguments | 'help' | 'version' {
  const { one, all, is, files } = given(argv);
  if (is('help')) return 'help';
  if (is('version')) return 'version';
  if (files.length === 0) throw new Misuse('which message? Give a file, or "-" for standard input');
  return {
    files,
    ...shownOf(is),
    failOn: all('fail-on').flatMap(failuresOf),
    jobs: countOf('jobs', one('jobs'), MAX_JOBS),
    locale: localeOf(one('lang') ?? 'en'),
    dns: dnsOf(all('zone'), one('resolver'), countOf('rate', one('rate'), MAX_RATE)),
    receiver: withGateways(receiverOf(one('receiver')), all('gateway').map(gatewayOf)),
    place: placeOf(one('place')),
    now: secondsOf(one('now')),
  };
}

function shownOf(is: Given['is']): Pick<Arguments, 'show' | 'summary'> {
  const [show, ...more] = (['json', 'ndjson', 'table', 'letter'] as const).filter(is);
  if (show && more[0]) throw new Misuse(`--${show} and --${more[0]} exclude each other`);
  if (!is('summary')) return { show: show ?? 'text', summary: null };
  if (show === 'ndjson' || show === 'letter') throw new Misuse(`--summary and --${show} exclude each other`);
  return show === 'table' ? { show, summary: 'text' } : { show: 'nothing', summary: show ?? 'text' };
}

function failuresOf(text: string): readonly string[] {
  const known: readonly string[] = [...verdicts.map(({ id }) => id), ...tones];
  const wanted = text.split(',').map((word) => word.trim());
  const odd = wanted.find((word) => !known.includes(word));
  if (odd !== undefined) throw new Misuse(`--fail-on is one of ${known.join(', ')}, not ${odd}`);
  return wanted;
}

function countOf(name: string, text: string | undefined, most: number): number | null {
  if (text === undefined) return null;
  if (!/^[1-9][0-9]{0,8}$/.test(text) || Number(text) > most)
    throw new Misuse(`--${name} is a number from 1 to ${most}, not ${text}`);
  return Number(text);
}

function localeOf(text: string): Locale {
  if (text === 'en' || text === 'ja') return text;
  throw new Misuse(`--lang is en or ja, not ${text}`);
}

function dnsOf(zones: readonly string[], resolver: string | undefined, rate: number | null): Asked {
  if (resolver === undefined) return zones.length > 0 ? { zones } : null;
  if (zones.length > 0) throw new Misuse('--zone and --resolver exclude each other: zone files are the whole world');
  const provider = providers.find(({ id }) => id === resolver);
  return { resolver: provider?.url ?? resolverUrl(resolver), rate: rate ?? 100 };
}

/** An address that DNS over HTTPS can be asked at; plain HTTP only on this machine. */
function resolverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const local = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (!url || (url.protocol !== 'https:' && !local)) throw new Misuse(`--resolver is an https: address, not ${text}`);
  return url.href;
}

function receiverOf(text: string | undefined): Receiver {
  if (text === undefined) return gmail;
  const receiver = receiverNamed(text);
  if (receiver === null) throw new Misuse(`--receiver is a host name, not ${text}`);
  return receiver;
}

function gatewayOf(text: string): NamedGateway {
  const gateway = parseGateway(text);
  if (gateway === null) throw new Misuse(`--gateway is an address, a network or a host name, not ${text}`);
  return gateway;
}

function placeOf(text: string | undefined): Place | null {
  if (text === undefined) return null;
  const place = places.find((one) => one === text);
  if (!place) throw new Misuse(`--place is one of ${places.join(', ')}, not ${text}`);
  return place;
}

function secondsOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[0-9]{1,12}$/.test(text)) throw new Misuse(`--now is a number of seconds since 1970, not ${text}`);
  return Number(text);
}

function isParseError(error: unknown): error is Error {
  return error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}

function firstSentence(text: string): string {
  return text.split(/\. |\n/, 1)[0] ?? text;
}
