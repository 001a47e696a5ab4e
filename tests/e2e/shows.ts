/** Waits for what a screen of the extension has to say of a sample. */

import type { SampleEntry } from '../support/samples/samples.ts';
import type { Screen } from './driver.ts';

/** Its verdict, or that step: an earlier message of the same tab may stand there for a moment. */
export async function shows(
  screen: Pick<Screen, 'text' | 'evaluate'>,
  { subject, verdict }: SampleEntry,
  step = 'done',
): Promise<void> {
  const about = `[...document.querySelectorAll('main')].some((main) => main.innerText.includes(${JSON.stringify(subject)}))`;
  const selector = step === 'done' ? `[data-step="done"][data-verdict="${verdict}"]` : `[data-step="${step}"]`;
  for (let i = 0; i < 500; i++) {
    if (await screen.evaluate<boolean>(`${about} && !!document.querySelector('${selector}')`)) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`not shown: ${selector}; the popup says: ${await screen.text()}`);
}
