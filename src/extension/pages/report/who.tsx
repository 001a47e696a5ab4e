/** Every identity of the message, with what it means. */

import type { Recorded } from '../../../engine/report.ts';
import type { Words } from '../../../explain/words.ts';
import { Name, Quoted } from '../components/name.tsx';
import { type Fact, Facts, moment, octets } from './facts.tsx';

/** The addresses of From, each on its own line. */
function author({ author: { mailboxes } }: Recorded) {
  return mailboxes.map(({ displayName, address }) => (
    <div key={address + displayName}>
      {displayName && <Quoted text={displayName} />} <Name text={displayName ? `<${address}>` : address} />
    </div>
  ));
}

/** Fields that are shown as they were written. */
const written = ['sender', 'reply-to', 'to', 'list-id'] as const;

function writtenFacts(recorded: Recorded): readonly Fact[] {
  return written.flatMap((key) =>
    recorded.fields
      .filter((field) => field.key === key)
      .map((field) => ({ label: field.name, value: octets(field.value.trim()) })),
  );
}

export function Who({ recorded, words }: { recorded: Recorded; words: Words }) {
  const { envelope } = recorded;
  const facts: readonly Fact[] = [
    { label: words.text('page_who_from'), value: recorded.author.mailboxes.length > 0 ? author(recorded) : null },
    {
      label: words.text('page_who_mail_from'),
      value:
        envelope.mailFrom && (envelope.mailFrom.value === '' ? <code>&lt;&gt;</code> : octets(envelope.mailFrom.value)),
    },
    { label: words.text('page_who_ip'), value: envelope.ip && <Name text={envelope.ip.value} /> },
    { label: words.text('page_who_helo'), value: envelope.helo && octets(envelope.helo.value) },
    ...writtenFacts(recorded),
    { label: 'Message-ID', value: octets(recorded.messageId) },
    { label: words.text('page_who_date'), value: moment(recorded.date, words) },
  ];
  return (
    <section id="who" aria-labelledby="who-title">
      <h2 id="who-title">{words.text('page_who')}</h2>
      <Facts facts={facts} words={words} />
    </section>
  );
}
