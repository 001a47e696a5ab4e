/** What stands: each check as it was found now where that could be decided, else as the receiver recorded it. */

import type { Claim } from '../engine/authres/authres.ts';
import type { DkimCheck, DkimSignature } from '../engine/dkim/dkim.ts';
import type { Relation } from '../engine/dmarc/dmarc.ts';
import type { DkimKeyword, DmarcKeyword, SpfKeyword } from '../engine/outcome.ts';
import type { Report } from '../engine/report.ts';
import { splitAddress } from '../engine/syntax/rfc5321.ts';
import { namesRelation } from './relation.ts';

export type Standing<K extends string> =
  | { readonly result: K; readonly source: 'now' | 'recorded' }
  | { readonly result: null; readonly source: null };

/** One Authenticated Identifier, whether or not its check passed. */
export type Identifier = {
  readonly domain: string;
  /** To the Author Domain. */
  readonly relation: Relation;
  /** The check passed and the domain is related as the policy asks. */
  readonly aligned: boolean;
};

export type SpfResult = Identifier & {
  /** What `domain` is of. RFC 7208 §2.4: an empty reverse-path stands for the postmaster of the HELO name. */
  readonly identity: 'mail_from' | 'helo';
  readonly standing: Standing<SpfKeyword>;
  readonly recorded: Claim | null;
};

export type SignatureResult = Identifier & {
  /** Index of the DKIM-Signature field; null where only a result is recorded. */
  readonly field: number | null;
  readonly selector: string | null;
  readonly standing: Standing<DkimKeyword>;
  readonly check: DkimCheck | null;
  readonly recorded: Claim | null;
};

export type Results = {
  /** Null where MAIL FROM is not recorded and nothing was checked. */
  readonly spf: SpfResult | null;
  readonly signatures: readonly SignatureResult[];
  readonly dmarc: Standing<DmarcKeyword>;
};

const undecided: Standing<never> = { result: null, source: null };

/** Keywords of RFC 8601 and its forerunners, as receivers write them. What is not one of them decides nothing. */
const spfKeywords: Readonly<Record<string, SpfKeyword>> = {
  none: 'none',
  neutral: 'neutral',
  pass: 'pass',
  fail: 'fail',
  hardfail: 'fail',
  softfail: 'softfail',
  temperror: 'temperror',
  permerror: 'permerror',
};
const dkimKeywords: Readonly<Record<string, DkimKeyword>> = {
  none: 'none',
  pass: 'pass',
  fail: 'fail',
  hardfail: 'fail',
  policy: 'policy',
  neutral: 'neutral',
  temperror: 'temperror',
  permerror: 'permerror',
};
const dmarcKeywords: Readonly<Record<string, DmarcKeyword>> = {
  none: 'none',
  // Microsoft writes it where there is no record but the message would have passed with one.
  bestguesspass: 'none',
  pass: 'pass',
  fail: 'fail',
  temperror: 'temperror',
  permerror: 'permerror',
};

function keyword<K extends string>(keywords: Readonly<Record<string, K>>, claim: Claim | null): K | null {
  return claim && Object.hasOwn(keywords, claim.result) ? (keywords[claim.result] ?? null) : null;
}

/** A temporary error decides nothing, now or then. */
function stands<K extends string>(now: K | null, recorded: K | null): Standing<K> {
  if (now !== null && now !== 'temperror') return { result: now, source: 'now' };
  if (recorded !== null && recorded !== 'temperror') return { result: recorded, source: 'recorded' };
  return undecided;
}

export function resultsOf(report: Report): Results {
  return {
    spf: spfResult(report),
    signatures: signatureResults(report),
    dmarc: stands<DmarcKeyword>(report.verified?.dmarc?.result ?? null, recordedDmarcOf(report)),
  };
}

