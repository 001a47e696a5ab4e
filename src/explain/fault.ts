/** What is wrong in a published record, in one sentence: the text at fault, and what was meant where that is certain. */

import type { DmarcFault } from '../engine/dmarc/dmarc.ts';
import type { SpfFault } from '../engine/spf/spf.ts';
import type { RecordFault } from '../engine/syntax/fault.ts';
import { snake } from './message-key.ts';
import { shownText } from './shown.ts';
import type { Words } from './words.ts';

export function spfFaultSentence(fault: SpfFault, words: Words): string {
  return withMeant(words.text(`spf_fault_${snake(fault.kind)}`, { text: shownText(fault.text) }), fault, words);
}

export function dmarcFaultSentence(fault: DmarcFault, words: Words): string {
  return withMeant(words.text(`dmarc_fault_${snake(fault.kind)}`, { text: shownText(fault.text) }), fault, words);
}

/** An empty suggestion leaves the text out: the sentence says so already. */
function withMeant(sentence: string, { suggestion }: RecordFault, words: Words): string {
  return suggestion ? words.text('fault_meant', { fault: sentence, suggestion: shownText(suggestion) }) : sentence;
}
