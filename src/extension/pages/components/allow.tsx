/** What the user can change about a failure with one click: leave for one of Gmail's hosts. */

import type { Words } from '../../../explain/words.ts';
import { browser } from '../../browser.ts';
import { type AlterationFailure, attachmentHost, gmailHost } from '../../protocol.ts';

export type ShownFailure = AlterationFailure | 'stalled';

const missing: Partial<Record<ShownFailure, typeof gmailHost>> = {
  'no-access': gmailHost,
  elsewhere: attachmentHost,
};

export const canBeAllowed = (failure: ShownFailure): boolean => missing[failure] !== undefined;

type Props = { failure: ShownFailure; onAllowed: () => void; words: Words };

export function Allow({ failure, onAllowed, words }: Props) {
  const leave = missing[failure];
  if (!leave) return null;
  const allow = async () => {
    if (await browser.permissions.request(leave)) onAllowed();
  };
  return (
    <button type="button" data-do="allow" class="first" onClick={allow}>
      {words.text('page_allow')}
    </button>
  );
}
