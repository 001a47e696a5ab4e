/** The records that would mend it: name, type and value, with what is not known marked ‹so›. */

import type { RecordTemplate } from '../engine/services/services.ts';
import { serviceOf } from '../engine/services/table.ts';
import type { SpfTree } from '../engine/spf/spf.ts';
import type { Judgement } from '../judgement/judgement.ts';
import { isRelated, type SignatureResult } from '../judgement/results.ts';
import { isGoogleDefault } from '../judgement/verdicts/conditions.ts';
import type { AdviceLine, RecordToPublish } from './explanation.ts';
import { shownDomain, shownText } from './shown.ts';
import { verdictValues } from './verdict.ts';
import { inLanguage, type Words } from './words.ts';

/** A signature with the author's own domain: the remedy that survives forwarding. */
export function dkimAdvice(judgement: Judgement, words: Words): AdviceLine {
  const author = judgement.report.recorded.author.domain ?? '';
  const values = verdictValues(judgement, words);
  const { service } = judgement;
  const records = filled((service && serviceOf(service.id)?.fix.dkim) ?? [], author);
  return {
    text: words.text(service ? 'admin_dkim_service' : 'admin_dkim', values),
    why: words.text('admin_dkim_why', values),
    records:
      records.length > 0
        ? records
        : [
            keyRecord(
              `‹selector›._domainkey.${author}`,
              words.text(service ? 'record_given_by_service' : 'record_public_key'),
            ),
          ],
  };
}

/**
 * A return address under the author's own domain, so that SPF counts as well. Empty where the service offers none; with blank
 * records where it is not known what they are.
 */
export function mailFromAdvice(judgement: Judgement, words: Words): readonly AdviceLine[] {
  const author = judgement.report.recorded.author.domain ?? '';
  const values = verdictValues(judgement, words);
  const { service } = judgement;
  const fix = service ? serviceOf(service.id)?.fix : null;
  if (fix?.spfCanAlign === false) return [];
  const given = words.text('record_given_by_service');
  const name = `‹bounce›.${author}`;
  const blank: readonly RecordToPublish[] = [
    { type: 'MX', name, value: `10 ${given}` },
    { type: 'TXT', name, value: `v=spf1 include:${given} ~all` },
  ];
  const records = filled(fix?.mailFrom ?? [], author).map((record) => joined(record, author, words));
  return [
    {
      text: words.text('admin_mail_from', values),
      why: words.text('admin_mail_from_why', values),
      records: records.length > 0 ? records : blank,
    },
  ];
}

/** A second SPF record would make both void (RFC 7208 §4.5): at the domain itself the term joins what is there. */
function joined(record: RecordToPublish, author: string, words: Words): RecordToPublish {
  if (record.name !== author || !record.value.startsWith('v=spf1 ')) return record;
  return { ...record, value: record.value.replace(/ ~all$/, ` ${words.text('record_present_terms')}`) };
}

/** A signature that the host of the website makes, once it is switched on in its panel. */
export function hostAdvice(judgement: Judgement, words: Words): AdviceLine {
  const host = judgement.webHost;
  if (!host) return dkimAdvice(judgement, words);
  const values = { ...verdictValues(judgement, words), panel: inLanguage(host.name, words) };
  return { text: words.text('admin_dkim_panel', values), why: words.text('admin_dkim_why', values), records: [] };
}

/** A service's templates for one domain: {domain} is known, any other blank is marked. */
function filled(templates: readonly RecordTemplate[], domain: string): readonly RecordToPublish[] {
  const fill = (text: string) =>
    text.replace(/\{([a-z0-9]+)\}/gi, (_, blank: string) => (blank === 'domain' ? domain : `‹${blank}›`));
  return templates.map(({ type, name, value }) => ({ type, name: fill(name), value: fill(value) }));
}

function keyRecord(name: string, key: string): RecordToPublish {
  return { type: 'TXT', name, value: `v=DKIM1; k=rsa; p=${key}` };
}

export function dmarcAdvice(author: string, words: Words): AdviceLine {
  const value = `v=DMARC1; p=none; rua=mailto:‹dmarc-reports›@${author}`;
  return {
    text: words.text('admin_dmarc', { author: shownDomain(author) }),
    why: words.text('admin_dmarc_why'),
    records: [{ type: 'TXT', name: `_dmarc.${author}`, value }],
  };
}

/** The record as it is, with the strict tag made relaxed; before the record is known, what has to be done with it. */
export function relaxAdvice(judgement: Judgement, words: Words): AdviceLine {
  const { verified, recorded } = judgement.report;
  const { record = null, policyDomain, domain } = verified?.dmarc ?? {};
  const of = policyDomain ?? domain ?? recorded.author.domain ?? '';
  return {
    text: words.text('admin_relax', { domain: shownDomain(of) }),
    why: words.text('admin_relax_why'),
    records: record
      ? [
          {
            type: 'TXT',
            name: `_dmarc.${of}`,
            value: shownText(record.text).replace(/\b(adkim|aspf)\s*=\s*s\b/gi, '$1=r'),
          },
        ]
      : [],
  };
}

