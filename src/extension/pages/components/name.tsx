/** A name from the mail or the DNS, and a sentence that may hold one. Text, never markup. */

import type { Detail } from '../../../explain/explanation.ts';
import { visible } from '../../visible.ts';

/** RFC 5321 §4.5.3.1: 64 octets, "@" and 255. What is longer is no name, and may have joints without end. */
const LONGEST = 320;

/** Domains, addresses and record texts read from left to right in every language; too long for a line, they break at a joint. */
export function Name({ text }: { text: string }) {
  const [first, ...rest] = jointsOf(visible(text));
  return (
    <bdi class="name" dir="ltr">
      {first}
      {rest.map((part) => (
        <>
          <wbr />
          {part}
        </>
      ))}
    </bdi>
  );
}

/** Not within square brackets: an address stays whole where a line has room for it. */
const JOINT = /(?=[.@])(?![^[]*\])/;
const jointsOf = (name: string) => (name.length > LONGEST ? [name] : name.split(JOINT));

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

/** Sentences, each with the rule that it stands on. */
export function Details({ lines }: { lines: readonly Detail[] }) {
  return (
    <>
      {lines.map(({ text, rule }) => (
        <p key={text}>
          {visible(text)} {rule && <Rule name={rule} />}
        </p>
      ))}
    </>
  );
}

/** "RFC 7208 §4.6.4": for whoever wants to read on. */
export function Rule({ name }: { name: string }) {
  return (
    <small class="rule" dir="ltr">
      {name}
    </small>
  );
}
