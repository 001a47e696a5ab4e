/** Who is who: the sender that is seen, the return address, and each signature, with how they are related. */

import type { Author } from '../engine/message/author.ts';
import type { Report } from '../engine/report.ts';
import type { Judgement } from '../judgement/judgement.ts';
import type { Identifier, Standing } from '../judgement/results.ts';
import type { Cell, IdentityLine } from './explanation.ts';
import { absentCell, type ResultKeyword, resultCell } from './result-word.ts';
import { shownDomain } from './shown.ts';
import type { Words } from './words.ts';

/** Of a malformed sender's domains, those that are shown. */
const MOST_AUTHORS = 4;
/** More signatures than this are not shown as boxes; the report lists all. */
const MOST_SIGNATURES = 12;

export function identityLines({ report, spf, signatures }: Judgement, words: Words): readonly IdentityLine[] {
  const { author, envelope } = report.recorded;
  const shown = author.domain ? shownDomain(author.domain) : severalDomains(author) || words.text('value_none');
  const from: IdentityLine = {
    id: 'from',
    label: words.text('identity_from'),
    value: shown,
    cell: null,
    relation: null,
    aligned: false,
    relationWord: null,
  };
  const mailFrom: IdentityLine = {
    id: 'mail-from',
    label: words.text(`identity_${spf?.identity ?? 'mail_from'}`),
    value: spf?.domain
      ? shownDomain(spf.domain)
      : words.text(envelope.mailFrom ? 'value_null_path' : 'value_not_recorded'),
    cell: spf ? cellOf(spf.standing, report, words) : null,
    ...related(spf),
  };
  const dkim = signatures.slice(0, MOST_SIGNATURES).map(
    (one): IdentityLine => ({
      id: 'dkim',
      label: words.text('identity_dkim'),
      value: one.domain ? shownDomain(one.domain) : words.text('value_unreadable'),
      cell: cellOf(one.standing, report, words),
      ...related(one),
    }),
  );
  const unsigned: IdentityLine = {
    id: 'dkim',
    label: words.text('identity_dkim'),
    value: words.text('value_no_signature'),
    cell: null,
    ...related(null),
  };
  return [from, mailFrom, ...(dkim.length > 0 ? dkim : [unsigned])];

  function related(one: Identifier | null): Pick<IdentityLine, 'relation' | 'aligned' | 'relationWord'> {
    if (!one?.domain || !author.domain) return { relation: null, aligned: false, relationWord: null };
    return {
      relation: one.relation,
      aligned: one.aligned,
      relationWord: words.text(`relation_${one.relation}`),
    };
  }
}

/** A malformed sender may name several: a mail program shows the one or the other. */
function severalDomains({ mailboxes }: Author): string {
  const domains = new Set(mailboxes.flatMap(({ domain }) => (domain ? [shownDomain(domain)] : [])));
  return [...domains].slice(0, MOST_AUTHORS).join(', ');
}

function cellOf(standing: Standing<ResultKeyword>, { verified }: Report, words: Words): Cell {
  if (standing.result !== null) return resultCell(standing.result, words);
  if (verified === null) return absentCell('cell_not_checked', words);
  return absentCell(verified.complete ? 'cell_not_judged' : 'cell_checking', words);
}
