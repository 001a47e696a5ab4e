/**
 * What is wrong in a DMARC record as published, also in a text that only was meant as one. RFC 9989 §4.7, §4.8.
 *
 * Nothing here decides: what counts is for the parser to say. Tags are looked for between the separators that were written, right or
 * wrong, so that "v=dmarc1, p=reject" is told apart from no record at all.
 */

import type { OctetString } from '../octets.ts';
import { type Costs, cleaned, nearest, publishedRecords } from '../syntax/fault.ts';
import type { DmarcFault, PublishedDmarc } from './dmarc.ts';
import { endOf, halves, isAddress, isReport, type Part, partsOf } from './parts.ts';
import { isDmarcRecord, parseDmarcRecord } from './record.ts';
import { namedSo, POLICIES, policyOf, tagFaults } from './tag-faults.ts';

/** The DMARC records among the texts at a `_dmarc` name, and what was meant as one. */
export function publishedDmarc(texts: readonly OctetString[]): readonly PublishedDmarc[] {
  return publishedRecords(texts, { counts: isDmarcRecord, meant: isMeant, faultsIn });
}

const VERSION = 'v=DMARC1';
/** "v", and what may stand for its "=", before a word that begins like DMARC. */
const VERSION_LIKE = /^(v(?:ersion)?)?[^a-z0-9]{0,4}(d[a-z]{2,5}[ ._-]?[0-9.]{0,4})$/i;

/** Does the text speak of DMARC at its beginning, or ask for a policy? */
function isMeant(text: OctetString): boolean {
  const parts = partsOf(cleaned(text).text);
  return parts.slice(0, 8).some((part, i) => {
    if (isVersionLike(part.text) && i < 4) return true;
    const [name, value] = halves(part.text);
    return name.toLowerCase() === 'p' && policyOf(value) !== null;
  });
}

function isVersionLike(text: string): boolean {
  const word = VERSION_LIKE.exec(text)?.[2]?.replace(/[^a-z0-9]/gi, '');
  return word !== undefined && nearest(word, ['dmarc', 'dmarc1'], 2) !== null;
}

function faultsIn(text: OctetString): readonly DmarcFault[] {
  const clean = cleaned(text);
  const parts = partsOf(clean.text);
  const record = parseDmarcRecord(text);
  const lost: Costs = record === null || record.usedAs === 'nothing' ? 'record' : 'part';
  const pasted = clean.faults
    .filter((fault) => fault.text !== '\t') // WSP of the grammar
    .map((fault) => ({ ...fault, costs: lost }));
  const tags = parts.filter((part) => !isVersionLike(part.text));
  return [
    ...pasted,
    ...versionFaults(text, parts),
    ...separatorFaults(clean.text, parts),
    ...policyFaults(parts, tags, lost),
    ...tagFaults(tags),
    ...(record ? orderFaults(tags) : []),
  ];
}

function versionFaults(text: OctetString, parts: readonly Part[]): readonly DmarcFault[] {
  const [first] = parts;
  const place = parts.findIndex((part) => isVersionLike(part.text));
  const version = parts[place];
  if (!first) return [];
  const before = { text: first.text, at: first.at, suggestion: `${VERSION}; ${first.text}`, costs: 'record' } as const;
  if (!version) return [{ kind: 'version-missing', ...before }];
  if (place > 0) {
    const next = parts[place + 1]?.at ?? text.length;
    const moved = { text: text.slice(version.at, next), at: version.at, suggestion: '', costs: 'record' } as const;
    return [
      { kind: 'version-misplaced', ...before },
      { kind: 'version-misplaced', ...moved },
    ];
  }
  if (/^v[ \t]*=[ \t]*DMARC1$/.test(version.text.replace(/^V/, 'v'))) return [];
  const kind = /^v[ \t]*=[ \t]*dmarc1$/i.test(version.text)
    ? 'version-case'
    : /^v/i.test(version.text)
      ? 'version-misspelt'
      : 'version-missing';
  return [{ kind, text: version.text, at: version.at, suggestion: VERSION, costs: 'record' }];
}

/** Between two tags there is one ";"; between two addresses of one tag a ",". */
function separatorFaults(text: OctetString, parts: readonly Part[]): readonly DmarcFault[] {
  return parts.flatMap((part, i) => {
    const before = parts[i - 1];
    if (!before) return [];
    const gap = text.slice(endOf(before), part.at);
    const address = isAddress(part.text) && isReport(parts, i - 1);
    if (!address && gap.replaceAll(/[ \t;]/g, '') === '' && gap.includes(';')) return [];
    const costs = i === 1 && isVersionLike(before.text) ? 'record' : 'part';
    return [{ kind: 'separator', text: gap, at: endOf(before), suggestion: address ? ',' : '; ', costs }];
  });
}

function policyFaults(parts: readonly Part[], tags: readonly Part[], lost: Costs): readonly DmarcFault[] {
  const found = tags.flatMap((part) => {
    const [name, value] = halves(part.text);
    return name === 'p' || name === 'sp' || name === 'np' ? [{ part, name, value }] : [];
  });
  const first = (name: string) => found.find((one) => one.name === name);
  const misspelt = ['p', 'sp', 'np'].flatMap((name): DmarcFault[] => {
    const one = first(name);
    if (!one || POLICIES.some((policy) => policy === one.value.toLowerCase())) return [];
    const policy = policyOf(one.value);
    const kind = one.value === '' && name === 'p' ? 'policy-missing' : 'policy-misspelt';
    return [{ kind, ...one.part, suggestion: policy && `${name}=${policy}`, costs: lost }];
  });
  const [version] = parts;
  if (first('p') || !version || tags.some((part) => namedSo(part.text) === 'p')) return misspelt;
  return [{ kind: 'policy-missing', ...version, suggestion: null, costs: lost }, ...misspelt];
}

/** RFC 7489 §6.4 had the order of tags: receivers that go by it want p second. */
function orderFaults(tags: readonly Part[]): readonly DmarcFault[] {
  const place = tags.findIndex((part) => halves(part.text)[0] === 'p');
  const part = tags[place];
  return place > 0 && part ? [{ kind: 'policy-not-second', ...part, suggestion: null, costs: 'nothing' }] : [];
}
