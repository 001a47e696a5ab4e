/** Help, in a dialog: what the answer means, the terms, the keys of the page, and the ways to the settings and the welcome page. */

import { useRef, useState } from 'preact/hooks';
import type { Term } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { Shape } from './shape.tsx';
import './help.css';

type Key = { readonly key: string; readonly does: string };

/** Read from the buttons that they press. */
function keysOfPage(): readonly Key[] {
  return [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].map((one) => ({
    key: one.getAttribute('aria-keyshortcuts') ?? '',
    does: one.getAttribute('aria-label') ?? one.innerText.trim(),
  }));
}

const answers = [
  ['pass', 'page_help_confirmed'],
  ['caution', 'page_help_unclear'],
  ['fail', 'page_help_contradicted'],
] as const;

export function Help({ terms, words }: { terms: readonly Term[]; words: Words }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [keys, setKeys] = useState<readonly Key[]>([]);
  const open = () => {
    if (dialog.current?.open) return dialog.current.close();
    setKeys(keysOfPage());
    dialog.current?.showModal();
  };
  return (
    <>
      <button
        type="button"
        class="help-button"
        aria-keyshortcuts="?"
        aria-label={words.text('page_help')}
        onClick={open}
      >
        ?
      </button>
      <dialog class="help" ref={dialog} aria-labelledby="help">
        <form method="dialog">
          <h2 id="help">{words.text('page_help')}</h2>
          <button type="submit">{words.text('page_keys_close')}</button>
        </form>
        <h3>{words.text('page_help_answers')}</h3>
        <ul>
          {answers.map(([tone, key]) => (
            <li key={key}>
              <Shape tone={tone} /> <span>{words.text(key)}</span>
            </li>
          ))}
        </ul>
        <p class="ways">
          <Ways words={words} />
        </p>
        <details>
          <summary>
            <h3>{words.text('page_keys')}</h3>
          </summary>
          <dl class="keys">
            {keys.map(({ key, does }) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <p class="quiet">{words.text('page_keys_tab')}</p>
        </details>
        {terms.length > 0 && (
          <details>
            <summary>
              <h3>{words.text('page_glossary')}</h3>
            </summary>
            <dl>
              {terms.map(({ term, meaning }) => (
                <div key={term}>
                  <dt>{visible(term)}</dt>
                  <dd>{visible(meaning)}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </dialog>
    </>
  );
}

/** To the other pages of the extension. */
export function Ways({ words }: { words: Words }) {
  const ways = [
    ['settings', '../options/index.html', 'page_settings'],
    ['privacy', '../options/index.html#leaves', 'page_privacy'],
    ['welcome', '../welcome/index.html', 'page_how_mail_travels'],
  ] as const;
  return (
    <>
      {ways.map(([way, href, label]) => (
        <a href={href} target="_blank" rel="noreferrer" data-way={way} key={way}>
          {words.text(label)}
        </a>
      ))}
    </>
  );
}
