/** All keys of the page, in a dialog: read from the buttons that they press. */

import { useRef, useState } from 'preact/hooks';
import type { Words } from '../../../explain/words.ts';
import './key-list.css';

type Key = { readonly key: string; readonly does: string };

function keysOfPage(): readonly Key[] {
  return [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].map((one) => ({
    key: one.getAttribute('aria-keyshortcuts') ?? '',
    does: one.getAttribute('aria-label') ?? one.innerText.trim(),
  }));
}

export function KeyList({ words }: { words: Words }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [keys, setKeys] = useState<readonly Key[]>([]);
  const open = () => {
    if (dialog.current?.open) return dialog.current.close();
    setKeys(keysOfPage());
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" class="keys" aria-keyshortcuts="?" aria-label={words.text('page_keys')} onClick={open}>
        ?
      </button>
      <dialog class="key-list" ref={dialog} aria-labelledby="key-list">
        <h2 id="key-list">{words.text('page_keys')}</h2>
        <dl>
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
        <form method="dialog">
          <button type="submit">{words.text('page_keys_close')}</button>
        </form>
      </dialog>
    </>
  );
}
