/** The report: one inspection in a tab of its own, every fact with what it was made from. */

import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Report } from '../../../engine/report.ts';
import type { Term } from '../../../explain/explanation.ts';
import { ruleLines } from '../../../explain/sender-rules.ts';
import { vendorLines } from '../../../explain/vendor-fields.ts';
import type { Words } from '../../../explain/words.ts';
import { type Provider, providerOf } from '../../../resolver/providers.ts';
import { loadSettings } from '../../kept-settings.ts';
import { type Command, tabOf } from '../../protocol.ts';
import { suggestedResolver } from '../../settings.ts';
import { useAsking } from '../asking.ts';
import { About } from '../components/about.tsx';
import { Advice } from '../components/advice.tsx';
import { Another } from '../components/another.tsx';
import { Checks } from '../components/checks.tsx';
import { Consent } from '../components/consent.tsx';
import { Elsewhere } from '../components/elsewhere.tsx';
import { Findings } from '../components/findings.tsx';
import { Help } from '../components/help.tsx';
import { Identities } from '../components/identities.tsx';
import { Path } from '../components/path.tsx';
import { Picker } from '../components/picker.tsx';
import { type Inspected, Stage } from '../components/stage.tsx';
import { Status } from '../components/status.tsx';
import { Verdict } from '../components/verdict.tsx';
import { exampleNamed, loadExample } from '../examples.ts';
import { explained } from '../explained.ts';
import { follow, useFollowing } from '../inspection.ts';
import { useKeys } from '../keys.ts';
import { mount } from '../mount.tsx';
import { subjectTab } from '../tab.ts';
import { Arc } from './arc-chain.tsx';
import { Compare } from './compare.tsx';
import { Dkim } from './dkim-cards.tsx';
import { Dmarc } from './dmarc-walk.tsx';
import { Export } from './export.tsx';
import { Fields } from './fields.tsx';
import { Glossary } from './glossary.tsx';
import { Ledger } from './ledger.tsx';
import { Open } from './open.tsx';
import { Particulars } from './particulars.tsx';
import { Rules } from './rules.tsx';
import { Services } from './services.tsx';
import { Simulator } from './simulator.tsx';
import { Spf } from './spf-tree.tsx';
import { inferTaken } from './taken.ts';
import { Vendors } from './vendors.tsx';
import { Who } from './who.tsx';

/** More than 60 servers in a row are a loop. */
const MOST_STOPS = 64;
/** RFC 6376 sets no limit; a picture must. */
const MOST_SIGNATURES = 12;

type Props = { tab: number | null; example: Report | null; provider: Provider; words: Words };

/** Of a tab; of a file that was opened here; or of nothing yet. */
function Page({ tab: first, example, provider, words }: Props) {
  const [tab, setTab] = useState(first);
  const [saved, setSaved] = useState(example);
  useKeys();
  const open = (report: Report) => {
    setSaved(report);
    scrollTo(0, 0);
  };
  // Not loaded anew: the octets are in the memory of this page, and nowhere else.
  const openMessage = (own: number) => {
    setSaved(null);
    setTab(own);
    history.replaceState(null, '', `?tab=${own}`);
    scrollTo(0, 0);
  };
  const onOpen = { onReport: open, onMessage: openMessage };
  if (saved)
    return (
      <Whole
        inspection={inspectionOf(saved)}
        stalled={false}
        note={saved === example ? 'page_example' : 'page_opened_report'}
        send={() => {}}
        {...onOpen}
        provider={provider}
        words={words}
      />
    );
  if (tab !== null) return <OfTab tab={tab} {...onOpen} provider={provider} words={words} key={tab} />;
  return (
    <main data-step="none">
      <h1 class="unseen">{words.text('page_report_title')}</h1>
      <Open {...onOpen} words={words} />
    </main>
  );
}

/** A saved report as if its inspection had just ended. There are no octets to check again. */
function inspectionOf(report: Report): Inspected {
  return {
    ...{ subject: { saved: 'file' }, serial: 0, pointed: false, consent: 'refused', located: null, report },
    step: report.verified ? 'done' : 'recorded',
    digest: { header: '', size: 0, bodySize: 0, lineEnding: 'none', bodies: [], fidelity: 'approximate' },
  };
}

type OnOpen = { onReport: (report: Report) => void; onMessage: (tab: number) => void };
type OfTabProps = OnOpen & { tab: number; provider: Provider; words: Words };

function OfTab({ tab, words, ...rest }: OfTabProps) {
  const following = useMemo(() => follow(tab, 'watch'), [tab]);
  useEffect(() => following.close, [following]);
  const [seen, send] = useFollowing(following);
  return (
    <Stage tab={tab} seen={seen} send={send} words={words}>
      {(inspection) => <Whole inspection={inspection} stalled={seen.stalled} send={send} words={words} {...rest} />}
    </Stage>
  );
}

type WholeProps = OnOpen & {
  inspection: Inspected;
  stalled: boolean;
  /** Of a report of which nothing is stored: where it is from. */
  note?: 'page_example' | 'page_opened_report';
  send: (command: Command) => void;
  provider: Provider;
  words: Words;
};

