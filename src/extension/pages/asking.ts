/** What was changed on the way, asked of whoever has the octets: this page, where the message was opened in it, else the worker. */

import { useState } from 'preact/hooks';
import { type AlterationResult, type Command, tabOf } from '../protocol.ts';
import type { ShownFailure } from './components/allow.tsx';
import type { Inspected } from './components/stage.tsx';

export type Asking = {
  readonly inspection: Inspected;
  readonly state: 'idle' | 'asked' | ShownFailure;
  readonly ask: () => void;
};

/** `here` looks into a message of this page's own; null where the page does not have its octets. */
export function useAsking(
  inspection: Inspected,
  stalled: boolean,
  send: (command: Command) => void,
  here: (inspection: Inspected) => Promise<AlterationResult> | null = () => null,
): Asking {
  const [own, setOwn] = useState(false);
  const { subject, serial, alteration = 'idle' } = inspection;
  const tab = tabOf(subject);
  const ask = () => {
    if (tab === null) return;
    const looking = here(inspection);
    if (!looking) return send({ kind: 'infer', tab });
    setOwn(true);
    void looking.then((found) => {
      send({ kind: 'inferred', tab, serial, alteration: found });
      setOwn(false);
    });
  };
  return { inspection, state: own ? 'asked' : alteration === 'asked' && stalled ? 'stalled' : alteration, ask };
}
