/**
 * The same answers as pyspf, another implementation, over worlds made by chance; where the two differ, the paragraph that decides
 * stands in the table below. Needs Debian's python3-spf.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkHost } from '../../../src/engine/spf/check-host.ts';
import type { SpfCheck, SpfStep, SpfTree } from '../../../src/engine/spf/spf.ts';
import { casesOf, seedOf, timeOf } from '../../fuzz-run.ts';
import { zoneOf } from '../../mail/spf.ts';
import { EXPLANATIONS, type SpfCase, spfCase, type ZoneData } from '../../mail/spf-cases.ts';

const COUNT = casesOf(5_000);
const SEED = seedOf(7_208);
const PYTHON = '/usr/bin/python3';

type Theirs = { readonly result: string; readonly explanation: string; readonly why: string };

/** Where pyspf departs from the RFC. `applies` is as narrow as what both sides say of themselves allows. */
const differences: readonly {
  readonly rule: string;
  readonly applies: (ours: SpfCheck, theirs: Theirs, one: SpfCase) => boolean;
}[] = [
  {
    rule: '§5.2, §4.6: an include of oneself is no syntax error; it is found out only where it is evaluated',
    applies: (_, { why }) => why.includes('include has trivial recursion'),
  },
  {
    rule: '§4.6.4: a redirect counts where it is followed, not where it stands',
    applies: (ours, { why }) =>
      why.includes('Too many DNS lookups') && ours.lookups <= 10 && stepsOf(ours).some(isIdleRedirect),
  },
  {
    rule: '§5.4: "if any address matches, the mechanism matches": the names behind it are not asked for',
    applies: (ours, { result }) =>
      /error$/.test(result) && stepsOf(ours).some(({ term, state }) => /^.?mx/i.test(term) && state === 'matched'),
  },
  {
    rule: '§5.5, §7.3: a DNS error in a PTR question makes nothing match; in an address question it skips the name',
    applies: (ours, { why }) => why.includes('DNS failure') && stepsOf(ours).some(reverseFails),
  },
  {
    rule: '§4.8, §4.6.4: a target-name is expanded, and its questions count, where its term is evaluated',
    applies: (ours, { why }) => /DNS failure|Void lookup limit/.test(why) && stepsOf(ours).some(isIdleName),
  },
  {
    rule: '§4.6.4: questions for an explanation are no part of the evaluation',
    applies: (ours, { result, why, explanation }, { zone }) =>
      (/Void lookup limit/.test(why) || (result === 'fail' && explanation === '')) &&
      stepsOf(ours).some((step) => explainsByName(step, zone)),
  },
  {
    rule: '§5, §4.6: a name that is empty after its expansion is no syntax error; it has no records',
    applies: (_, { why }, { helo }) => why.includes('empty domain') && helo === '',
  },
  {
    rule: '§4.3, §7.2: %{s} of a sender without local-part is "postmaster" at its domain',
    applies: (ours, { explanation }, { sender }) =>
      /^@|^[^@]+$/.test(sender) && withoutSender(ours.explanation) === withoutSender(explanation),
  },
  {
    rule: '§7.3: names are cut at 253 characters from the left, explanations are not',
    applies: (ours, { explanation }) =>
      (ours.explanation?.length ?? 0) > 253 && withoutSender(ours.explanation).endsWith(withoutSender(explanation)),
  },
];

