/** Which language the pages speak. */

import type { Locale } from '../explain/words.ts';
import type { Settings } from './settings.ts';

/** The chosen language; else the browser's where it is one of ours, else English. `uiLanguage` is a BCP 47 tag. */
export function localeOf(language: Settings['language'], uiLanguage: string): Locale {
  if (language !== 'auto') return language;
  return /^ja(-|$)/i.test(uiLanguage) ? 'ja' : 'en';
}