function Whole({ inspection, stalled, note, send, onReport, onMessage, provider, words }: WholeProps) {
  const asking = useAsking(inspection, stalled, send, inferTaken);
  const { subject, step, report, located, consent } = inspection;
  const tab = tabOf(subject);
  const { recorded, verified } = report;
  const { judgement, explanation, basis } = explained(inspection, words);
  const { verdict, advice } = explanation;
  const rules = ruleLines(judgement, words);
  const vendors = vendorLines(recorded, words);
  const services = verified?.services ?? [];
  const there: Readonly<Partial<Record<Chapter, boolean>>> = {
    advice: step === 'checking' || advice.recipient.length + advice.administrator.length > 0,
    'what-if': step !== 'recorded' && recorded.author.domain !== null,
    findings: explanation.findings.length > 0,
    spf: verified?.spf != null,
    dkim: verified?.dkim != null,
    dmarc: verified?.dmarc != null,
    arc: (verified?.arc?.sets.length ?? 0) > 0,
    vendors: vendors.length > 0,
    services: services.length > 0,
  };
  return (
    <main data-step={step} data-verdict={verdict.id} data-consent-state={consent} aria-busy={step === 'checking'}>
      <About located={located} recorded={recorded} basis={basis} words={words} />
      {tab !== null && <Picker tab={tab} located={located} send={send} words={words} />}
      <Another another={inspection.another} words={words} />
      <Verdict verdict={verdict} basis={basis} most={verdict.added.length} words={words} />
      <Status step={step} title={verdict.title} words={words} />
      {note && <p class="saved quiet">{words.text(note)}</p>}
      <Contents chapters={chapters.filter((one) => there[one] ?? true)} terms={explanation.glossary} words={words} />
      {step === 'recorded' && consent === 'unasked' && tab !== null && (
        <Consent
          recorded={recorded}
          provider={provider}
          onAnswer={(answer) => send({ kind: 'consent', tab, answer, resolver: provider.id })}
          words={words}
        />
      )}
      <Advice advice={advice} sender="open" words={words} />
      {inspection.elsewhere && tab !== null && <Elsewhere tab={tab} send={send} words={words} />}
      <Identities lines={explanation.identities} most={MOST_SIGNATURES} words={words} />
      <Checks explanation={explanation} added={verdict.added.length} details="open" words={words} />
      {step === 'done' && <Simulator judgement={judgement} words={words} />}
      <Path path={explanation.path} fields={recorded.fields} most={MOST_STOPS} steps="open" words={words} />
      <Findings findings={explanation.findings} list="open" words={words} />
      <Particulars judgement={judgement} words={words} />
      <Who judgement={judgement} words={words} />
      {verified?.spf && <Spf spf={verified.spf} words={words} />}
      {verified?.dkim && (
        <Dkim checks={verified.dkim} alignments={verified.dmarc?.alignments ?? []} asking={asking} words={words} />
      )}
      {verified?.dmarc && <Dmarc dmarc={verified.dmarc} words={words} />}
      {verified?.arc && <Arc arc={verified.arc} claims={recorded.claims} words={words} />}
      <Rules rules={rules} words={words} />
      <Vendors lines={vendors} words={words} />
      <Services services={services} words={words} />
      <Fields report={report} words={words} />
      <Ledger ledger={verified?.ledger ?? []} words={words} />
      <Glossary terms={explanation.glossary} words={words} />
      <Export judgement={judgement} words={words} />
      <Compare inspection={inspection} judgement={judgement} words={words} />
      <Open onReport={onReport} onMessage={onMessage} words={words} />
    </main>
  );
}

/** In the order of the page. */
const chapters = [
  'advice',
  'identities',
  'checks',
  'what-if',
  'path',
  'findings',
  'particulars',
  'who',
  'spf',
  'dkim',
  'dmarc',
  'arc',
  'rules',
  'vendors',
  'services',
  'fields',
  'ledger',
  'glossary',
  'export',
  'compare',
  'open',
] as const;
type Chapter = (typeof chapters)[number];

function titleOf(chapter: Chapter, words: Words): string {
  switch (chapter) {
    case 'spf':
    case 'dkim':
    case 'dmarc':
    case 'arc':
      return words.text(`term_${chapter}`);
    case 'what-if':
      return words.text('page_what_if');
    case 'findings':
      return words.text('page_findings_title');
    default:
      return words.text(`page_${chapter}`);
  }
}

type ContentsProps = { chapters: readonly Chapter[]; terms: readonly Term[]; words: Words };

function Contents({ chapters: there, terms, words }: ContentsProps) {
  return (
    <nav class="contents" aria-label={words.text('page_contents')}>
      {there.map((chapter) => (
        <a href={`#${chapter}`} key={chapter}>
          {titleOf(chapter, words)}
        </a>
      ))}
      <a href="../options/index.html" target="_blank" rel="noreferrer" data-way="settings">
        {words.text('page_settings')}
      </a>
      <Help terms={terms} words={words} />
    </nav>
  );
}

async function start(): Promise<void> {
  const named = new URLSearchParams(location.search).has('tab');
  const id = exampleNamed(location.search);
  const [tab, settings, example] = await Promise.all([
    named ? subjectTab(location.search) : null,
    loadSettings(),
    id && loadExample(id),
  ]);
  await mount((words) => {
    document.title = words.text('page_report_title');
    return <Page tab={tab} example={example} provider={providerOf(suggestedResolver(settings))} words={words} />;
  });
}

void start();
