/** view=att: the octets of a message, or one of the ways in which they do not come. */

import { messageOf, type Place } from './account.ts';
import { type Answer, html, interstitial, redirect, simplePage, type Visit } from './answer.ts';
import type { MailMessage } from './mailbox.ts';
import type { Mode, Switches } from './state.ts';

/** Tickets for the other host: which octets, whether it allows the page to read them, and how often it was asked. */
export type Tickets = Map<string, { readonly octets: Buffer; readonly cors: boolean; uses: number }>;

/** What the real one says, in the language of the account; to be told by the absence of a message, never by its words. */
export const doesNotExist = (locale: string): Answer =>
  html(simplePage('Mail', `<h1>Mail</h1><p>${missing[locale] ?? missing['en']}</p>`));

const missing: Readonly<Record<string, string>> = {
  en: 'The requested message does not exist.',
  ja: 'リクエストされたメッセージは存在しません。',
  de: 'Die angeforderte Nachricht ist nicht vorhanden.',
  id: 'Pesan yang diminta tidak ada.',
  ar: 'الرسالة المطلوبة غير موجودة.',
};

/** Assumption: the content-disposition; nobody has written down what the real one sends. */
const octetsAnswer = (octets: Buffer, type: string): Answer => ({
  status: 200,
  headers: {
    'content-type': type,
    'content-disposition': 'attachment; filename="original_msg.txt"',
    'cache-control': 'private, max-age=0',
    'x-content-type-options': 'nosniff',
  },
  body: octets,
});

/** Another message of its conversation, where that mode is on. */
export function misread(
  message: MailMessage | null,
  { account }: Place,
  query: URLSearchParams,
  mode: Mode | null,
): MailMessage | null {
  const messages = account.threads.find((thread) => message && thread.messages.includes(message))?.messages ?? [];
  if (mode === 'newest' && query.has('th')) return messages.at(-1) ?? message;
  return mode === 'first' ? (messages[0] ?? message) : message;
}

export function answerAtt(
  visit: Visit,
  place: Place,
  mode: Mode | null,
  { attType: type, locale, download }: Switches,
  tickets: Tickets,
): Answer {
  const { query } = visit;
  const message = misread(messageOf(place.account, query), place, query, mode);
  // Gmail's own link has no attid by now.
  if ((query.get('attid') ?? '0') !== '0' || query.get('disp') !== 'comp') {
    return html(simplePage('Mail', '<p>Bad request.</p>'), {}, 400); // parts of messages are not played
  }
  if (!message || mode === 'gone') return doesNotExist(locale);
  const octets = message.octets();
  switch (mode === null || mode.startsWith('slow:') ? download : mode) {
    case 'newest':
    case 'first':
    case 'redirect-cors':
    case 'redirect-nocors': {
      const ticket = String(tickets.size + 1);
      tickets.set(ticket, { octets, cors: mode !== 'redirect-nocors', uses: 0 });
      const location = `https://mail-attachment.googleusercontent.com/attachment/u/${place.account.index}/?view=att&saddbat=${ticket}`;
      // A stale copy of this answer leads to a ticket that was used already: see answerAttachment.
      return redirect(location, { 'cache-control': 'private, max-age=3600' });
    }
    case 'html':
      return interstitial();
    case 'truncate':
      return { ...octetsAnswer(octets, type), manner: 'cut' };
    case 'stall':
      return { ...octetsAnswer(octets, type), manner: 'stall' };
    default:
      return octetsAnswer(octets, type);
  }
}

/** mail-attachment.googleusercontent.com: asks for no cookie, and lets the page read its answer once a ticket. */
export function answerAttachment(visit: Visit, type: string, tickets: Tickets): Answer {
  const ticket = tickets.get(visit.query.get('saddbat') ?? '');
  if (!visit.path.startsWith('/attachment/') || !ticket) return html(simplePage('Mail', '<p>Expired.</p>'), {}, 403);
  ticket.uses += 1;
  const answer = octetsAnswer(ticket.octets, type);
  if (!ticket.cors || ticket.uses > 1) return answer;
  const cors = {
    'access-control-allow-origin': 'https://mail.google.com',
    'access-control-allow-credentials': 'true',
  };
  return { ...answer, headers: { ...answer.headers, ...cors } };
}
