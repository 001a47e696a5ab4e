/** The sentences that a judgement chooses from: keys of the catalogues in _locales. explain fills them with words. */

import type messages from '../../public/_locales/en/messages.json';

export type MessageKey = keyof typeof messages;
