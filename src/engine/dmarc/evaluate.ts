/**
 * DMARC: does an authenticated domain speak for the visible sender? RFC 9989 §5.3.
 *
 * A question that went unanswered makes a temperror only where its answer could have changed the result: "required to
 * perform DMARC validation" in the words of §5.3.6.
 */

import type { DkimCheck } from '../dkim/dkim.ts';
import { type Resolver, txtTexts } from '../dns/dns.ts';
import type { Author } from '../message/author.ts';
import { type Outcome, outcomeOf } from '../outcome.ts';
import type { SpfCheck, SpfTree } from '../spf/spf.ts';
import { align, type Identifier, identifiersOf, satisfies, walkCandidates } from './alignment.ts';
import type { Alignment, DecidingTag, DmarcCheck, WalkStep } from './dmarc.ts';
import { publishedDmarc } from './faults.ts';
import { type Discovery, discoverPolicy, type Requested, requestOf } from './policy.ts';
import { dmarcReasons } from './reasons.ts';
import { tagText } from './record.ts';
import { isPublicSuffix, rfc7489Answer } from './rfc7489.ts';
import { treeWalk, unanswered } from './tree-walk.ts';

type DmarcInput = {
  readonly author: Author;
  /** The check of MAIL FROM; null where there was nothing to check it by. */
  readonly spf: SpfCheck | null;
  readonly dkim: readonly DkimCheck[];
};
type DmarcOutcome = Outcome<typeof dmarcReasons>;

export async function evaluateDmarc(input: DmarcInput, resolve: Resolver): Promise<DmarcCheck> {
  const check = await judge(input, resolve);
  const rfc7489 = await rfc7489Answer(check, resolve);
  return rfc7489 ? { ...check, rfc7489 } : check;
}

async function judge(input: DmarcInput, resolve: Resolver): Promise<DmarcCheck> {
  const domain = input.author.domain;
  if (domain === null) return { ...outcomeOf(dmarcReasons, 'no-author-domain'), ...nothing };
  const discovery = await discoverPolicy(domain, resolve);
  const identifiers = identifiersOf(input.spf, input.dkim);
  const record = discovery.applies?.record ?? null;
  const own = discovery.walk === null ? discovery.applies : null;
  const walkFurther = own && record && walkCandidates(identifiers, domain, record).length > 0;
  const walk = walkFurther ? await treeWalk(domain, resolve, own) : discovery.walk;
  const alignments = await align(identifiers, { domain, walk }, record, resolve);
  const request = record && (await requestOf(record, discovery.applies?.name ?? domain, domain, resolve));
  const organizationalDomain = walk ? walk.organizationalDomain : common(identifiers, own);
  const steps = walk?.steps ?? discovery.steps;
  return {
    ...(withoutPolicy(discovery) ?? conclude(identifiers, alignments, input, walk?.steps ?? [])),
    domain,
    organizationalDomain,
    publicSuffix: organizationalDomain !== null && isPublicSuffix(organizationalDomain),
    policyDomain: discovery.applies?.name ?? null,
    record,
    policy: request?.policy ?? null,
    policyTag: request?.tag ?? null,
    deciding: [
      ...policyTags(discovery.applies, request),
      ...alignmentTags(discovery.applies, alignments),
      ...psdTag(steps),
    ],
    misplaced: misplacedIn(input.spf?.tree ?? null, new Set([domain, organizationalDomain ?? domain])),
    existence: request?.existence ?? null,
    alignments,
    walk: steps,
  };
}

/** RFC 9989 §4.10.2: where all names are equal and a record is there, that is the Organizational Domain. */
function common(identifiers: readonly Identifier[], own: WalkStep | null): string | null {
  return own && identifiers.length > 0 && identifiers.every(({ domain }) => domain === own.name) ? own.name : null;
}

const nothing = {
  domain: null,
  organizationalDomain: null,
  publicSuffix: false,
  policyDomain: null,
  record: null,
  policy: null,
  policyTag: null,
  deciding: [],
  misplaced: [],
  existence: null,
  alignments: [],
  walk: [],
} as const;

function policyTags(applies: WalkStep | null, request: Requested | null): readonly DecidingTag[] {
  if (!applies?.record || !request?.tag) return [];
  const { name: domain, record } = applies;
  const asked: DecidingTag = { tag: request.tag, text: tagText(record, request.tag), domain };
  const lowered = record.usedAs === 'published' && record[request.tag] !== request.policy;
  return lowered ? [asked, { tag: 't', text: tagText(record, 't'), domain }] : [asked];
}

