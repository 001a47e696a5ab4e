/** A list of names and values, as the report's cards show them. A value that is not there is said to be not there. */

import type { ComponentChildren } from 'preact';
import { decodeUtf8 } from '../../../engine/octets.ts';
import { dateWord } from '../../../explain/numbers.ts';
import type { Words } from '../../../explain/words.ts';
import { Name } from '../components/name.tsx';

export type Fact = { readonly label: string; readonly value: ComponentChildren };

export function Facts({ facts, words }: { facts: readonly Fact[]; words: Words }) {
  return (
    <dl class="facts">
      {facts.map(({ label, value }) => (
        <Pair label={label} key={label}>
          {value === null || value === '' ? <span class="quiet">{words.text('page_absent')}</span> : value}
        </Pair>
      ))}
    </dl>
  );
}

function Pair({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** An octet string of the DNS or the mail; null stays null, for Facts to say so. */
export function octets(text: string | null) {
  return text === null ? null : (
    <code>
      <Name text={decodeUtf8(text)} />
    </code>
  );
}

/** A time in the reader's zone; seconds since 1970. */
export function moment(seconds: number | null, words: Words): string | null {
  return seconds === null ? null : (dateWord(seconds, words, {}) ?? String(seconds));
}
