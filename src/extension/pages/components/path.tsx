/** The way the message came: a drawing, and the same facts as a table. */

import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { HopLine, PathLines } from '../../../explain/explain.ts';
import type { Words } from '../../../explain/words.ts';
import { layoutPath, type PathDrawing } from '../path-layout.ts';
import { visible } from '../visible.ts';
import { Name } from './name.tsx';
import './path.css';

/** Units of the drawing in a rem: one is a pixel at the usual size of text. */
const UNITS = 13;
const LINE = 24;
const CELL = 5.5;

type Props = { path: PathLines; width: number; steps: 'closed' | 'open'; words: Words };

export function Path({ path, width, steps, words }: Props) {
  return (
    <section class="path" aria-labelledby="path">
      <h2 id="path">
        {words.text('page_path')} <span class="quiet">{visible(path.summary)}</span>
      </h2>
      {path.hops.length > 0 && (
        <>
          <Drawing path={path} usual={width} />
          <details open={steps === 'open'}>
            <summary>{words.text('page_steps')}</summary>
            <Steps path={path} words={words} />
          </details>
        </>
      )}
    </section>
  );
}

/** Laid out for the width that there is, in units that grow with the text. */
function Drawing({ path, usual }: { path: PathLines; usual: number }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usual);
  useLayoutEffect(() => {
    const measured = new ResizeObserver(([entry]) => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      if (entry && entry.contentRect.width > 0) setWidth((entry.contentRect.width / rem) * UNITS);
    });
    if (place.current) measured.observe(place.current);
    return () => measured.disconnect();
  }, []);
  return (
    <div class="drawing" ref={place}>
      <svg viewBox={`0 0 ${width} 78`} role="img" aria-label={visible(spoken(path))}>
        <Lines drawing={layoutPath(path, width, CELL)} />
      </svg>
    </div>
  );
}

function Lines({ drawing: { nodes, edges, boundary } }: { drawing: PathDrawing }) {
  return (
    <>
      <defs>
        <pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v5" />
        </pattern>
      </defs>
      {edges.map((edge) => (
        <g key={edge.to} class="edge" data-kind={edge.kind}>
          <rect x={edge.from} y={LINE - edge.width / 2} width={edge.to - edge.from} height={edge.width} />
          <text x={edge.label.x} y={LINE - 10} text-anchor={edge.label.anchor}>
            {visible(edge.label.text)}
          </text>
        </g>
      ))}
      {boundary && (
        <g class="boundary">
          <path d={`M${boundary.x} 2v62`} />
          <text x={boundary.claimed.end} y="74" text-anchor="end">
            {visible(boundary.claimed.text)}
          </text>
          <text class="trusted" x={boundary.recorded.start} y="74">
            {visible(boundary.recorded.text)}
          </text>
        </g>
      )}
      {nodes.map((node) => (
        <g key={node.x} class="node" data-kind={node.kind}>
          <circle cx={node.x} cy={LINE} r="6" />
          <text x={node.x} y={LINE + 20} text-anchor="middle">
            {visible(node.label)}
          </text>
          <text class="quiet" x={node.x} y={LINE + 33} text-anchor="middle">
            {visible(node.role)}
          </text>
        </g>
      ))}
    </>
  );
}

/** What the drawing shows, for those who do not see it. */
function spoken({ summary, hops }: PathLines): string {
  return [summary, ...hops.map((hop) => [hop.role, hop.host, hop.delayWord].filter(Boolean).join(', '))].join('; ');
}

function Steps({ path, words }: { path: PathLines; words: Words }) {
  return (
    <div class="scroll">
      <table class="steps">
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
              <Step hop={hop} />
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

function Step({ hop }: { hop: HopLine }) {
  return (
    <tr data-grade={hop.grade} data-field={hop.field}>
      <td class="server">
        <Name text={hop.host} />{' '}
        <small title={visible([hop.roleMeaning, hop.roleEvidence].filter(Boolean).join(' '))}>
          {visible(hop.role)}
        </small>
      </td>
      <td class="source">
        <Name text={hop.from} />
      </td>
      <td class="protection">
        {hop.protocol && <Name text={hop.protocol} />} <small>{visible(hop.tls)}</small>
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
