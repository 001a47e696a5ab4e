/** The words of both languages, as the product ships them. */

import en from '../public/_locales/en/messages.json' with { type: 'json' };
import ja from '../public/_locales/ja/messages.json' with { type: 'json' };
import { type Catalogue, type Locale, type Words, wordsOf } from '../src/explain/words.ts';

export const catalogues: Readonly<Record<Locale, Catalogue>> = { en, ja };
export const locales: readonly Locale[] = ['en', 'ja'];
export const wordsIn = (locale: Locale): Words => wordsOf(locale, catalogues[locale]);
