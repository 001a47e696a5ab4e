/** The welcome page: how to begin, examples that need no network, how a mail travels, and what leaves the browser. */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { VerdictLine } from '../../../explain/explanation.ts';
import { verdictLine } from '../../../explain/verdict.ts';
import type { MessageKey, Words } from '../../../explain/words.ts';
import { judge } from '../../../judgement/judgement.ts';
import { visible } from '../../visible.ts';
import { Shape } from '../components/shape.tsx';
import { type ExampleId, examples } from '../example-list.ts';
import { exampleAddress, loadExample } from '../examples.ts';
import { mount } from '../mount.tsx';
import { Drawing } from './drawing.tsx';

const GMAIL = 'https://mail.google.com/';

/** What the article teaches, each with the chapter of the example's report that shows it. */
const lessons: readonly (readonly [title: MessageKey, text: MessageKey, chapter: string])[] = [
  ['welcome_stations', 'welcome_stations_more', 'path'],
  ['welcome_senders', 'welcome_senders_more', 'identities'],
  ['welcome_relay', 'welcome_relay_more', 'services'],
  ['welcome_auth', 'welcome_auth_more', 'path'],
  ['welcome_ports', 'welcome_ports_more', 'path'],
  ['term_spf', 'welcome_spf_more', 'spf'],
  ['term_dkim', 'welcome_dkim_more', 'dkim'],
  ['welcome_dmarc', 'welcome_dmarc_more', 'dmarc'],
];

function Step({ number, title, children }: { number: number; title: string; children: ComponentChildren }) {
  return (
    <li>
      <h3>
        <span aria-hidden="true">{number}</span> {title}
      </h3>
      {children}
    </li>
  );
}

function Welcome({ words }: { words: Words }) {
  const text = (key: MessageKey) => words.text(key);
  return (
    <main>
      <header>
        <h1>{text('welcome_title')}</h1>
        <p class="lead">{text('welcome_lead')}</p>
      </header>
      <section aria-labelledby="begin">
        <h2 id="begin">{text('welcome_steps')}</h2>
        <ol class="cards three">
          <Step number={1} title={text('welcome_pin')}>
            <p>{text('welcome_pin_more')}</p>
          </Step>
          <Step number={2} title={text('welcome_open')}>
            <p>{text('welcome_open_more')}</p>
            <a class="button" href={GMAIL} target="_blank" rel="noreferrer" data-do="gmail">
              {text('welcome_open_gmail')}
            </a>
          </Step>
          <Step number={3} title={text('welcome_click')}>
            <p>{text('welcome_click_more')}</p>
          </Step>
        </ol>
      </section>
      <section aria-labelledby="examples">
        <h2 id="examples">{text('welcome_examples')}</h2>
        <p class="quiet">{text('welcome_examples_more')}</p>
        <ul class="cards five">
          {examples.map(({ id, title }) => (
            <li key={id}>
              <Card id={id} title={text(title)} words={words} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="travels">
        <h2 id="travels">{text('welcome_travels')}</h2>
        <Drawing words={words} />
        <dl class="lessons">
          {lessons.map(([title, more, chapter]) => (
            <div key={title}>
              <dt>{text(title)}</dt>
              <dd>
                <p>{text(more)}</p>
                <See chapter={chapter} about={text(title)} words={words} />
              </dd>
            </div>
          ))}
        </dl>
        <p>{text('welcome_seed_more')}</p>
        <p>
          <See chapter="" about={text('welcome_example_seed')} words={words} />
        </p>
      </section>
      <section aria-labelledby="leaves">
        <h2 id="leaves">{text('welcome_leaves')}</h2>
        <dl class="leaves">
          {(['self', 'yes', 'never'] as const).map((when) => (
            <div key={when}>
              <dt>{text(`welcome_leaves_${when}`)}</dt>
              <dd>{text(`welcome_leaves_${when}_more`)}</dd>
            </div>
          ))}
        </dl>
        <p>
          <a href="../options/index.html" target="_blank" rel="noreferrer">
            {text('page_settings')}
          </a>
        </p>
      </section>
    </main>
  );
}

/** What it is, and the answer that its report gives. */
function Card({ id, title, words }: { id: ExampleId; title: string; words: Words }) {
  const [verdict, setVerdict] = useState<VerdictLine | null>(null);
  useEffect(() => {
    void loadExample(id).then((report) => setVerdict(verdictLine(judge(report), words)));
  }, [id, words]);
  return (
    <a href={exampleAddress(id)} target="_blank" rel="noreferrer" data-example={id} data-verdict={verdict?.id}>
      <b>{title}</b>
      {verdict && (
        <span class="answer">
          <Shape tone={verdict.tone} /> {visible(verdict.title)}
        </span>
      )}
    </a>
  );
}

/** Read alone, each link says where it leads. */
function See({ chapter, about, words }: { chapter: string; about: string; words: Words }) {
  return (
    <a href={exampleAddress('service-signed', chapter)} target="_blank" rel="noreferrer">
      {words.text('welcome_see')}
      <span class="unseen"> ({about})</span>
    </a>
  );
}

void mount((words) => {
  document.title = `Waybill: ${words.text('welcome_title')}`;
  return <Welcome words={words} />;
});
