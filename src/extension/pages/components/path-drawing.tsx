/**
 * The path as a drawing: one row a server, from the oldest down. Its rail is a picture, with a title and a description; the names
 * beside it are buttons that show the raw field. Rows of both are one grid, so that they stay side by side in any size of text.
 */

import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Field } from '../../../engine/message/message.ts';
import type { PathLines } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { BEFORE_FOLD, layoutPath, type PathEdge, type PathStop } from '../path-layout.ts';
import { Name } from './name.tsx';
import { RawField } from './raw-field.tsx';

type Props = { path: PathLines; fields: readonly Field[]; most: number; words: Words };

/** One row of the grid: a piece of the rail, and what stands beside it. */
type Row = {
  readonly rail: ComponentChildren;
  readonly beside: ComponentChildren;
  /** The dashed line runs above it. */
  readonly trust?: 'begins';
};

export function PathDrawing({ path, fields, most, words }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  const [unfolded, setUnfolded] = useState<'no' | 'yes'>('no');
  const id = useId();
  const missing = words.text('value_not_recorded');
  const { stops, folded } = layoutPath(path, unfolded === 'yes' ? Number.POSITIVE_INFINITY : most, missing);
  const rows = stops.flatMap((stop, index) => {
    const next = stops[index + 1]?.edge ?? null;
    const field = stop.hop === null ? undefined : fields.find((one) => one.index === path.hops[stop.hop ?? -1]?.field);
    const isOpen = stop.hop !== null && stop.hop === open;
    const toggle = () => setOpen(isOpen ? null : stop.hop);
    const fold = folded > 0 && index === BEFORE_FOLD;
    return [
      ...(fold ? [foldRow(folded, stop.edge, () => setUnfolded('yes'), words)] : []),
      ...(stop.begins === null ? [] : [labelRow(stop)]),
      ...(stop.edge ? [edgeRow(stop.edge)] : []),
      stopRow(stop, next, field ? { isOpen, toggle, id: `${id}-${stop.hop}` } : null),
      ...(isOpen && field ? [rawRow(field, stop.name, next, `${id}-${stop.hop}`, words)] : []),
    ];
  });
  const style = { gridRow: `1 / span ${rows.length}` };
  return (
    <div class="drawing" data-stops={stops.length}>
      <span class="unseen" id={`${id}-title`}>
        {visible(words.text('page_path_title', { summary: path.summary }))}
      </span>
      <span class="unseen" id={`${id}-description`}>
        {visible(spoken(path))}
      </span>
      <div class="rail" role="img" aria-labelledby={`${id}-title`} aria-describedby={`${id}-description`} style={style}>
        {rows.map((row, index) => (
          <div class="piece" key={index} data-trust={row.trust} style={{ gridRow: index + 1 }}>
            {row.rail}
          </div>
        ))}
      </div>
      <div class="stops" style={style}>
        {rows.map((row, index) => (
          <div class="beside" key={index} data-trust={row.trust} style={{ gridRow: index + 1 }}>
            {row.beside}
          </div>
        ))}
      </div>
    </div>
  );
}

function Track({ upper, lower }: { upper: PathEdge | null; lower: PathEdge | null }) {
  return (
    <span class="track">
      <i data-edge={upper?.kind ?? 'none'} />
      <i data-edge={lower?.kind ?? 'none'} />
    </span>
  );
}

/** The steps in the fold are no one's edge. */
function foldRow(count: number, edge: PathEdge | null, onClick: () => void, words: Words): Row {
  const unknown = edge && { ...edge, kind: 'unknown' as const };
  return {
    rail: <Track upper={unknown} lower={unknown} />,
    beside: (
      <button type="button" class="fold" data-do="unfold" onClick={onClick}>
        {words.text('page_steps_folded', { count })}
      </button>
    ),
  };
}

function labelRow({ begins, trusted, edge }: PathStop): Row {
  return {
    ...(trusted ? { trust: 'begins' as const } : {}),
    rail: <Track upper={edge} lower={edge} />,
    beside: (
      <p class="label" data-grade={trusted ? 'recorded' : 'claimed'}>
        {visible(begins ?? '')}
      </p>
    ),
  };
}

function edgeRow(edge: PathEdge): Row {
  return {
    rail: (
      <span class="length" style={{ height: `${edge.length}rem` }}>
        <Track upper={edge} lower={edge} />
      </span>
    ),
    beside: edge.note && <p class="skew">{visible(edge.note)}</p>,
  };
}

type Toggle = { readonly isOpen: boolean; readonly toggle: () => void; readonly id: string };

function stopRow(stop: PathStop, next: PathEdge | null, raw: Toggle | null): Row {
  const { edge, kind } = stop;
  return {
    rail: (
      <>
        <span class="time" data-edge={edge?.kind}>
          {visible(edge?.kind === 'very-slow' ? `▲ ${edge.time}` : (edge?.time ?? ''))}
        </span>
        <Track upper={edge} lower={next} />
        <span class="node" data-kind={kind} />
      </>
    ),
    beside: (
      <p class="stop" data-kind={kind}>
        {raw ? (
          <button type="button" class="host" aria-expanded={raw.isOpen} aria-controls={raw.id} onClick={raw.toggle}>
            <Name text={stop.name} />
          </button>
        ) : (
          <span class="host">
            <Name text={stop.name} />
          </span>
        )}
        {stop.role && <span class="role">{visible(stop.role)}</span>}
        {stop.address && (
          <span class="address">
            <Name text={`[${stop.address}]`} />
          </span>
        )}
        {stop.tls && <span class="tls">{visible(stop.tls)}</span>}
      </p>
    ),
  };
}

function rawRow(field: Field, host: string, next: PathEdge | null, id: string, words: Words): Row {
  const label = words.text('page_step_raw', { host });
  return {
    rail: <Track upper={next} lower={next} />,
    beside: (
      <section class="raw-field" id={id} aria-label={visible(label)}>
        <RawField field={field} words={words} />
      </section>
    ),
  };
}

/** What the drawing shows, for those who do not see it. */
function spoken({ source, hops, firstRecorded, recordedLabel }: PathLines): string {
  const said = hops.map((hop, index) =>
    [
      index === firstRecorded ? `${recordedLabel}: ${hop.role}` : hop.role,
      hop.host,
      hop.address,
      hop.tls,
      hop.delayWord,
    ]
      .filter(Boolean)
      .join(', '),
  );
  return [[source?.role, source?.name].filter(Boolean).join(', '), ...said].join('; ');
}
