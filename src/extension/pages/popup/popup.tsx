/** The popup: understood in five seconds, with everything behind it one step deeper. */

import type { Words } from '../../../explain/words.ts';
import { type Provider, providerOf } from '../../../resolver/providers.ts';
import { browser } from '../../browser.ts';
import { loadSettings } from '../../kept-settings.ts';
import type { Command } from '../../protocol.ts';
import { suggestedResolver } from '../../settings.ts';
import { About } from '../components/about.tsx';
import { Advice } from '../components/advice.tsx';
import { Another } from '../components/another.tsx';
import { CheckedNames } from '../components/checked-names.tsx';
import { Consent } from '../components/consent.tsx';
import { CopyButton } from '../components/copy.tsx';
import { Elsewhere } from '../components/elsewhere.tsx';
import { Findings } from '../components/findings.tsx';
import { Help } from '../components/help.tsx';
import { ShortPath } from '../components/path.tsx';
import { Picker } from '../components/picker.tsx';
import { type Inspected, NoTab, Stage } from '../components/stage.tsx';
import { Status } from '../components/status.tsx';
import { Verdict } from '../components/verdict.tsx';
import { explained } from '../explained.ts';
import { type Following, follow, useFollowing } from '../inspection.ts';
import { useKeys } from '../keys.ts';
import { leaveToCheck } from '../leave.ts';
import { mount } from '../mount.tsx';
import { subjectTab } from '../tab.ts';

/** Servers of the path that are shown before the rest is folded. */
const MOST_STOPS = 9;
/** What is said beside the verdict: the first is the weightiest, the others stand with the reasons. */
const MOST_ADDED = 1;

type Props = { tab: number; following: Following; provider: Provider; words: Words };

function Popup({ tab, following, provider, words }: Props) {
  const [seen, send] = useFollowing(following);
  useKeys();
  return (
    <Stage tab={tab} seen={seen} send={send} words={words}>
      {(inspection) => (
        <Found tab={tab} inspection={inspection} stalled={seen.stalled} send={send} provider={provider} words={words} />
      )}
    </Stage>
  );
}

type FoundProps = {
  tab: number;
  inspection: Inspected;
  stalled: boolean;
  send: (command: Command) => void;
  provider: Provider;
  words: Words;
};

function Found({ tab, inspection, stalled, send, provider, words }: FoundProps) {
  const { step, report, located, consent } = inspection;
  const { explanation, basis, text } = explained(inspection, words);
  const { verdict } = explanation;
  /** Before anything is waited for: the browser asks for its leave only in the handler of the click. */
  const check = async () => {
    if (await leaveToCheck(provider)) send({ kind: 'consent', tab, answer: 'once', resolver: provider.id });
  };
  const openReport = async () => {
    await browser.tabs.create({ url: browser.runtime.getURL(`report/index.html?tab=${tab}`) });
    window.close();
  };
  return (
    <main data-step={step} data-verdict={verdict.id} data-consent-state={consent} aria-busy={step === 'checking'}>
      <About located={located} recorded={report.recorded} basis={basis} words={words} />
      <Picker tab={tab} located={located} send={send} words={words} />
      <Another another={inspection.another} words={words} />
      <Verdict verdict={verdict} basis={basis} most={MOST_ADDED} words={words} />
      <Status step={step} title={verdict.title} words={words} />
      {step === 'recorded' && consent === 'unasked' && (
        <Consent
          recorded={report.recorded}
          provider={provider}
          onAnswer={(answer) => send({ kind: 'consent', tab, answer, resolver: provider.id })}
          words={words}
        />
      )}
      {inspection.elsewhere && <Elsewhere tab={tab} send={send} words={words} />}
      <CheckedNames
        explanation={explanation}
        added={MOST_ADDED}
        state={step === 'checking' ? 'checking' : 'ended'}
        onCheck={step === 'recorded' && consent === 'refused' ? check : null}
        words={words}
      />
      <ShortPath path={explanation.path} fields={report.recorded.fields} most={MOST_STOPS} words={words} />
      <Advice advice={explanation.advice} sender="closed" words={words} />
      <Findings findings={explanation.findings} list="closed" words={words} />
      <footer>
        {stalled && <p role="alert">{words.text('page_failed_stalled')}</p>}
        <button type="button" data-do="again" onClick={() => send({ kind: 'inspect-again', tab })}>
          {words.text('page_again')}
        </button>
        <Help terms={explanation.glossary} words={words} />
        <CopyButton label={words.text('page_copy')} text={text} words={words} shortcut="c" />
        <button type="button" data-do="report" class="first" aria-keyshortcuts="o" onClick={openReport}>
          {words.text('page_report')}
        </button>
      </footer>
    </main>
  );
}

async function view() {
  const [tab, settings] = await Promise.all([subjectTab(location.search), loadSettings()]);
  if (location.search) document.body.dataset['shown'] = 'in-a-tab';
  if (tab === null) return (words: Words) => <NoTab words={words} />;
  const following = follow(tab, 'inspect'); // begun while the words still come
  return (words: Words) => (
    <Popup tab={tab} following={following} provider={providerOf(suggestedResolver(settings))} words={words} />
  );
}

void mount(view());
