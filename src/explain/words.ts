/** Words: a message key and its values to a sentence in one language. Handed in, so that explain knows no file and no browser. */

import type { InLanguages } from '../engine/services/services.ts';
import type { MessageKey } from '../judgement/message-key.ts';

export type Locale = 'en' | 'ja';
export type { MessageKey };
export type Values = Readonly<Record<string, string | number>>;
/** key to { message }: the shape of _locales/LANG/messages.json. */
export type Catalogue = Readonly<Record<MessageKey, { readonly message: string }>>;

export type Words = {
  readonly locale: Locale;
  /** The sentence for a key: each {name} in it is replaced by its value, {name:one|many} by the word that goes with that number. */
  text(key: MessageKey, values?: Values): string;
};

/** Every {name} must have a value: a missing one is a bug, and stays visible. */
export function wordsOf(locale: Locale, catalogue: Catalogue): Words {
  return {
    locale,
    text: (key, values = {}) =>
      catalogue[key].message.replace(
        /\{([a-zA-Z]+)(?::([^|{}]+)\|([^|{}]+))?\}/g,
        (whole, name: string, one: string | undefined, many: string) => {
          const value = values[name];
          if (value === undefined) return whole;
          return one === undefined ? String(value) : String(value) === '1' ? one : many;
        },
      ),
  };
}

/** Of a text that stands in every language, such as the name of a service, the one for these words. */
export function inLanguage(text: InLanguages, { locale }: Words): string {
  return text[locale];
}
