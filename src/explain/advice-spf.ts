/** Advice about SPF: a return address of one's own, the service's term in the record, and a record that is mended. */

import { serviceOf, spfTermOf } from '../engine/services/table.ts';
import type { PublishedSpf, SpfTree } from '../engine/spf/spf.ts';
import type { Judgement } from '../judgement/judgement.ts';
import { isRelated } from '../judgement/results.ts';
import type { AdviceLine, RecordToPublish } from './explanation.ts';
import { spfFaultSentence } from './fault.ts';
import { filled } from './publish.ts';
import { shownDomain, shownText } from './shown.ts';
import { verdictValues } from './verdict.ts';
import { inLanguage, type Words } from './words.ts';

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

/** Who the server that handed it over belongs to, and the term that lists all of that one's servers. */
function termOfServer({ carrier, service, handOver }: Judgement) {
  const match = carrier ?? service;
  const row = match && serviceOf(match.id);
  return row ? { name: row.name, term: spfTermOf(row, handOver?.from.rdns?.toLowerCase() ?? null) } : null;
}

/** The sending server in the record of the domain that was checked: never one address of a service that has many. */
export function serverAdvice(judgement: Judgement, words: Words): readonly AdviceLine[] {
  const { report, spf, handOver } = judgement;
  const domain = isRelated(spf?.relation) ? (spf?.domain ?? '') : (report.recorded.author.domain ?? '');
  const address = report.recorded.envelope.ip?.value ?? null;
  const values = { domain: shownDomain(domain), address: address ?? words.text('value_not_recorded') };
  const dead = deadTerms(judgement, words);
  if (handOver?.roleEvidence === 'boundary-direct-dynamic') {
    return [
      { text: words.text('admin_from_line', values), why: words.text('admin_from_line_why', values), records: [] },
      ...dead,
    ];
  }
  const server = termOfServer(judgement);
  if (server) {
    const named = { ...values, service: inLanguage(server.name, words), term: server.term ?? '' };
    const there = server.term !== null && presentTerms(domain, judgement)?.includes(server.term.toLowerCase());
    if (server.term === null)
      return [{ text: words.text('admin_spf_term_given', named), why: null, records: [] }, ...dead];
    if (there) return [{ text: words.text('admin_spf_term_there', named), why: null, records: [] }, ...dead];
    return [
      {
        text: words.text('admin_spf_term', named),
        why: words.text('admin_spf_term_why'),
        records: [{ type: 'TXT', name: domain, value: withTerm(server.term, domain, judgement, words) }],
      },
      ...dead,
    ];
  }
  return [
    {
      text: words.text('admin_list_server', values),
      why: words.text('admin_list_server_why'),
      records: [{ type: 'TXT', name: domain, value: withTerm(addressTerm(address), domain, judgement, words) }],
    },
    ...dead,
  ];
}

/** The same where the return address is somebody else's: as long as it is, a record of the author's domain is not even asked for. */
export function ownReturnAdvice(judgement: Judgement, words: Words): readonly AdviceLine[] {
  const { envelope, author } = judgement.report.recorded;
  const domain = author.domain ?? '';
  const address = envelope.ip?.value ?? null;
  const term = termOfServer(judgement)?.term ?? addressTerm(address);
  const values = { ...verdictValues(judgement, words), address: address ?? words.text('value_not_recorded') };
  return [
    {
      text: words.text('admin_own_return', values),
      why: words.text('admin_own_return_why', values),
      records: [{ type: 'TXT', name: domain, value: withTerm(term, domain, judgement, words) }],
    },
  ];
}

function addressTerm(ip: string | null): string {
  return ip ? `ip${ip.includes(':') ? 6 : 4}:${ip}` : '‹ip4:…›';
}

/**
 * The terms of the record of a domain that are looked at, in lower case, up to the first "all" (RFC 7208 §5.1): none where it has
 * no record, null where the record is not known.
 */
function presentTerms(domain: string, { report }: Judgement): readonly string[] | null {
  const spf = report.verified?.spf;
  if (spf?.domain !== domain) return null;
  const record = spf.tree?.record ?? null;
  if (record === null) return spf.reason === 'no-record' ? [] : null;
  const terms = record.split(' ').filter(Boolean).slice(1);
  const all = terms.findIndex((term) => /^[-+~?]?all$/i.test(term));
  const live = all < 0 ? terms : terms.slice(0, all + 1);
  return [...new Set(live.map((term) => shownText(term).toLowerCase()))];
}

