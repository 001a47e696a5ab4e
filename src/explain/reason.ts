/** The sentence of each way in which a check can end, with the rule that it stands on. */

import { arcReasons } from '../engine/arc/reasons.ts';
import { bimiReasons } from '../engine/bimi/reasons.ts';
import { dkimReasons } from '../engine/dkim/reasons.ts';
import { dmarcReasons } from '../engine/dmarc/reasons.ts';
import { type SpfReason, spfReasons } from '../engine/spf/reasons.ts';
import { type CompareReason, compareReasons } from '../judgement/comparison-reasons.ts';
import type { Detail } from './explanation.ts';
import { snake } from './message-key.ts';
import type { Words } from './words.ts';

export function spfReason(reason: SpfReason, words: Words): Detail {
  return { text: words.text(`spf_${snake(reason)}`), rule: spfReasons[reason].rule };
}

export function dkimReason(reason: keyof typeof dkimReasons, words: Words): Detail {
  return { text: words.text(`dkim_${snake(reason)}`), rule: dkimReasons[reason].rule };
}

export function dmarcReason(reason: keyof typeof dmarcReasons, words: Words): Detail {
  return { text: words.text(`dmarc_${snake(reason)}`), rule: dmarcReasons[reason].rule };
}

export function arcReason(reason: keyof typeof arcReasons, words: Words): Detail {
  return { text: words.text(`arc_${snake(reason)}`), rule: arcReasons[reason].rule };
}

export function bimiReason(reason: keyof typeof bimiReasons, words: Words): Detail {
  return { text: words.text(`bimi_${snake(reason)}`), rule: bimiReasons[reason].rule };
}

/** Why what was recorded and what is found now differ, or cannot be compared. */
export function compareReason(reason: CompareReason, words: Words): Detail {
  return { text: words.text(`compare_${snake(reason)}`), rule: compareReasons[reason].rule };
}

/** A sentence that no single rule gives. */
export function plain(text: string): Detail {
  return { text, rule: null };
}
