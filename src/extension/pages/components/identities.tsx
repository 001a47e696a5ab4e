/** Who does not match whom: the visible From held against the Return-Path and each signature. */

import type { IdentityLine } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { Name } from './name.tsx';
import { Result } from './shape.tsx';
import './identities.css';

/** How an identity is tied to the visible sender. near: it belongs there, but its check did not pass, or not as asked. */
type Tie = 'same' | 'near' | 'other' | 'open';

function tieOf(line: IdentityLine): Tie {
  if (line.aligned) return 'same';
  if (line.relation === 'none') return 'other';
  return line.relation === 'equal' || line.relation === 'organizational' ? 'near' : 'open';
}

const signs: Readonly<Record<NonNullable<IdentityLine['relation']>, string>> = {
  equal: 'M5.5 8h7m-7 3h7',
  organizational: 'M13 6H9a3.2 3.2 0 0 0 0 6.4h4',
  none: 'M5.5 7.5h7m-7 3h7M11.5 5l-5 8',
  unknown: 'M7 7.4c0-2.6 4.2-2.5 4.2 0 0 1.6-2 1.5-2 3m0 2.2v.1',
};

function Box({ line }: { line: IdentityLine }) {
  return (
    <>
      <span class="label">{visible(line.label)}</span>{' '}
      <b>
        <Name text={line.value} />
      </b>{' '}
      {line.cell && <Result cell={line.cell} weight={line.aligned ? 'solid' : 'outline'} />}{' '}
      {line.relationWord && (
        <span class="relation" data-relation={line.relation}>
          {visible(line.relationWord)}
        </span>
      )}
    </>
  );
}

/** Those that count first, then as they come. */
function chosen(others: readonly IdentityLine[], most: number): readonly IdentityLine[] {
  return [...others.filter((line) => line.aligned), ...others.filter((line) => !line.aligned)].slice(0, most);
}

/** `part`: where it is only a part of another chapter, without a title of its own. */
type Props = { lines: readonly IdentityLine[]; most: number; part?: 'of-simulation'; words: Words };

export function Identities({ lines, most, part, words }: Props) {
  const from = lines.find((line) => line.id === 'from');
  const others = lines.filter((line) => line.id !== 'from');
  const shown = others.length > most ? chosen(others, most) : others;
  const count = shown.length;
  /** The middle of a row, in percent of the height: rows are equally high. */
  const middle = (index: number) => ((index + 0.5) * 100) / count;
  return (
    <section class="identities" aria-label={words.text(part ? 'page_what_if_result' : 'page_identities')}>
      {!part && <h2 id="identities">{words.text('page_identities')}</h2>}
      <div class="picture">
        {from && (
          <div class="box visible-from">
            <Box line={from} />
          </div>
        )}
        <svg class="wires" viewBox="0 0 64 100" preserveAspectRatio="none" aria-hidden="true">
          {shown.map((line, index) => (
            <path
              key={`${line.id}${index}`}
              data-tie={tieOf(line)}
              d={`M0 50C32 50 32 ${middle(index)} 64 ${middle(index)}`}
            />
          ))}
        </svg>
        <ul>
          {shown.map((line, index) => (
            <li
              key={`${line.id}${index}`}
              data-identity={line.id}
              data-tie={tieOf(line)}
              data-aligned={line.aligned ? 'yes' : 'no'}
            >
              {line.relation && (
                <svg
                  class="tie"
                  viewBox="0 0 18 18"
                  aria-hidden="true"
                  style={{ '--pull': `${(count * (50 - middle(index))) / 2}%` }}
                >
                  <circle cx="9" cy="9" r="8" />
                  <path d={signs[line.relation]} />
                </svg>
              )}
              <div class="box">
                <Box line={line} />
              </div>
            </li>
          ))}
        </ul>
      </div>
      {others.length > count && (
        <p class="quiet">{words.text('page_more_signatures', { count: others.length - count })}</p>
      )}
    </section>
  );
}
