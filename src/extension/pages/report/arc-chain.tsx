/** ARC: who sealed what on the way. Evidence, never a verdict. */

import type { ArcCheck, ArcSet } from '../../../engine/arc/arc.ts';
import type { Claim } from '../../../engine/authres/authres.ts';
import type { DkimReason } from '../../../engine/dkim/dkim.ts';
import { arcReason, dkimReason } from '../../../explain/reason.ts';
import { resultCell } from '../../../explain/result-word.ts';
import { sentencesTogether } from '../../../explain/technical-cause.ts';
import type { Words } from '../../../explain/words.ts';
import { Details, Name } from '../components/name.tsx';
import { Result } from '../components/shape.tsx';
import { Facts, octets } from './facts.tsx';

type Props = { arc: ArcCheck; claims: readonly Claim[]; words: Words };

export function Arc({ arc, claims, words }: Props) {
  if (arc.sets.length === 0) return null;
  const half = (result: 'pass' | 'fail' | null, reason: DkimReason | undefined) =>
    (result || reason) && (
      <>
        {result && <Result cell={resultCell(result, words)} />} {reason && dkimReason(reason, words).text}
      </>
    );
  return (
    <section id="arc" aria-labelledby="arc-title">
      <h2 id="arc-title">ARC</h2>
      <p class="quiet">{sentencesTogether([words.text('page_arc_meaning'), words.text('arc_retired')], words)}</p>
      <Details lines={[arcReason(arc.reason, words)]} />
      {arc.sets.map((set) => (
        <article class="card" key={set.instance}>
          <h3>
            {set.instance}. {octets(set.domain)}
          </h3>
          <Facts
            words={words}
            facts={[
              { label: words.text('page_arc_seal'), value: half(set.seal, set.sealReason) },
              { label: words.text('page_arc_message'), value: half(set.messageSignature, set.messageReason) },
              {
                label: words.text('page_arc_saw'),
                value: saw(set, claims),
              },
            ]}
          />
        </article>
      ))}
    </section>
  );
}

/** What the sealer of a set says it saw. */
function saw({ instance }: ArcSet, claims: readonly Claim[]) {
  const seen = claims.filter((one) => one.source === 'arc-authentication-results' && one.instance === instance);
  return seen.length === 0 ? null : <Name text={seen.map((one) => `${one.method}=${one.result}`).join(', ')} />;
}
