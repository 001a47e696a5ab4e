/** What each step on the way to a message sees in the Gmail tab, without its content: to be copied into a report of a fault. */

import { useState } from 'preact/hooks';
import type { Words } from '../../../explain/words.ts';
import { browser } from '../../browser.ts';
import { gmailHost, type ReaderRequest } from '../../protocol.ts';
import { CopyButton } from '../components/copy.tsx';

type State = 'idle' | 'running' | 'no-tab' | { readonly lines: readonly string[] };

/** The Gmail tab that was looked at last; null where there is none. */
async function gmailTab(): Promise<number | null> {
  const tabs = await browser.tabs.query({ url: 'https://mail.google.com/mail/*' });
  const [newest] = tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  return newest?.id ?? null;
}

async function survey(tab: number): Promise<readonly string[]> {
  const request: ReaderRequest = { kind: 'survey', serial: 0, meant: { by: 'view' } };
  const send = () => browser.tabs.sendMessage(tab, request) as Promise<readonly string[]>;
  const { permissions = [], origins = [] } = await browser.permissions.getAll();
  const own = [
    `Waybill ${browser.runtime.getManifest().version}, ${navigator.userAgent}`,
    `allowed: ${[...permissions, ...new Set(origins)].join(', ')}`,
  ];
  try {
    const seen = await send().catch(async () => {
      // From the root: Firefox takes a path as seen from this page.
      await browser.scripting.executeScript({ target: { tabId: tab }, files: ['/reader.js'] });
      return send();
    });
    return [...own, ...seen];
  } catch (error) {
    return [...own, `the tab cannot be read: ${String(error)}, ${gmailHost.origins.join(' ')}`];
  }
}

export function Diagnose({ words }: { words: Words }) {
  const [state, setState] = useState<State>('idle');
  const run = async () => {
    setState('running');
    const tab = await gmailTab();
    setState(tab === null ? 'no-tab' : { lines: await survey(tab) });
  };
  const text = () => (typeof state === 'object' ? state.lines.join('\n') : '');
  return (
    <section class="diagnose">
      <h2>{words.text('page_diagnose')}</h2>
      <p>{words.text('page_diagnose_more')}</p>
      <div class="answers">
        <button type="button" data-do="diagnose" disabled={state === 'running'} onClick={run}>
          {words.text('page_diagnose_do')}
        </button>
        {typeof state === 'object' && <CopyButton label={words.text('page_copy')} text={text} words={words} />}
        <p role="status">
          {state === 'running' && words.text('page_diagnose_running')}
          {state === 'no-tab' && words.text('page_diagnose_no_tab')}
        </p>
      </div>
      {typeof state === 'object' && (
        <pre class="survey" dir="ltr">
          {text()}
        </pre>
      )}
    </section>
  );
}
