/** What was changed since a message was signed: found out where its octets are, and told the worker. They stay here. */

import { inferAlterations } from '../../engine/dkim/alteration/infer.ts';
import type { DkimCheck } from '../../engine/dkim/dkim.ts';
import type { AlterationResult, HandedOn, Said } from '../protocol.ts';
import { failureOf, type Source } from './gmail/source.ts';
import { pause } from './pause.ts';
import type { Tell } from './tell.ts';

/** The octets of the last message, for a while: they need not be fetched again. */
let held: { readonly serial: number; readonly source: Source } | null = null;
const HELD = 120_000; // milliseconds

export function hold(serial: number, source: Source): void {
  if (!source.ok) return;
  const mine = { serial, source };
  held = mine;
  setTimeout(() => {
    if (held === mine) held = null;
  }, HELD);
}

/** A message that was fetched once more; where the worker may have more success, what it takes. */
export type Again = { readonly source: Source; readonly errand?: HandedOn };

/** The inspection that is being looked into: asked for once more meanwhile, it is not looked into once more. */
let under: number | null = null;

export async function inferFor(
  serial: number,
  checks: readonly DkimCheck[],
  fetchAgain: () => Promise<Again>,
  tell: Tell,
): Promise<void> {
  if (under === serial) return;
  under = serial;
  const { source, errand }: Again = held?.serial === serial ? held : await fetchAgain();
  const message: Said<'alteration'> = { kind: 'alteration', serial, alteration: await alterationsOf(source, checks) };
  const reply = await tell(errand ? { ...message, errand } : message);
  if (errand && reply === 'failed') await tell(message);
  if (reply === 'not-allowed') await tell({ ...message, alteration: { ok: false, failure: 'elsewhere' } });
  if (under === serial) under = null;
}

/** Never rejects. */
export async function alterationsOf(source: Source, checks: readonly DkimCheck[]): Promise<AlterationResult> {
  if (!source.ok) return { ok: false, failure: failureOf(source.failure) };
  const wholeNeeded = checks.some(({ bodyHash }) => bodyHash === 'fail');
  if (wholeNeeded && source.fidelity !== 'complete') return { ok: false, failure: 'body-missing' };
  return inferAlterations(source.octets, checks, pause).then(
    (alterations) => ({ ok: true, alterations }),
    () => ({ ok: false, failure: 'unexpected' }),
  );
}
