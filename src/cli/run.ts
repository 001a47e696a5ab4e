/**
 * One inspection from the command line: octets in, text or JSON out.
 *
 * The JSON is stable; fields are added, never renamed or taken away:
 *
 *     recorded     what is known without the network (`Recorded`)
 *       .hops[]      oldest first: from.{helo,rdns,ip}, by, with, tls, time (seconds since 1970), grade, role
 *       .clocks      steps[] (one a hop: kind, seconds, corrected), corrections[], unsteady[], total, longest, sinceDate
 *       .claims[]    every result that anybody wrote: grade, authservId, method, result, reason, properties
 *       .fields[]    the header section; `raw` and `value` are octet strings, one character (U+0000 to U+00FF) an octet
 *     verified     what was checked (`Verified`); null where nothing was asked
 *       .spf         result, reason; the same for HELO in .spf.helo
 *       .dkim[]      result, reason, one a signature, in header order
 *       .alterations[] what was changed since it was signed, inferred: one a signature that does not fit
 *       .arc .dmarc .iprev   result, reason
 *       .services[]  who had a hand in it, best evidence first
 *       .ledger[]    every DNS question with its answer
 *     verdict      id, tone, title, sentence, added
 *     explanation  the lines that the text shows
 *
 * `result` is a keyword of RFC 8601, or null where nothing was judged; `reason` says why, always.
 */

import { digest } from '../engine/digest.ts';
import { checksToInfer, inferAlterations } from '../engine/dkim/alteration/infer.ts';
import type { Resolver } from '../engine/dns/dns.ts';
import { read } from '../engine/read.ts';
import { asJson, type Report } from '../engine/report.ts';
import { verify } from '../engine/verify.ts';
import { explain } from '../explain/explain.ts';
import { textOf } from '../explain/text.ts';
import { type Catalogue, type Locale, wordsOf } from '../explain/words.ts';
import { judge } from '../judgement/judgement.ts';
import { dohResolver } from '../resolver/doh.ts';
import { parseZone, type Zone } from '../resolver/master-file.ts';
import { zoneResolver } from '../resolver/zone.ts';
import { type Arguments, readArguments, usage } from './arguments.ts';

/** The world as far as the command line needs it. */
export type Io = {
  /** A whole file, or standard input for "-". Rejects with a sentence. */
  readonly readOctets: (file: string) => Promise<Uint8Array>;
  readonly readCatalogue: (locale: Locale) => Promise<Catalogue>;
  readonly print: (text: string) => void;
  /** For the one line that says what is wrong. */
  readonly complain: (text: string) => void;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** An IANA name; the machine's own where it is absent. */
  readonly timeZone?: string;
};

/** 0: the inspection ran. 2: it could not, and one line says why. */
export type ExitCode = 0 | 2;

/** A check that takes longer than this ends with what it has, in milliseconds. */
const PATIENCE = 20_000;

export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const parsed = readArguments(argv);
  if (!parsed.ok) return refuse(io, `${parsed.problem} (--help tells more)`);
  if (parsed.value === 'help') {
    io.print(usage);
    return 0;
  }
  const given = parsed.value;
  const message = await attempt(() => io.readOctets(given.file));
  if (!message.ok) return refuse(io, message.problem);
  const resolver = await resolverOf(given.dns, io);
  if (!resolver.ok) return refuse(io, resolver.problem);

  const report = await inspect(message.value, given, given.now ?? io.now(), resolver.value);
  const words = wordsOf(given.locale, await io.readCatalogue(given.locale));
  const explanation = explain(judge(report), words, io.timeZone === undefined ? {} : { timeZone: io.timeZone });
  if (given.show === 'json') {
    const { recorded, verified } = report;
    asJson(report);
    io.print(`${jsonText({ recorded, verified, verdict: explanation.verdict, explanation })}\n`);
  } else if (given.show === 'text') {
    io.print(printable(textOf(explanation, words)));
  } else if (explanation.advice.letter !== null) {
    io.print(`${printable(explanation.advice.letter)}\n`);
  }
  return 0;
}

async function inspect(
  octets: Uint8Array,
  { receiver, place }: Arguments,
  now: number,
  resolve: Resolver | null,
): Promise<Report> {
  const digested = await digest(octets);
  const recorded = read(digested, receiver, { kind: 'file' });
  if (resolve === null) return { recorded, verified: null, place };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise((expire) => {
    timer = setTimeout(expire, PATIENCE);
  });
  try {
    const verified = await verify(recorded, digested, { resolve, now, expired });
    const failed = checksToInfer(verified.dkim ?? []);
    const alterations = failed.length > 0 ? { alterations: await inferAlterations(octets, failed) } : {};
    return { recorded, verified: { ...verified, ...alterations }, place };
  } finally {
    clearTimeout(timer);
  }
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

async function attempt<T>(act: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function resolverOf(dns: Arguments['dns'], io: Io): Promise<Attempt<Resolver | null>> {
  if (dns === null) return { ok: true, value: null };
  if ('resolver' in dns) return { ok: true, value: dohResolver({ url: dns.resolver }) };
  const zones: Zone[] = [];
  for (const file of dns.zones) {
    const octets = await attempt(() => io.readOctets(file));
    if (!octets.ok) return octets;
    const zone = parseZone(new TextDecoder().decode(octets.value));
    if (!zone.ok) return { ok: false, problem: `${file}, line ${zone.line}: ${zone.problem}` };
    zones.push(zone.value);
  }
  return { ok: true, value: zoneResolver(zones) };
}

function refuse(io: Io, problem: string): ExitCode {
  io.complain(`waybill: ${printable(problem).replace(/[\n\t]+/g, ' ')}\n`);
  return 2;
}

/** Mail may hold the commands of a terminal: none of its control characters gets through. */
function printable(text: string): string {
  return text.replace(/[\x00-\x08\x0B-\x1F\x7F-\x9F]/g, '\uFFFD');
}

/** The same for JSON, which escapes all of them but the last 33. */
function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\x7F-\x9F]/g,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
