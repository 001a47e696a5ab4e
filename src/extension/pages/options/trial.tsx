/** The button that tries the chosen resolver, and what came back. */

import { useState } from 'preact/hooks';
import type { DnsAnswer } from '../../../engine/dns/dns.ts';
import { failureSentence } from '../../../explain/questions.ts';
import type { Words } from '../../../explain/words.ts';
import type { Provider } from '../../../resolver/providers.ts';
import { TRIAL_NAME, tryResolver } from '../../trial.ts';
import { visible } from '../../visible.ts';

type Trial = { readonly of: Provider['id']; readonly answer: DnsAnswer | null };

/** `allow`: asks for the permission that the resolver needs, where it is not given. */
export function TryResolver(props: { provider: Provider; allow: () => Promise<boolean>; words: Words }) {
  const { provider, allow, words } = props;
  const [trial, setTrial] = useState<Trial | null>(null);
  const shown = trial?.of === provider.id ? trial : null;
  const start = async () => {
    if (!(await allow())) return;
    setTrial({ of: provider.id, answer: null });
    setTrial({ of: provider.id, answer: await tryResolver(provider) });
  };
  return (
    <div class="answers">
      <button type="button" data-do="try" disabled={shown?.answer === null} onClick={start}>
        {words.text('page_try', { resolver: provider.name })}
      </button>
      <p role="status" data-trial={shown?.answer?.status}>
        {shown && visible(shown.answer ? outcome(shown.answer, words) : words.text('page_trying'))}
      </p>
    </div>
  );
}

function outcome(answer: DnsAnswer, words: Words): string {
  const values = { name: TRIAL_NAME, time: Math.round(answer.took) };
  switch (answer.status) {
    case 'found': {
      const addresses = answer.records.flatMap((record) => ('address' in record ? [record.address] : []));
      return words.text('page_try_found', { ...values, addresses: addresses.slice(0, 3).join(', ') });
    }
    case 'failed':
      return words.text('page_try_failed', { ...values, because: failureSentence(answer, words) ?? '' });
    default:
      return words.text('page_try_nothing', values);
  }
}
