/** The name of a service: its own in Japanese, and the one that it goes by in Latin letters in any other language. */

import type { Words } from './words.ts';

/** As the services themselves write it, in their domain names or beside their own name. */
const latin: ReadonlyMap<string, string> = new Map([
  ['さくらのレンタルサーバ', 'Sakura Internet'],
  ['エックスサーバー', 'Xserver'],
  ['ロリポップ', 'Lolipop'],
  ['ムームーメール', 'Muumuu Mail'],
  ['お名前.com レンタルサーバー', 'Onamae.com'],
  ['Yahoo!メール', 'Yahoo! Mail (Japan)'],
  ['アララ メッセージ', 'arara message'],
  ['レピカ', 'REPICA'],
  ['オレンジメール', 'Orange Mail'],
  ['配配メール', 'HaiHai Mail'],
  ['クルメル', 'Kurumeru'],
]);

export function serviceName(name: string, words: Words): string {
  return (words.locale === 'ja' ? null : latin.get(name)) ?? name;
}