describe('pyspf', () => {
  const missing = spawnSync(PYTHON, ['-c', 'import spf']).status !== 0;
  it.skipIf(missing)(
    `agrees in ${COUNT} cases from seed ${SEED}${missing ? ' (python3-spf is not installed)' : ''}`,
    async () => {
      const seeds = Array.from({ length: COUNT }, (_, i) => SEED * 1_000_003 + i);
      const cases = seeds.map(spfCase);
      const theirs = askPyspf(cases);
      const reached = new Set<string>();
      const disagreements: string[] = [];
      for (const [i, one] of cases.entries()) {
        const ours = await askOurs(one);
        const other = theirs[i];
        if (!other) throw new Error('pyspf gave too few answers');
        reached.add(ours.reason);
        if (agree(ours, other)) continue;
        if (differences.some(({ applies }) => applies(ours, other, one))) continue;
        disagreements.push(describeCase(seeds[i] ?? 0, one, ours, other));
      }
      expect(disagreements.slice(0, 5).join('\n\n'), `${disagreements.length} disagreements, FUZZ_SEED=${SEED}`).toBe(
        '',
      );
      expect(reached.size, 'ways to end that were met').toBeGreaterThan(15);
    },
    timeOf(120_000),
  );
});

function stepsOf({ tree }: { readonly tree: SpfTree | null }): readonly SpfStep[] {
  return (tree?.steps ?? []).flatMap((step) => [step, ...stepsOf({ tree: step.nested })]);
}

function isIdleRedirect({ term, state }: SpfStep): boolean {
  return term.startsWith('redirect=') && state === 'not-reached';
}

/** A question of `ptr` or %{p} failed. */
function reverseFails({ answers }: SpfStep): boolean {
  return answers.some(({ question }) => question.type === 'PTR') && answers.some(({ status }) => status === 'failed');
}

/** Not reached, and its name would have cost questions. */
function isIdleName({ term, state }: SpfStep): boolean {
  return state === 'not-reached' && /%\{p/i.test(term);
}

/** An `exp` whose name or text asks for the validated name. */
function explainsByName({ term }: SpfStep, zone: ZoneData): boolean {
  const texts = EXPLANATIONS.flatMap((name) => zone[`${name} TXT`] ?? []).map((strings) => [strings].flat().join(''));
  return term.startsWith('exp=') && [term, ...texts].some((text) => text.includes('%{p}'));
}

/** An explanation without what stands for the local-part. */
function withoutSender(text: string | null): string {
  return (text ?? '').toLowerCase().replaceAll(/(?:postmaster)?(?:@|%40)|postmaster/g, '');
}

function agree(ours: SpfCheck, theirs: Theirs): boolean {
  if (ours.result !== theirs.result) return false;
  // §7.3: hexadecimal digits have a case only for the eye.
  return ours.result !== 'fail' || (ours.explanation ?? '').toLowerCase() === theirs.explanation.toLowerCase();
}

function askPyspf(cases: readonly SpfCase[]): readonly Theirs[] {
  const script = join(import.meta.dirname, '../../peers/pyspf.py');
  const output = execFileSync(PYTHON, [script], { input: JSON.stringify(cases), maxBuffer: 2 ** 28 });
  return JSON.parse(output.toString()) as readonly Theirs[];
}

function askOurs(one: SpfCase): Promise<SpfCheck> {
  const input = { ip: one.ip, mailFrom: one.sender, helo: one.helo, receiver: one.receiver, now: one.now };
  return checkHost(input, 'mailfrom', zoneOf(one.zone));
}

function describeCase(seed: number, one: SpfCase, ours: SpfCheck, theirs: Theirs): string {
  const zone = Object.entries(one.zone).map(([key, records]) => `  ${key} ${JSON.stringify(records)}`);
  return [
    `seed ${seed}: ours ${ours.result} (${ours.reason}, ${JSON.stringify(ours.decidedBy)}, ${ours.explanation})`,
    `theirs ${theirs.result} (${theirs.why}, ${theirs.explanation})`,
    `ip ${one.ip} sender ${one.sender} helo ${one.helo}`,
    ...zone,
    ...treeLines(ours.tree),
  ].join('\n');
}

function treeLines(tree: SpfTree | null, indent = '> '): string[] {
  return (tree?.steps ?? []).flatMap((step) => [
    `${indent}${step.term} ${step.state} ${step.answers.map((a) => `${a.question.name} ${a.question.type} ${a.status}`).join(', ')}`,
    ...treeLines(step.nested, `${indent}  `),
  ]);
}