/** A new term goes in front: what stands behind "all" is never reached. No term stands there twice. */
function withTerm(term: string, domain: string, judgement: Judgement, words: Words): string {
  const present = presentTerms(domain, judgement);
  if (present === null) return `v=spf1 ${term} ${words.text('record_present_terms')}`;
  const others = present.filter((one) => one !== term.toLowerCase());
  const ends = others.some((one) => /^(?:[-+~?]?all|redirect=.*)$/.test(one));
  return ['v=spf1', term, ...others, ...(ends ? [] : ['~all'])].join(' ');
}

/** What is wrong in the record, each with what was meant; where the record lets everybody pass, that. */
export function spfAdvice(judgement: Judgement, words: Words): readonly AdviceLine[] {
  const { report, spf, proofs } = judgement;
  const check = report.verified?.spf ?? null;
  const domain = shownDomain(spf?.domain ?? '');
  if (proofs[0]?.worth === 'anyone') {
    const values = { domain };
    return [
      { text: words.text('admin_spf_anyone', values), why: words.text('admin_spf_anyone_why', values), records: [] },
    ];
  }
  const faulty = faultyRecord(check?.tree ?? null, 0);
  if (faulty) return faultLines(faulty.domain, faulty.published, words);
  const broken = brokenTerm(check?.tree ?? null, 0);
  const values = { domain: broken ? shownDomain(broken.domain) : domain, term: shownText(broken?.term ?? '') };
  return [
    {
      text: words.text(broken ? 'admin_spf_mend_term' : 'admin_spf_mend', values),
      why: words.text('admin_spf_mend_why'),
      records: [],
    },
  ];
}

/** RFC 7208 §4.6.4 lets no record lead further down than this. */
const DEEPEST = 10;

/** The outermost record with a fault that costs it something. */
function faultyRecord(
  tree: SpfTree | null,
  depth: number,
): { domain: string; published: readonly PublishedSpf[] } | null {
  if (!tree || depth > DEEPEST) return null;
  const published = tree.published.filter(({ faults }) => faults.some(({ costs }) => costs !== 'nothing'));
  if (published.length > 0) return { domain: tree.domain, published };
  for (const step of tree.steps) {
    const nested = faultyRecord(step.nested, depth + 1);
    if (nested) return nested;
  }
  return null;
}

function faultLines(domain: string, published: readonly PublishedSpf[], words: Words): readonly AdviceLine[] {
  return published.flatMap(({ faults, mended }) => {
    const costly = faults.filter(({ costs }) => costs !== 'nothing');
    return costly.map((fault, at): AdviceLine => {
      const values = { domain: shownDomain(domain), fault: spfFaultSentence(fault, words) };
      const isLast = at === costly.length - 1;
      return {
        text: words.text('admin_spf_fault', values),
        why: words.text('admin_spf_mend_why'),
        records: isLast && mended !== null ? [{ type: 'TXT', name: domain, value: shownText(mended) }] : [],
      };
    });
  });
}

/** Terms that are never reached, of the record that is to be added to. */
function deadTerms({ report }: Judgement, words: Words): readonly AdviceLine[] {
  const tree = report.verified?.spf?.tree;
  const dead = tree?.published.flatMap(({ faults }) => faults.filter(({ kind }) => kind === 'after-all')) ?? [];
  return dead.slice(0, 1).map((fault) => ({
    text: words.text('admin_spf_fault', {
      domain: shownDomain(tree?.domain ?? ''),
      fault: spfFaultSentence(fault, words),
    }),
    why: null,
    records: [],
  }));
}

/** Where the record broke: the first term, from the top, at which its evaluation ended. */
function brokenTerm(tree: SpfTree | null, depth: number): { domain: string; term: string } | null {
  const step = tree?.steps.find((one) => one.state === 'error');
  if (!tree || !step) return null;
  return (depth < DEEPEST ? brokenTerm(step.nested, depth + 1) : null) ?? { domain: tree.domain, term: step.term };
}