/** Google Workspace and Microsoft 365 sign with their own name until the customer's key is switched on. */
export function tenantAdvice(judgement: Judgement, words: Words): AdviceLine {
  const values = verdictValues(judgement, words);
  const fix = serviceOf(judgement.passing.some(isGoogleDefault) ? 'google-workspace' : 'microsoft-365')?.fix;
  return {
    text: words.text('admin_tenant', values),
    why: words.text('admin_dkim_why', values),
    records: filled(fix?.dkim ?? [], judgement.report.recorded.author.domain ?? ''),
  };
}

/** The key of a signature that is there already. */
export function keyAdvice(one: SignatureResult, judgement: Judgement, words: Words): AdviceLine {
  const name = `${one.selector ? shownText(one.selector) : '‹selector›'}._domainkey.${one.domain}`;
  return {
    text: words.text('admin_key', { ...verdictValues(judgement, words), name }),
    why: words.text('admin_key_why'),
    records: [keyRecord(name, words.text('record_public_key'))],
  };
}

/** Where the record broke: the first term, from the top, at which its evaluation ended. */
export function spfAdvice(judgement: Judgement, words: Words): AdviceLine {
  const { report, spf } = judgement;
  const broken = brokenTerm(report.verified?.spf?.tree ?? null, 0);
  const domain = shownDomain(broken?.domain ?? spf?.domain ?? '');
  return {
    text: broken
      ? words.text('admin_spf_mend_term', { domain, term: shownText(broken.term) })
      : words.text('admin_spf_mend', { domain }),
    why: words.text('admin_spf_mend_why'),
    records: [],
  };
}

/** RFC 7208 §4.6.4 lets no record lead further down than this. */
const DEEPEST = 10;

function brokenTerm(tree: SpfTree | null, depth: number): { domain: string; term: string } | null {
  const step = tree?.steps.find((one) => one.state === 'error');
  if (!tree || !step) return null;
  return (depth < DEEPEST ? brokenTerm(step.nested, depth + 1) : null) ?? { domain: tree.domain, term: step.term };
}

/** What the first server that sealed the message had found, before it was changed: its word, and no more. */
export function sealedAdvice({ report }: Judgement, words: Words): readonly AdviceLine[] {
  const { claims, boundary } = report.recorded;
  // A first set above the boundary is the receiver's own.
  const first = claims.filter(
    ({ source, instance, field }) =>
      source === 'arc-authentication-results' && instance === 1 && field > (boundary?.field ?? -1),
  );
  if (first.length === 0) return [];
  const values = {
    server: shownText(first[0]?.authservId ?? words.text('value_not_recorded')),
    results: first
      .slice(0, 8)
      .map((claim) => shownText(`${claim.method}=${claim.result}`))
      .join(', '),
  };
  return [{ text: words.text('admin_sealed', values), why: words.text('admin_sealed_why'), records: [] }];
}

/** The sending server, added to the record of the domain that was checked; of a line, whose address changes hands, not that. */
export function listServerAdvice(judgement: Judgement, words: Words): AdviceLine {
  const { report, spf, handOver } = judgement;
  const domain = isRelated(spf?.relation) ? (spf?.domain ?? '') : (report.recorded.author.domain ?? '');
  const ip = report.recorded.envelope.ip?.value ?? null;
  if (handOver?.roleEvidence === 'boundary-direct-dynamic') {
    const values = { domain: shownDomain(domain), address: ip ?? '' };
    return { text: words.text('admin_from_line', values), why: words.text('admin_from_line_why', values), records: [] };
  }
  return {
    text: words.text('admin_list_server', {
      domain: shownDomain(domain),
      address: ip ?? words.text('value_not_recorded'),
    }),
    why: words.text('admin_list_server_why'),
    records: [{ type: 'TXT', name: domain, value: withServer(presentTerms(domain, judgement, words), ip) }],
  };
}

/** The same where the return address is somebody else's: as long as it is, a record of the author's domain is not even asked for. */
export function ownReturnAdvice(judgement: Judgement, words: Words): AdviceLine {
  const author = judgement.report.recorded.author.domain ?? '';
  const ip = judgement.report.recorded.envelope.ip?.value ?? null;
  const values = { ...verdictValues(judgement, words), address: ip ?? words.text('value_not_recorded') };
  return {
    text: words.text('admin_own_return', values),
    why: words.text('admin_own_return_why', values),
    records: [{ type: 'TXT', name: author, value: withServer(presentTerms(author, judgement, words), ip) }],
  };
}

/** What the record of a domain holds behind its version: as it was found, or marked as not known. */
function presentTerms(domain: string, { report }: Judgement, words: Words): string {
  const spf = report.verified?.spf;
  if (spf?.domain === domain && spf.reason === 'no-record') return '~all';
  if (spf?.domain !== domain || !spf.tree) return words.text('record_present_terms');
  const terms = spf.tree.record?.match(/^v=spf1(?: (.*))?$/i)?.[1]?.trim();
  return terms ? shownText(terms) : '~all';
}

/** A new term goes in front: what stands behind "all" is never reached. */
function withServer(terms: string, ip: string | null): string {
  const term = ip ? `ip${ip.includes(':') ? 6 : 4}:${ip}` : '‹ip4:…›';
  return `v=spf1 ${term} ${terms}`;
}
