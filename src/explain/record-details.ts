/** What is said of the record that a check stands on: the term or tag that decided, what is wrong in it, and what the former rules had. */

import type { DmarcCheck } from '../engine/dmarc/dmarc.ts';
import { dmarcFaults } from '../engine/dmarc/reasons.ts';
import { spfFaults } from '../engine/spf/reasons.ts';
import type { SpfCheck } from '../engine/spf/spf.ts';
import type { Detail } from './explanation.ts';
import { dmarcFaultSentence, spfFaultSentence } from './fault.ts';
import { plain } from './reason.ts';
import { rfc7489Sentences } from './rfc7489-answer.ts';
import { shownDomain, shownText } from './shown.ts';
import type { Words } from './words.ts';

/** Faults of a record that are told beside its check; the report shows all. */
const MOST_FAULTS = 6;

/** The term that decided, what is wrong in the record, and why names lead nowhere. */
export function spfRecordDetails({ decidedBy: place, tree, voids }: SpfCheck, words: Words): readonly Detail[] {
  const faults = (tree?.published ?? []).flatMap((one) => one.faults);
  const byIpv6 = voids.length > 0 && voids.every(({ why }) => why === 'no-ipv6-address');
  return [
    ...(place?.term
      ? [plain(words.text('spf_decided', { term: shownText(place.term), domain: shownDomain(place.domain) }))]
      : []),
    ...faults
      .slice(0, MOST_FAULTS)
      .map((fault) => ({ text: spfFaultSentence(fault, words), rule: spfFaults[fault.kind].rule })),
    ...(byIpv6 ? [{ text: words.text('spf_voids_ipv6'), rule: 'RFC 7208 §4.6.4' }] : []),
  ];
}

/** What is worth a word in the record: test mode, tags that are gone, and another answer under the former rules. */
export function dmarcRecordDetails(check: DmarcCheck, words: Words): readonly Detail[] {
  const ignored = check.record?.ignored ?? [];
  const faults = check.walk
    .flatMap(({ published }) => published.flatMap((one) => one.faults))
    .filter(({ kind }) => kind !== 'tag-historic'); // said below
  return [
    ...faults
      .slice(0, MOST_FAULTS)
      .map((fault) => ({ text: dmarcFaultSentence(fault, words), rule: dmarcFaults[fault.kind].rule })),
    ...decidedDetails(check, words),
    ...(check.record?.t === 'y' ? [{ text: words.text('dmarc_test_mode'), rule: 'RFC 9989 §4.7' }] : []),
    ...goneTags
      .filter((gone) => ignored.some(({ tag }) => tag === gone))
      .map((tag) => plain(words.text(`dmarc_gone_${tag}`))),
    ...rfc7489Sentences(check, words).map(plain),
  ];
}

/** Tags beside the policy that decided: strictness, test mode, the end of a walk. */
function decidedDetails({ deciding }: DmarcCheck, words: Words): readonly Detail[] {
  const others = deciding.filter(({ tag }) => tag !== 'p' && tag !== 'sp' && tag !== 'np');
  if (others.length === 0) return [];
  const tags = others.map(({ tag, text, domain }) =>
    words.text('noted', { value: shownText(text ?? `${tag}=`), note: shownDomain(domain) }),
  );
  return [plain(words.text('dmarc_decided', { tags: tags.join(', ') }))];
}

/** Tags of RFC 7489 §6.3 that RFC 9989 no longer has. */
const goneTags = ['pct', 'rf', 'ri'] as const;
