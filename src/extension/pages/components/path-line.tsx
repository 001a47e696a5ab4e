/** The path on one line: who says it began where, the server that handed it over, and where it arrived. */

import type { PathLines } from '../../../explain/explanation.ts';
import type { Words } from '../../../explain/words.ts';
import { visible } from '../../visible.ts';
import { type LineStop, pathLine } from '../path-line.ts';
import { Name } from './name.tsx';
import './path-line.css';

export function PathLine({ path, words }: { path: PathLines; words: Words }) {
  const stops = pathLine(path, words);
  if (stops.length === 0) return null;
  const seen = words.text('page_seen_by', { receiver: path.receiver });
  const said = words.text('page_said_by_others', { receiver: path.receiver });
  const isSeen = ({ at }: LineStop) => at === 'receiver' || at === 'mailbox';
  return (
    <ol class="path-line" aria-label={words.text('page_path_line')}>
      {stops.map((stop) => (
        <li key={stop.at} data-at={stop.at} data-kind={stop.kind}>
          <span class="way" aria-hidden="true">
            <i class="dot" />
          </span>
          {stop.time && <span class="time">{visible(stop.time)}</span>}
          {(stop.between > 0 || stop.gap) && (
            <span class="between" title={between(stop, words)}>
              <span aria-hidden="true">{stop.gap ? '⋯' : `+${stop.between}`}</span>
              <span class="unseen">{between(stop, words)}</span>
            </span>
          )}
          <span class="host" title={visible(stop.name)}>
            {stop.at === 'mailbox' ? stop.name : <Name text={stop.name} />}
          </span>
          {stop.address && stop.address !== stop.name && (
            <span class="address">
              <Name text={stop.address} />
            </span>
          )}
          {stop.at === 'origin' && <span class="says">{visible(said)}</span>}
          {stop.at === 'receiver' && <span class="says">{visible(seen)}</span>}
          {stop.at === 'hand-over' && stop.kind === 'claimed' && !stops.some(isSeen) && (
            <span class="says">{visible(said)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

function between({ between: count, gap }: LineStop, words: Words): string {
  return gap ? words.text('path_gap') : words.text('page_path_between', { count });
}
