/** What inspects messages, in this thread or in others: from the command line to a function of octets. */

import en from '../../public/_locales/en/messages.json' with { type: 'json' };
import ja from '../../public/_locales/ja/messages.json' with { type: 'json' };
import type { Resolver } from '../engine/dns/dns.ts';
import { type Catalogue, type Locale, type Words, wordsOf } from '../explain/words.ts';
import { parseZone, type ZoneProblem } from '../resolver/master-file.ts';
import { zoneResolver } from '../resolver/zone.ts';
import type { Inspection } from './arguments.ts';
import { inspect } from './inspect.ts';
import { type Manner, shown } from './show.ts';
import type { Work } from './threads.ts';

const catalogues: Readonly<Record<Locale, Catalogue>> = { en, ja };

export const wordsFor = (locale: Locale): Words => wordsOf(locale, catalogues[locale]);

/** All that another thread needs to know; can be cloned. */
export type Task = {
  readonly inspection: Inspection;
  readonly manner: Manner;
  /** The texts of the master files. */
  readonly zones: readonly string[];
  /** Milliseconds that a message may take. */
  readonly patience: number;
};

/** `ask` is whom the DNS is asked of where no zone is given; null: nobody. */
export function workshop({ inspection, manner, zones, patience }: Task, ask: Resolver | null, now: () => number): Work {
  const words = wordsFor(inspection.locale);
  const resolve = inspection.dns === null ? null : 'zones' in inspection.dns ? zoneResolver(zones) : ask;
  const alterations = manner.show === 'table' || manner.show === 'nothing' ? 'left' : 'inferred';
  return async (octets, origin) =>
    shown(await inspect(octets, origin, inspection, { resolve, now, patience, alterations }), origin, words, manner);
}

const zoneProblems: Readonly<Record<ZoneProblem, string>> = {
  unreadable: 'a character or a quoted text that no master file may hold, or one that does not end',
  'unbalanced-parentheses': 'a parenthesis that is never closed, or was never opened',
  'unknown-directive': '$INCLUDE, $GENERATE and other directives are not read; $ORIGIN and $TTL are',
  'bad-ttl': 'the time to live is no number of seconds',
  'bad-name': 'a name that no DNS name can be',
  'no-owner': 'the line begins with white space, and there is no record before it whose name it could go on with',
  'bad-type': 'the type of the record, or its class, is not known',
  'bad-rdata': 'the data does not fit the type of the record',
};

/** A sentence where a master file cannot be read; null where it can. */
export function zoneProblem(text: string): string | null {
  const zone = parseZone(text);
  return zone.ok ? null : `line ${zone.line}: ${zoneProblems[zone.problem]}`;
}
