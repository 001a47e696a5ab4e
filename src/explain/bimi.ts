/** The line of BIMI: the logo that a domain names for its mail. Shown only where there is a record, or a result of the receiver. */

import type { BimiCheck } from '../engine/bimi/bimi.ts';
import type { Report } from '../engine/report.ts';
import type { Cell, CheckLine } from './explanation.ts';
import { bimiReason, plain } from './reason.ts';
import { absentCell, type ResultKeyword, resultCell, writtenCell } from './result-word.ts';
import { receiverName, shownDomain, shownText } from './shown.ts';
import type { Words } from './words.ts';

export function bimiLine(report: Report, words: Words): readonly CheckLine[] {
  const { recorded, verified } = report;
  const check = verified?.bimi ?? null;
  const claim = recorded.claims.find((one) => one.grade === 'recorded' && one.method === 'bimi') ?? null;
  const place = placeOf(report);
  const found = check !== null && (check.record !== null || check.result === 'fail');
  if (!found && !claim && !place) return [];
  const receiver = receiverName(recorded.receiver);
  return [
    {
      check: 'bimi',
      name: 'BIMI',
      recorded: claim ? writtenCell(claim.result, words) : absentCell('cell_not_recorded', words),
      now: nowCell(report, check, words),
      subject: check?.domain ? shownDomain(check.domain) : null,
      of: null,
      relation: null,
      count: 1,
      aligned: null,
      note: words.text('note_bimi'),
      details: [
        ...(check ? [bimiReason(check.reason, words)] : []),
        ...(check?.record ? recordDetails(check, words).map(plain) : []),
        ...(place ? [plain(words.text('bimi_location_recorded', { receiver, place }))] : []),
      ],
    },
  ];
}

/** Where the receiver itself says that the logo is: BIMI-Location above the boundary. It says so in no result. */
function placeOf({ recorded: { fields, boundary } }: Report): string | null {
  const field = fields.find(({ key, index }) => key === 'bimi-location' && boundary && index < boundary.field);
  return field ? shownText(field.value) : null;
}

function recordDetails({ selector, domain, record }: BimiCheck, words: Words): readonly string[] {
  if (!record?.location) return [];
  const name = shownDomain(`${selector}._bimi.${domain}`);
  return [
    words.text('bimi_logo', { name, place: shownText(record.location) }),
    record.evidence
      ? words.text('bimi_certificate', { place: shownText(record.evidence) })
      : words.text('bimi_no_certificate'),
    ...(record.localPartSelectors ? [words.text('bimi_local_part')] : []),
  ];
}

function nowCell({ verified }: Report, check: BimiCheck | null, words: Words): Cell {
  if (verified === null) return absentCell('cell_not_checked', words);
  if (check === null) return absentCell(verified.complete ? 'cell_not_judged' : 'cell_checking', words);
  if (check.reason === 'indicator-published')
    return { tone: 'none', word: words.text('cell_published'), keyword: check.result };
  return check.result ? resultCell(check.result satisfies ResultKeyword, words) : absentCell('cell_not_judged', words);
}
