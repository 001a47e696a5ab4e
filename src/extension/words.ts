/** The words of the extension: our own reading of _locales, since the browsers' cannot switch language. */

import { type Catalogue, type Locale, type Words, wordsOf } from '../explain/words.ts';
import { browser } from './browser.ts';
import { loadSettings } from './kept-settings.ts';
import { localeOf } from './locale.ts';

const catalogue = async (locale: Locale): Promise<Catalogue> =>
  (await fetch(browser.runtime.getURL(`_locales/${locale}/messages.json`))).json() as Promise<Catalogue>;

/** The words of the user's language. */
export async function loadWords(): Promise<Words> {
  const uiLanguage = browser.i18n.getUILanguage();
  // Asked for while it is not yet known whether the user chose another: the first words wait for less.
  const likely = localeOf('auto', uiLanguage);
  const had = catalogue(likely);
  const locale = localeOf((await loadSettings()).language, uiLanguage);
  return wordsOf(locale, await (locale === likely ? had : catalogue(locale)));
}
