/** A button that copies a text, and says that it did. */

import { useState } from 'preact/hooks';
import type { Words } from '../../../explain/words.ts';

type Props = {
  label: string;
  text: () => string;
  words: Words;
  /** The key that does the same, where there is one. */
  shortcut?: string;
};

/** Writes to the clipboard; refused where the browser does not let it. */
export async function copyText(text: string): Promise<'copied' | 'refused'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return 'refused';
  }
}

const said = { copied: 'page_copied', refused: 'page_refused' } as const;

export function CopyButton({ label, text, words, shortcut }: Props) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async () => {
    setState(await copyText(text()));
    setTimeout(() => setState('idle'), 2000);
  };
  return (
    <button type="button" data-copy={state} aria-keyshortcuts={shortcut} onClick={copy}>
      <span aria-live="polite">{state === 'idle' ? label : words.text(said[state])}</span>
    </button>
  );
}
