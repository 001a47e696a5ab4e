/**
 * The user's leave to ask the DNS, as far as the browser wants it asked for. Firefox has a question of its own about what an
 * extension sends; it is asked together with leave for the resolver's host, where that is needed. Others do not know it.
 */

import type { Provider } from '../../resolver/providers.ts';
import { browser } from '../browser.ts';
import { dataCollection, type WithDataCollection } from '../protocol.ts';

type Asked = { origins: string[]; data_collection?: string[] };

/** Known before the click: after it nothing may be waited for, or the browser takes the question for the page's own idea. */
let asks: 'unknown' | 'yes' | 'no' = 'unknown';
export async function prepareLeave(): Promise<void> {
  const { data_collection } = (await browser.permissions.getAll()) as WithDataCollection;
  asks = data_collection ? 'yes' : 'no';
}

/** To be called in the handler of a click, first. False where the user refused. */
export async function leaveToCheck({ cors, url }: Provider): Promise<boolean> {
  const asked: Asked = { origins: cors ? [] : [`${new URL(url).origin}/*`] };
  if (asks === 'yes') asked.data_collection = [dataCollection];
  if (asked.origins.length === 0 && !asked.data_collection) return true;
  return browser.permissions.request(asked as never);
}
