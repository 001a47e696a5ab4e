/** One message: octets -> report, with whom the command line says is asked. */

import { digest } from '../engine/digest.ts';
import { checksToInfer, inferAlterations } from '../engine/dkim/alteration/infer.ts';
import type { Resolver } from '../engine/dns/dns.ts';
import { read } from '../engine/read.ts';
import type { Report } from '../engine/report.ts';
import { verify } from '../engine/verify.ts';
import type { Inspection } from './arguments.ts';
import { unquoted } from './mailbox-stream.ts';
import type { Origin } from './messages.ts';

export type World = {
  /** Null: nothing is asked. */
  readonly resolve: Resolver | null;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** A check that takes longer than this ends with what it has, in milliseconds. */
  readonly patience: number;
  /** Whether what was changed on the way is looked for: of a row nobody sees it, and it takes longer than all the rest. */
  readonly alterations: 'inferred' | 'left';
};

type Octets = Uint8Array<ArrayBuffer>;

/** Of a message from an mbox, the one of its two readings that more signatures fit: its writer may have quoted lines, or not. */
export async function inspect(octets: Octets, origin: Origin, given: Inspection, world: World): Promise<Report> {
  const asItLies = await inspectOctets(octets, given, world);
  const other = origin.message !== null && hasChangedBody(asItLies) ? unquoted(octets) : null;
  if (other === null) return asItLies;
  const restored = await inspectOctets(other, given, world);
  return passes(restored) > passes(asItLies) ? restored : asItLies;
}

async function inspectOctets(octets: Octets, { receiver, place, now }: Inspection, world: World): Promise<Report> {
  const digested = await digest(octets);
  const recorded = read(digested, receiver, { kind: 'file' });
  const { resolve } = world;
  if (resolve === null) return { recorded, verified: null, place };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise((expire) => {
    timer = setTimeout(expire, world.patience);
  });
  try {
    const verified = await verify(recorded, digested, { resolve, now: now ?? world.now(), expired });
    const failed = world.alterations === 'inferred' ? checksToInfer(verified.dkim ?? []) : [];
    const alterations = failed.length > 0 ? { alterations: await inferAlterations(octets, failed) } : {};
    return { recorded, verified: { ...verified, ...alterations }, place };
  } finally {
    clearTimeout(timer);
  }
}

function hasChangedBody({ verified }: Report): boolean {
  return verified?.dkim?.some(({ bodyHash }) => bodyHash === 'fail') ?? false;
}

function passes({ verified }: Report): number {
  return verified?.dkim?.filter(({ result }) => result === 'pass').length ?? 0;
}
