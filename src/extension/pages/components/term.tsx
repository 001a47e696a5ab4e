/** A term of mail as a button: pressed, it says its meaning in one line. Those who hear the page have the line with the button. */

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import './term.css';

/** Terms with a meaning in the catalogue, under the same key and `_meaning`. */
export type TermKey =
  | `term_${'spf' | 'dkim' | 'dmarc' | 'arc' | 'bimi' | 'header_from' | 'envelope_from' | 'relaxed' | 'strict'}`
  | `role_${'mua' | 'msa' | 'mta' | 'mx' | 'mda' | 'relay'}`;

/** Beside its button, within the window. */
function place(meaning: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { width, height } = meaning.getBoundingClientRect();
  const below = at.bottom + 4;
  const top = below + height > clientHeight && at.top > height + 4 ? at.top - height - 4 : below;
  meaning.style.left = `${Math.max(8, Math.min(at.left, clientWidth - width - 8))}px`;
  meaning.style.top = `${Math.max(8, top)}px`;
}

type Props = { meaning: string; children: ComponentChildren };

/** Any word with its meaning. */
export function Meaning({ meaning, children }: Props) {
  const id = useId();
  if (meaning === '') return <>{children}</>;
  return (
    <>
      <button type="button" class="term" popovertarget={id} aria-describedby={id}>
        {children}
      </button>
      <span
        popover="auto"
        class="meaning"
        id={id}
        onToggle={({ currentTarget }) => {
          const button = currentTarget.previousElementSibling;
          if (currentTarget.matches(':popover-open') && button instanceof HTMLElement) place(currentTarget, button);
        }}
      >
        {visible(meaning)}
      </span>
    </>
  );
}

export function Term({ of, words }: { of: TermKey; words: Words }) {
  return <Meaning meaning={words.text(`${of}_meaning`)}>{words.text(of)}</Meaning>;
}
