/** A name from the mail or the DNS, and a sentence that may hold one. Text, never markup. */

import { visible } from '../visible.ts';

/** Domains, addresses and record texts read from left to right in every language. */
export function Name({ text }: { text: string }) {
  return (
    <bdi class="name" dir="ltr">
      {visible(text)}
    </bdi>
  );
}

/** Text of others in their own direction: subjects, display names. */
export function Quoted({ text }: { text: string }) {
  return <bdi dir="auto">{visible(text)}</bdi>;
}

export function Sentences({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line) => (
        <p key={line}>{visible(line)}</p>
      ))}
    </>
  );
}
