/** Identifier Alignment: which authenticated domains belong with the Author Domain. RFC 9989 §4.10.2. */

import type { DkimCheck } from '../dkim/dkim.ts';
import type { Resolver } from '../dns/dns.ts';
import { isWithin, toAscii } from '../dns/name.ts';
import type { SpfCheck } from '../spf/spf.ts';
import type { Alignment, DmarcRecord, Relation } from './dmarc.ts';
import { isPublicSuffix } from './rfc7489.ts';
import { treeWalk, type Walk } from './tree-walk.ts';

/** Identifiers, each with a domain of its own, that walks are made for: a message may carry any number of signatures. */
export const MAX_WALKS = 10;

/** A domain that SPF or a signature speaks for, with what its check came to. */
export type Identifier = {
  readonly via: 'spf' | 'dkim';
  readonly field: number | null;
  readonly domain: string;
  readonly state: 'pass' | 'temperror' | 'not-judged' | 'other';
};

/** SPF's MAIL FROM domain first, then the signatures in header order. RFC 9989 §4.4.1, §4.4.2. */
export function identifiersOf(spf: SpfCheck | null, dkim: readonly DkimCheck[]): readonly Identifier[] {
  const checks = [
    ...(spf ? [{ via: 'spf', field: null, domain: spf.domain, result: spf.result } as const] : []),
    ...dkim.map(({ field, domain, result }) => ({ via: 'dkim', field, domain, result }) as const),
  ];
  return checks.flatMap(({ via, field, domain, result }) => {
    const name = domain ? toAscii(domain) : null;
    return name === null ? [] : [{ via, field, domain: name, state: stateOf(result) }];
  });
}

function stateOf(result: string | null): Identifier['state'] {
  if (result === null) return 'not-judged';
  return result === 'pass' || result === 'temperror' ? result : 'other';
}

/**
 * The identifiers whose relation to the Author Domain is worth a walk (RFC 9989 §4.10.2). Equal names need none. In strict
 * mode no result depends on one; it is made all the same while no equal name has passed, so that the report can say that
 * relaxed mode would have done.
 */
export function walkCandidates(
  identifiers: readonly Identifier[],
  author: string,
  record: DmarcRecord,
): readonly Identifier[] {
  const settled = identifiers.some(({ domain, state }) => domain === author && state === 'pass');
  return identifiers.filter(
    (identifier) => identifier.domain !== author && !(settled && modeOf(identifier, record) === 's'),
  );
}

/** The Author Domain with its own walk; null where none was needed. */
type Author = { readonly domain: string; readonly walk: Walk | null };

/** Holds each identifier against the Author Domain. */
export async function align(
  identifiers: readonly Identifier[],
  author: Author,
  record: DmarcRecord | null,
  resolve: Resolver,
): Promise<readonly Alignment[]> {
  const candidates = record ? walkCandidates(identifiers, author.domain, record) : [];
  const walks = await Promise.all(
    domainsToWalk(candidates, author).map(async (domain) => [domain, await treeWalk(domain, resolve)] as const),
  );
  const walkOf = new Map(walks);
  return identifiers.map((identifier) => {
    const walk = walkOf.get(identifier.domain) ?? null;
    const mode = modeOf(identifier, record);
    const relation = relationOf(identifier.domain, author, walk);
    const passed = identifier.state === 'pass';
    const organizational = author.walk?.organizationalDomain ?? null;
    return {
      via: identifier.via,
      field: identifier.field,
      domain: identifier.domain,
      organizationalDomain: walk?.organizationalDomain ?? null,
      passed,
      mode,
      relation,
      aligned: passed && satisfies(relation, mode) === true,
      acrossSuffix: relation === 'organizational' && organizational !== null && isPublicSuffix(organizational),
      walk: walk?.steps ?? [],
    };
  });
}

/** Would an identifier of this relation be aligned? Null: not to be told. */
export function satisfies(relation: Relation, mode: 'r' | 's'): boolean | null {
  if (relation === 'equal') return true;
  if (mode === 's') return false;
  return relation === 'unknown' ? null : relation === 'organizational';
}

function modeOf({ via }: Identifier, record: DmarcRecord | null): 'r' | 's' {
  return (via === 'spf' ? record?.aspf : record?.adkim) ?? 'r';
}

/** Those that passed come first, so that a flood of others cannot crowd them out. */
function domainsToWalk(candidates: readonly Identifier[], author: Author): readonly string[] {
  const passed = candidates.filter(({ state }) => state === 'pass');
  const others = candidates.filter(({ state }) => state !== 'pass');
  const domains = [...passed, ...others].map(({ domain }) => domain).filter((domain) => isOpen(domain, author));
  return [...new Set(domains)].slice(0, MAX_WALKS);
}

/**
 * Whether only a walk from the domain can tell its relation. An Organizational Domain is the domain itself or one above it:
 * what lies outside the Author's has another.
 */
function isOpen(domain: string, { domain: author, walk }: Author): boolean {
  if (domain === author || walk === null || walk.organizationalDomain === null) return false;
  // Nothing is published from the Author Domain upward: it is its own Organizational Domain, and no other domain's, since
  // one below it that has a record is its own, too.
  if (walk.steps.every((step) => step.record === null)) return false;
  return isWithin(domain, walk.organizationalDomain);
}

function relationOf(domain: string, author: Author, walk: Walk | null): Relation {
  if (domain === author.domain) return 'equal';
  const organizational = author.walk?.organizationalDomain ?? null;
  // Not known, but no higher than the top-level domain.
  if (organizational === null) return topLevel(domain) === topLevel(author.domain) ? 'unknown' : 'none';
  if (!isOpen(domain, author)) return 'none';
  if (walk === null || walk.organizationalDomain === null) return 'unknown';
  return walk.organizationalDomain === organizational ? 'organizational' : 'none';
}

function topLevel(domain: string): string {
  return domain.slice(domain.lastIndexOf('.') + 1);
}
