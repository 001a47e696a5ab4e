/** The way the message came: a drawing, and the same facts as a table. */

import { Fragment } from 'preact';
import type { Field } from '../../../engine/message/message.ts';
import type { HopLine, JourneyLine, PathLines, SourceLine } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { Name } from './name.tsx';
import { PathDrawing } from './path-drawing.tsx';
import { PathLine } from './path-line.tsx';
import './path.css';

/** `most`: stops that the drawing shows before it folds. */
type Props = {
  path: PathLines;
  fields: readonly Field[];
  most: number;
  steps: 'closed' | 'open';
  words: Words;
};

export function Path({ path, fields, most, steps, words }: Props) {
  return (
    <section class="path" aria-labelledby="path">
      <Title path={path} words={words} />
      {path.hops.length > 0 && (
        <>
          <PathDrawing path={path} fields={fields} most={most} words={words} />
          <details open={steps === 'open'}>
            <summary>{words.text('page_steps')}</summary>
            <Journey lines={path.journey} words={words} />
            <Steps path={path} words={words} />
          </details>
        </>
      )}
    </section>
  );
}

/** The same where there is little room: one line, which opens to the whole. */
export function ShortPath({ path, fields, most, words }: Omit<Props, 'steps'>) {
  return (
    <section class="path short" aria-labelledby="path">
      {path.hops.length === 0 ? (
        <Title path={path} words={words} />
      ) : (
        <>
          <details>
            <summary>
              <Title path={path} words={words} />
            </summary>
            <PathDrawing path={path} fields={fields} most={most} words={words} />
            <Journey lines={path.journey} words={words} />
            <details>
              <summary>{words.text('page_steps')}</summary>
              <Steps path={path} words={words} />
            </details>
          </details>
          <PathLine path={path} words={words} />
        </>
      )}
    </section>
  );
}

function Title({ path, words }: { path: PathLines; words: Words }) {
  return (
    <h2 id="path">
      {words.text('page_path')} <span class="quiet">{visible(path.summary)}</span>
    </h2>
  );
}

/** What the path tells of the way as a whole, each with how far it can be believed. */
function Journey({ lines, words }: { lines: readonly JourneyLine[]; words: Words }) {
  return (
    <ul class="journey">
      {lines.map((line) => (
        <li key={line.text} data-fact={line.id} data-grade={line.grade}>
          <span>{words.text(`page_grade_${line.grade}`)}</span>
          <div>
            <p>{visible(line.text)}</p>
            {line.grounds && <small>{visible(line.grounds)}</small>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Steps({ path, words }: { path: PathLines; words: Words }) {
  return (
    <div class="scroll">
      <table class="steps">
        <caption class="unseen">{words.text('page_steps')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.text('page_step_server')}</th>
            <th scope="col">{words.text('page_step_from')}</th>
            <th scope="col">{words.text('page_step_protection')}</th>
            <th scope="col">{words.text('page_step_time')}</th>
          </tr>
        </thead>
        <tbody>
          {path.hops.map((hop, index) => (
            <Fragment key={hop.field}>
              {index === path.firstRecorded && <Divider grade="recorded" label={path.recordedLabel} />}
              {index === 0 && path.firstRecorded !== 0 && <Divider grade="claimed" label={path.claimedLabel} />}
              <Step hop={hop} source={index === 0 ? path.source : null} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Divider({ grade, label }: { grade: HopLine['grade']; label: string }) {
  return (
    <tr class="divider" data-grade={grade}>
      <th scope="rowgroup" colSpan={4}>
        {visible(label)}
      </th>
    </tr>
  );
}

function Step({ hop, source }: { hop: HopLine; source: SourceLine | null }) {
  return (
    <tr data-grade={hop.grade} data-field={hop.field}>
      <td class="server">
        <Name text={hop.host} /> <small title={visible(hop.roleMeaning)}>{visible(hop.role)}</small>
        {hop.address && (
          <small>
            {' '}
            <Name text={`[${hop.address}]`} />
          </small>
        )}
        {hop.roleEvidence && <p class="evidence">{visible(hop.roleEvidence)}</p>}
      </td>
      <td class="source">
        <Name text={hop.from} />{' '}
        {source?.role && <small title={visible(source.roleMeaning)}>{visible(source.role)}</small>}
        {source?.roleEvidence && <p class="evidence">{visible(source.roleEvidence)}</p>}
      </td>
      <td class="protection">
        {hop.protocol && <Name text={hop.protocol} />} <small>{visible(hop.tls)}</small>
        {hop.cipher && (
          <small class="cipher">
            <Name text={hop.cipher} />
          </small>
        )}
      </td>
      <td class="time">
        {hop.time && <span title={visible(hop.timeText ?? '')}>{visible(hop.time)}</span>}{' '}
        {hop.delayWord && (
          <small data-delay={hop.delay !== null && hop.delay < 0 ? 'skewed' : 'measured'}>
            {visible(hop.delayWord)}
          </small>
        )}
        {hop.notes.map((note) => (
          <p class="note" key={note}>
            {visible(note)}
          </p>
        ))}
      </td>
    </tr>
  );
}
