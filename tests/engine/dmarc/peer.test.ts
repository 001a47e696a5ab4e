/** A peer, mailauth, on the same generated zones. Where the two differ, the case is put under a paragraph, or the test fails. */

import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { DmarcCheck } from '../../../src/engine/dmarc/dmarc.ts';
import { casesOf, seedOf, timeOf } from '../../fuzz-run.ts';
import { evaluate, type Said } from './cases.ts';
import { servfail, type World, worldOf, type Zone } from './world.ts';

const CASES = casesOf(2000);
/** The first case's; each one after it has the next. */
const SEED = seedOf(1);

type Peer = (input: {
  headerFrom: string[];
  spfDomains: { domain: string }[];
  dkimDomains: { domain: string }[];
  resolver: (name: string, type: 'TXT' | 'A' | 'CNAME') => Promise<string[][]>;
  strict: boolean;
}) => Promise<{
  status: { result: string };
  policy?: string;
  alignment?: Readonly<Record<'spf' | 'dkim', { result?: string }>>;
}>;

const peer = createRequire(import.meta.url)('mailauth/lib/dmarc/verify.js') as Peer;

/** mulberry32: the same zones every time. */
function random(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    below,
    chance: (p: number) => next() < p,
    pick: <T>(from: readonly T[]): T => from[below(from.length)] as T,
  };
}
type Random = ReturnType<typeof random>;

const tags: readonly (readonly string[])[] = [
  ['p=none', 'p=quarantine', 'p=reject', 'p=Reject', 'p=reject', 'p=bad', ''],
  ['sp=none', 'sp=reject', 'sp=bad', '', '', '', ''],
  ['np=reject', 'np=quarantine', 'np=bad', '', '', '', ''],
  ['psd=y', 'psd=n', 'psd=u', '', '', '', '', ''],
  ['adkim=s', 'adkim=r', 'adkim=x', '', '', ''],
  ['aspf=s', 'aspf=r', '', '', ''],
  ['t=y', 't=n', '', '', '', ''],
  ['rua=mailto:a@example.com', 'rua=mailto:a@example.com!5m', 'rua=nobody', '', ''],
  ['pct=50', 'x=1', 'fo=1', '', '', ''],
];

function recordOf(r: Random): string {
  const version = r.chance(0.05)
    ? r.pick(['v=dmarc1', 'v=DMARC2', 'v=spf1'])
    : r.pick(['v=DMARC1', 'v = DMARC1', 'V=DMARC1']);
  return [version, ...tags.map((choices) => r.pick(choices)).filter((tag) => tag !== '')].join(
    r.pick(['; ', ';', ' ; ']),
  );
}

/** Names below one another, so that walks meet. */
function caseOf(seed: number) {
  const r = random(seed);
  const long = r.chance(0.15) ? 'a.b.c.d.e.f.' : '';
  const top = r.pick(['com', 'co.test']);
  const names = ['', 'mail.', 'x.mail.', 'news.', `${long}y.news.`].map((label) => `${label}example.${top}`);
  const zone: Record<string, Zone[string]> = {};
  for (const name of [...names, top, ...(top.includes('.') ? ['test'] : [])]) {
    if (r.chance(0.4)) zone[`_dmarc.${name}`] = r.chance(0.1) ? [recordOf(r), recordOf(r)] : recordOf(r);
    else if (r.chance(0.04)) zone[`_dmarc.${name}`] = servfail;
    if (r.chance(0.3)) zone[`A ${name}`] = [];
    else if (r.chance(0.1)) zone[`A ${name}`] = { alias: 'gone.invalid' };
    else if (r.chance(0.05)) zone[`A ${name}`] = servfail;
  }
  const any = [...names, ...names, 'other.com', 'mail.other.com', top];
  const signers = Array.from({ length: r.below(3) }, () => r.pick(any));
  return { author: r.pick(names), zone, mailFrom: r.chance(0.6) ? r.pick(any) : null, signers };
}

/** The same answers in the shape of node:dns. */
const nodeResolver =
  (world: World) =>
  async (name: string, type: 'TXT' | 'A' | 'CNAME'): Promise<string[][]> => {
    const answer = await world({ name, type: type === 'CNAME' ? 'A' : type });
    // The own CNAME of a name is asked for by itself; here it is known from the alias.
    if (type === 'CNAME' && answer.aliases[0]) return [[answer.aliases[0]]];
    if (answer.status === 'found')
      return answer.records.map((record) => (record.type === 'TXT' ? [...record.strings] : []));
    const code = { nodata: 'ENODATA', nxdomain: 'ENOTFOUND', failed: 'ESERVFAIL' }[answer.status];
    throw Object.assign(new Error(code), { code });
  };

/** What both say of a case, in one line. Without a policy that applies only the result is compared. */
function inOneLine(result: string | null, policy: string | null, aligned: (via: 'spf' | 'dkim') => boolean): string {
  if (result === 'none' || result === 'temperror') return result;
  return [result, policy, aligned('spf') && 'spf', aligned('dkim') && 'dkim'].filter((part) => part).join(' ');
}

/**
 * RFC 9989 §5.3.6 speaks of questions "required to perform DMARC validation". Where it could not be told whether the Author
 * Domain exists, that only leaves the policy open: we say so, the peer makes it a temperror or takes the weaker policy.
 */
function underParagraph(ours: DmarcCheck): '§5.3.6' | null {
  return ours.existence?.status === 'failed' && ours.policy === null ? '§5.3.6' : null;
}

describe('mailauth, strict, on generated zones', () => {
  test(
    `${CASES} cases from seed ${SEED}`,
    async () => {
      const differences: string[] = [];
      const excused: number[] = [];
      const reached = new Set<string>();
      for (let seed = SEED; seed < SEED + CASES; seed++) {
        const { author, zone, mailFrom, signers } = caseOf(seed);
        const signatures = signers.map((domain): Said => `pass ${domain}`);
        const ours = await evaluate(author, mailFrom === null ? 'none ' : `pass ${mailFrom}`, signatures, zone);
        const theirs = await peer({
          headerFrom: [`user@${author}`],
          spfDomains: mailFrom === null ? [] : [{ domain: mailFrom }],
          dkimDomains: signers.map((domain) => ({ domain })),
          resolver: nodeResolver(worldOf(zone)),
          strict: true,
        });
        reached.add(ours.reason);
        const aligned = (via: 'spf' | 'dkim') => ours.alignments.some((one) => one.via === via && one.aligned);
        const our = inOneLine(ours.result, ours.policy, aligned);
        const their = inOneLine(theirs.status.result, theirs.policy ?? null, (via) => !!theirs.alignment?.[via].result);
        if (our === their) continue;
        if (underParagraph(ours)) excused.push(seed);
        else differences.push(`${seed}: ${our} (${ours.reason}), they ${their}: ${JSON.stringify(caseOf(seed))}`);
      }
      expect(differences).toEqual([]);
      // All others must agree, so the excuse must not grow.
      expect(excused.length).toBeLessThan(CASES / 50);
      for (const reason of [
        'aligned-both',
        'not-aligned',
        'no-record',
        'no-valid-policy',
        'policy-lookup-failed',
        'alignment-lookup-failed',
      ]) {
        expect(reached).toContain(reason);
      }
    },
    timeOf(60_000),
  );
});
