/** The words of the pages: our own reading of _locales, since the browsers' cannot switch language. */

import { type Catalogue, type Words, wordsOf } from '../../explain/words.ts';
import { browser } from '../browser.ts';
import { loadSettings } from '../settings.ts';
import { localeOf } from './locale.ts';

/** The words of the user's language; the document is marked with it, so that line breaking and voices follow. */
export async function loadWords(): Promise<Words> {
  const { language } = await loadSettings();
  const locale = localeOf(language, browser.i18n.getUILanguage());
  const response = await fetch(browser.runtime.getURL(`_locales/${locale}/messages.json`));
  const words = wordsOf(locale, (await response.json()) as Catalogue);
  document.documentElement.lang = locale;
  return words;
}
