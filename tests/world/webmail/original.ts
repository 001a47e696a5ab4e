/** view=om: the "Show original" page, which carries the text of a message, but not all of its octets. */

import { messageOf, type Place } from './account.ts';
import { type Answer, escapeHtml, html, simplePage, type Visit } from './answer.ts';
import { doesNotExist, misread } from './att.ts';
import type { MailMessage } from './mailbox.ts';
import type { Mode } from './state.ts';

type Labels = readonly [title: string, id: string, at: string, from: string, to: string, subject: string, link: string];

const english: Labels = [
  'Original Message',
  'Message ID',
  'Created at:',
  'From:',
  'To:',
  'Subject:',
  'Download Original',
];
const labels: Readonly<Record<string, Labels>> = {
  en: english,
  ja: ['元のメッセージ', 'メッセージ ID', '作成日:', 'From:', 'To:', '件名:', '元のメールをダウンロード'],
  de: ['Originalnachricht', 'Nachrichten-ID', 'Erstellt am:', 'Von:', 'An:', 'Betreff:', 'Original herunterladen'],
  id: ['Pesan Asli', 'ID Pesan', 'Dibuat pada:', 'Dari:', 'Kepada:', 'Subjek:', 'Download Pesan Asli'],
  ar: ['الرسالة الأصلية', 'معرّف الرسالة', 'تاريخ الإنشاء:', 'من:', 'إلى:', 'الموضوع:', 'تنزيل الرسالة الأصلية'],
};

/** Part headers stay, the base64 of attachments goes. */
function withoutAttachments(text: string): string {
  return text.replace(
    /(Content-Disposition: attachment[^\r\n]*\r?\n(?:[!-~].*\r?\n)*\r?\n)[A-Za-z0-9+/=\r\n]*/g,
    (_whole, head: string) => head,
  );
}

/** As the page carries it: read as UTF-8, what is not becomes U+FFFD. */
export const textOf = (octets: Buffer): string => withoutAttachments(octets.toString('utf8'));

/** What the receiver recorded, in its own words, for the table above the text. */
function resultsOf(text: string): readonly (readonly [string, string])[] {
  const field = /^Authentication-Results: mx\.google\.com;(?:.*\r?\n[ \t])*.*/m.exec(text)?.[0] ?? '';
  return (['spf', 'dkim', 'dmarc'] as const).flatMap((method) => {
    const found = new RegExp(`${method}=(\\w+)`).exec(field)?.[1];
    return found ? [[`${method.toUpperCase()}:`, `'${found.toUpperCase()}'`] as const] : [];
  });
}

function page(message: MailMessage, place: Place, locale: string): string {
  const [title, id, at, from, to, subject, download] = labels[locale] ?? english;
  const text = textOf(message.octets());
  const rows = [
    [id, `<${message.name}>`],
    [at, `${new Date(message.at * 1000).toUTCString()} (Delivered after 6 seconds)`],
    [from, `${message.from.name} <${message.from.email}>`],
    [to, message.to],
    [subject, message.subject],
    ...resultsOf(text),
  ].map(([name = '', value = '']) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`);
  const link = `${place.base}?ui=2&ik=${place.account.ik}&view=att&permmsgid=${message.permId}&disp=comp&safe=1&zw`;
  // Assumption: the class names of the upper part.
  return simplePage(
    title,
    `<div class="top-area"><h1>${escapeHtml(title)}</h1><table><tbody>${rows.join('')}</tbody></table>` +
      `<a class="download-buttons" href="${escapeHtml(link)}">${escapeHtml(download)}</a> <button>Copy to clipboard</button></div>` +
      `<div class="bottom-area"><div class="raw_message"><pre class="raw_message_text" id="raw_message_text">${escapeHtml(text)}</pre></div></div>`,
  );
}

export function answerOriginal(visit: Visit, place: Place, locale: string, mode: Mode | null): Answer {
  const { query } = visit;
  // Assumption: without the right ik there is no original. Nobody has written down what then comes.
  if (query.get('ik') !== place.account.ik) return html(simplePage('Mail', '<p>Something went wrong.</p>'));
  const message = misread(messageOf(place.account, query), place, query, mode);
  if (!message) return doesNotExist(locale);
  // Gmail has no text to show of a draft.
  if (message.kind === 'draft') return html(simplePage('Original Message', '<div class="top-area"></div>'));
  return html(page(message, place, locale));
}