/** What the receiver recorded of DMARC, as a keyword of RFC 8601. */
export function recordedDmarcOf(report: Report): DmarcKeyword | null {
  return keyword(dmarcKeywords, report.recorded.results.dmarc);
}

function spfResult(report: Report): SpfResult | null {
  const { recorded, verified } = report;
  const claim = recorded.results.spf;
  const domain = verified?.spf?.domain || domainOf(recorded.envelope.mailFrom?.value) || claim?.about;
  if (!domain && !claim && !verified?.spf) return null;
  const standing = stands<SpfKeyword>(verified?.spf?.result ?? null, keyword(spfKeywords, claim));
  const identity = domain && recorded.envelope.mailFrom?.value === '' ? 'helo' : 'mail_from';
  return { ...identify(report, 'spf', null, domain ?? '', standing), identity, standing, recorded: claim };
}

function signatureResults(report: Report): readonly SignatureResult[] {
  const { recorded, verified } = report;
  const claims = recorded.results.dkim;
  const used = new Set<Claim>();
  const known = (signature: DkimSignature | null): Claim | null => {
    const claim = signature && claims.find((one) => !used.has(one) && isAbout(one, signature));
    if (claim) used.add(claim);
    return claim ?? null;
  };
  const fromFields = verified?.dkim
    ? verified.dkim.map((check) => {
        const claim = known(check.signature);
        return signature(report, check.field, check.domain, check.selector, check, claim);
      })
    : [
        ...recorded.signatures.map((one) => signature(report, one.field, one.d, one.s, null, known(one))),
        ...recorded.unreadableSignatures.map(({ field, domain, selector }) =>
          signature(report, field, domain, selector, null, null),
        ),
      ];
  const fromClaims = claims
    .filter((claim) => !used.has(claim) && claim.result !== 'none')
    .map((claim) => signature(report, null, claim.about, claimedSelector(claim), null, claim));
  return [...fromFields, ...fromClaims];
}

function signature(
  report: Report,
  field: number | null,
  domain: string | null,
  selector: string | null,
  check: DkimCheck | null,
  claim: Claim | null,
): SignatureResult {
  const standing = stands<DkimKeyword>(check?.result ?? null, keyword(dkimKeywords, claim));
  return {
    ...identify(report, 'dkim', field, domain ?? '', standing),
    field,
    selector,
    standing,
    check,
    recorded: claim,
  };
}

function claimedSelector(claim: Claim): string | null {
  return claim.properties['header.s'] ?? null;
}

/** RFC 6008: header.b, the first characters of b=, tells signatures apart; domain and selector do where it is absent. */
function isAbout(claim: Claim, { b, d, s }: DkimSignature): boolean {
  const start = claim.properties['header.b'];
  if (start) return b.startsWith(start);
  const domain = claim.about;
  const selector = claimedSelector(claim);
  return (domain === null || namesRelation(domain, d) !== 'none') && (selector === null || selector === s);
}

function identify(
  report: Report,
  via: 'spf' | 'dkim',
  field: number | null,
  domain: string,
  standing: Standing<string>,
): Identifier {
  const author = report.recorded.author.domain;
  const judged = report.verified?.dmarc?.alignments.find(
    (one) => one.via === via && one.field === field && one.domain === domain,
  );
  const told = judged && judged.relation !== 'unknown' ? judged.relation : null;
  const relation: Relation = told ?? (author && domain ? namesRelation(domain, author) : 'unknown');
  // What the names look like aligns nothing where the walk could not tell.
  const related = judged ? told === 'equal' || (told === 'organizational' && judged.mode === 'r') : isRelated(relation);
  return { domain, relation, aligned: standing.result === 'pass' && related };
}

export function isRelated(relation: Relation | undefined): boolean {
  return relation === 'equal' || relation === 'organizational';
}

/** The domain of an address, lower case. */
export function domainOf(address: string | null | undefined): string | null {
  return address?.includes('@') ? splitAddress(address).domain.toLowerCase() || null : null;
}
