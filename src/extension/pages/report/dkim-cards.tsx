/** Each DKIM signature on a card: who signs, with which key, what is signed, and why it holds or does not. */

import type { DkimCheck, DkimSignature } from '../../../engine/dkim/dkim.ts';
import type { Alignment } from '../../../engine/dmarc/dmarc.ts';
import { snake } from '../../../explain/message-key.ts';
import { dkimReason } from '../../../explain/reason.ts';
import { resultCell } from '../../../explain/result-word.ts';
import { moreSignatures, tagLine, unjudgedLines, unsignedLine, unsignedRest } from '../../../explain/signatures.ts';
import type { Words } from '../../../explain/words.ts';
import type { Asking } from '../asking.ts';
import { FieldLink } from '../components/field-link.tsx';
import { Details, Name, Sentences } from '../components/name.tsx';
import { Result, type Weight } from '../components/shape.tsx';
import { Why } from '../components/why.tsx';
import { Facts, moment, octets } from './facts.tsx';

type Props = { checks: readonly DkimCheck[]; alignments: readonly Alignment[]; asking: Asking; words: Words };

export function Dkim({ checks, alignments, asking, words }: Props) {
  const aligned = (check: DkimCheck) => alignments.some((one) => one.field === check.field && one.aligned);
  return (
    <section id="dkim" aria-labelledby="dkim-title">
      <h2 id="dkim-title">DKIM</h2>
      {checks.length === 0 && <p>{words.text('page_dkim_none')}</p>}
      {checks.filter(isJudged).map((check) => (
        <Card
          check={check}
          weight={aligned(check) ? 'solid' : 'outline'}
          key={check.field}
          asking={asking}
          words={words}
        />
      ))}
      <Sentences lines={moreSignatures(checks, words)} />
      <Sentences lines={unjudgedLines(asking.inspection.report.recorded, words)} />
    </section>
  );
}

/** A header section has room for thousands: those beyond the limit share a line. */
const isJudged = ({ reason }: DkimCheck) => reason !== 'too-many-signatures';

function half(result: 'pass' | 'fail' | null, weight: Weight, words: Words) {
  return result && <Result cell={resultCell(result, words)} weight={weight} />;
}

function signed(signature: DkimSignature | null, words: Words) {
  if (!signature) return [];
  return [
    { label: words.text('page_dkim_signed'), value: octets(signature.h.join(', ')) },
    {
      label: words.text('page_dkim_how'),
      value: <Name text={`${signature.algorithm}; ${signature.c.header}/${signature.c.body}`} />,
    },
    { label: words.text('page_dkim_agent'), value: octets(signature.i) },
    { label: words.text('page_dkim_time'), value: moment(signature.t, words) },
    ...(signature.x === null ? [] : [{ label: words.text('page_dkim_until'), value: moment(signature.x, words) }]),
    ...(signature.l === null ? [] : [{ label: words.text('page_dkim_length'), value: String(signature.l) }]),
  ];
}

type CardProps = { check: DkimCheck; weight: Weight; asking: Asking; words: Words };

function Card({ check, weight, asking, words }: CardProps) {
  const { key } = check;
  const strength = key?.type && `${key.type}${key.bits === null ? '' : `, ${key.bits} bit`}`;
  const facts = [
    { label: words.text('page_dkim_body'), value: half(check.bodyHash, weight, words) },
    { label: words.text('page_dkim_header'), value: half(check.headerSignature, weight, words) },
    { label: words.text('page_dkim_key'), value: key && <Name text={key.name} /> },
    { label: words.text('page_dkim_strength'), value: strength ?? null },
    { label: words.text('page_dkim_record'), value: octets(key?.record ?? null) },
    ...signed(check.signature, words),
  ];
  return (
    <article class="card" data-field={check.field} data-result={check.result ?? 'null'}>
      <h3>
        {check.domain ? octets(check.domain) : words.text('page_dkim_unreadable')}{' '}
        {check.result && <Result cell={resultCell(check.result, words)} weight={weight} />}
      </h3>
      <FieldLink index={check.field} words={words} />
      <div class="why">
        <Details lines={[dkimReason(check.reason, words)]} />
      </div>
      <Sentences lines={tagLine(check, words)} />
      <Why check={check} asking={asking} words={words} />
      <Sentences lines={[...unsignedLine(check, asking.inspection.report, words), ...unsignedRest(check, words)]} />
      {check.notes.length > 0 && (
        <ul class="notes">
          {check.notes.map((note) => (
            <li key={note}>{words.text(`dkim_note_${snake(note)}`)}</li>
          ))}
        </ul>
      )}
      <Facts facts={facts} words={words} />
    </article>
  );
}
