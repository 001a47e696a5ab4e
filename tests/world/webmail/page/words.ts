/** The words of the page in the languages that it can be switched to. Nothing that reads the page may rely on one. */

import { switches } from './switches.ts';

const english = {
  inbox: 'Inbox',
  spam: 'Spam',
  trash: 'Trash',
  sent: 'Sent',
  drafts: 'Drafts',
  odd: 'Odd octets',
  search: 'Search mail',
  to: 'to',
  reply: 'Reply',
  more: 'More',
  older: 'older messages',
  undefined: '(no subject)',
  write: 'Write an answer',
  spamNote: 'Why is this message in spam? It is like others that were reported.',
};
type Words = typeof english;

const others: Readonly<Record<string, Partial<Words>>> = {
  ja: {
    inbox: '受信トレイ',
    spam: '迷惑メール',
    trash: 'ゴミ箱',
    sent: '送信済み',
    drafts: '下書き',
    odd: '特殊なオクテット',
    search: 'メールを検索',
    to: '宛先',
    reply: '返信',
    more: 'その他',
    older: '件の古いメッセージ',
    write: '返信を書く',
    spamNote: 'このメールが迷惑メールに入った理由: 報告された他のメールと似ています。',
  },
  de: { inbox: 'Posteingang', sent: 'Gesendet', drafts: 'Entwürfe', to: 'an', reply: 'Antworten', more: 'Mehr' },
  id: { inbox: 'Kotak Masuk', sent: 'Terkirim', drafts: 'Draf', to: 'kepada', reply: 'Balas', more: 'Lainnya' },
  ar: { inbox: 'البريد الوارد', spam: 'بريد غير مرغوب فيه', sent: 'البريد المرسل', reply: 'رد', more: 'المزيد' },
};

const locale = switches.get('locale') ?? 'en';
export const words: Words = { ...english, ...others[locale] };

document.documentElement.lang = locale;
document.documentElement.dir = locale === 'ar' ? 'rtl' : 'ltr';

export const dateWords = (seconds: number): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(
    seconds * 1000,
  );
