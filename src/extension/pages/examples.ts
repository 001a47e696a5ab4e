/** The examples on a page: their reports, and the addresses at which they are shown. */

import type { Report } from '../../engine/report.ts';
import { browser } from '../browser.ts';
import { type ExampleId, examples } from './example-list.ts';

/** Its report, from a file of the extension's own. */
export async function loadExample(id: ExampleId): Promise<Report> {
  return (await fetch(browser.runtime.getURL(`examples/${id}.json`))).json() as Promise<Report>;
}

/** The example that an address names; null where it names none of them. */
export function exampleNamed(search: string): ExampleId | null {
  const named = new URLSearchParams(search).get('example');
  return examples.find(({ id }) => id === named)?.id ?? null;
}

export const exampleAddress = (id: ExampleId, chapter = '') =>
  `../report/index.html?example=${id}${chapter && `#${chapter}`}`;