/** RFC 9989 §4.4: strict alignment refused what relaxed alignment would have taken. */
function alignmentTags(applies: WalkStep | null, alignments: readonly Alignment[]): readonly DecidingTag[] {
  const { record, name: domain } = applies ?? {};
  if (!record || domain === undefined) return [];
  const refused = alignments.filter(({ passed, aligned, mode, relation }) => {
    return passed && !aligned && mode === 's' && relation === 'organizational';
  });
  const tags = new Set(refused.map(({ via }) => (via === 'spf' ? 'aspf' : 'adkim')));
  return [...tags].map((tag) => ({ tag, text: tagText(record, tag), domain }));
}

/** RFC 9989 §4.10: the step at which the walk stopped. */
function psdTag(steps: readonly WalkStep[]): readonly DecidingTag[] {
  const { record, name } = steps.at(-1) ?? {};
  if (!record || name === undefined || record.psd === 'u') return [];
  return [{ tag: 'psd', text: tagText(record, 'psd'), domain: name }];
}

/** DMARC records among the TXT records that SPF asked for. */
function misplacedIn(tree: SpfTree | null, domains: ReadonlySet<string>): DmarcCheck['misplaced'] {
  if (tree === null) return [];
  const texts = tree.answer && domains.has(tree.domain) ? publishedDmarc(txtTexts(tree.answer)) : [];
  return [
    ...texts.map(({ text }) => ({ name: tree.domain, text })),
    ...tree.steps.flatMap(({ nested }) => misplacedIn(nested, domains)),
  ];
}

/** The endings at which DMARC does not apply, or cannot be said to. */
function withoutPolicy({ applies, failures }: Discovery): DmarcOutcome | null {
  if (failures.length > 0) return unfinished(failures, 'policy-lookup-failed');
  if (applies?.record == null) return outcomeOf(dmarcReasons, 'no-record');
  return applies.record.usedAs === 'nothing' ? outcomeOf(dmarcReasons, 'no-valid-policy') : null;
}

/** A temperror, unless it was we who stopped asking. */
function unfinished(
  failures: readonly WalkStep[],
  reason: 'policy-lookup-failed' | 'alignment-lookup-failed',
): DmarcOutcome {
  const ours = failures.every(({ answer }) => answer.status === 'failed' && answer.cause === 'budget');
  return ours ? outcomeOf(dmarcReasons, 'question-budget') : { result: 'temperror', reason };
}

function conclude(
  identifiers: readonly Identifier[],
  alignments: readonly Alignment[],
  input: DmarcInput,
  authorWalk: readonly WalkStep[],
): DmarcOutcome {
  const aligned = new Set(alignments.filter((one) => one.aligned).map(({ via }) => via));
  if (aligned.size === 2) return outcomeOf(dmarcReasons, 'aligned-both');
  if (aligned.has('dkim')) return outcomeOf(dmarcReasons, 'aligned-dkim');
  if (aligned.has('spf')) return outcomeOf(dmarcReasons, 'aligned-spf');

  const pairs = alignments.map((alignment, i) => ({ alignment, state: identifiers[i]?.state ?? 'other' }));
  const couldAlign = pairs.filter(({ alignment }) => satisfies(alignment.relation, alignment.mode) !== false);
  const undecided = couldAlign.find(({ state }) => state === 'pass');
  if (undecided) {
    const failures = unanswered([...authorWalk, ...undecided.alignment.walk]);
    return failures.length > 0
      ? unfinished(failures, 'alignment-lookup-failed')
      : outcomeOf(dmarcReasons, 'too-many-identifiers');
  }
  if (couldAlign.some(({ state }) => state === 'temperror')) return outcomeOf(dmarcReasons, 'authentication-temperror');
  const notJudged = couldAlign.filter(({ state }) => state === 'not-judged').map(({ alignment }) => alignment.via);
  // Without a MAIL FROM domain that could be checked, none can be ruled out either.
  const spfOpen = input.spf === null || (input.spf.result === null && input.spf.domain === '');
  if (spfOpen || notJudged.includes('spf')) return outcomeOf(dmarcReasons, 'spf-not-judged');
  if (notJudged.includes('dkim')) return outcomeOf(dmarcReasons, 'dkim-not-judged');
  return outcomeOf(dmarcReasons, alignments.some(({ passed }) => passed) ? 'not-aligned' : 'no-identifier');
}
