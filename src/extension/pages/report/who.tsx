/** Every identity of the message: as written, what it means, and what looks odd. */

import { whoIsWho } from '../../../explain/who-is-who.ts';
import type { Words } from '../../../explain/words.ts';
import type { Judgement } from '../../../judgement/judgement.ts';
import { visible } from '../../visible.ts';
import { FieldLink } from '../components/field-link.tsx';
import { Name, Quoted } from '../components/name.tsx';
import { Shape } from '../components/shape.tsx';

export function Who({ judgement, words }: { judgement: Judgement; words: Words }) {
  return (
    <section id="who" aria-labelledby="who-title">
      <h2 id="who-title">{words.text('page_who')}</h2>
      <table class="who">
        <caption class="unseen">{words.text('page_who')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.text('page_who_what')}</th>
            <th scope="col">{words.text('page_who_value')}</th>
            <th scope="col">{words.text('page_who_meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {whoIsWho(judgement, words).map((line, index) => (
            <tr key={index} data-who={line.id}>
              <th scope="row">
                {line.label} <FieldLink index={line.field} words={words} />
              </th>
              <td>{line.id === 'display_name' ? <Quoted text={line.value} /> : <Name text={line.value} />}</td>
              <td>
                <span class="quiet">{line.meaning}</span>
                {line.odd.map((text) => (
                  <p class="odd" key={text}>
                    <Shape tone="caution" /> {visible(text)}
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
