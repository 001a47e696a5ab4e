/** The mailboxes of an address field written otherwise: with quotes or without, with a comment for a name. RFC 5322 §3.4, §3.2. */

import type { OctetString } from '../../octets.ts';
import { trimFws } from '../../syntax/tag-list.ts';

/** Mailboxes that are written anew; a field with more is left as it is. */
const MAX_MAILBOXES = 100;

/** As it lies here. */
type Written = {
  /** White space before and behind it. */
  readonly before: OctetString;
  readonly after: OctetString;
  readonly address: OctetString;
  /** Without quotes and comments; '' where there is none. */
  readonly name: OctetString;
};

type Form = (mailbox: Written) => OctetString;

/** A name that may stand without quotes: no character that would end it, but dots, which most programs let pass (obs-phrase). */
const UNQUOTED = /^[^"(),:;<>@[\\\]]*$/;

const quoted: Form = ({ name, address }) => (name === '' ? `<${address}>` : `"${name}" <${address}>`);

/** How programs write a mailbox: as the standard has it, and as sendmail, cron and old programs do. */
const forms: readonly Form[] = [
  (mailbox) => (UNQUOTED.test(mailbox.name) ? plain(mailbox) : quoted(mailbox)),
  (mailbox) => (/^[A-Za-z0-9 ]*$/.test(mailbox.name) ? plain(mailbox) : quoted(mailbox)),
  quoted,
  plain,
  ({ name, address }) => (name === '' ? address : `${address} (${name})`),
  ({ name, address }) => (name === '' ? `<${address}>` : `"${name}"<${address}>`),
  ({ name, address }) => (name === '' ? `<${address}>` : `${name}<${address}>`),
];

function plain({ name, address }: Written): OctetString {
  return name === '' ? address : `${name} <${address}>`;
}

/** The value in each form, as far as it differs; none where a mailbox cannot be read, as in a group. */
export function addressForms(value: OctetString): readonly OctetString[] {
  const entries = entriesOf(value);
  if (entries.length > MAX_MAILBOXES) return [];
  const mailboxes = entries.map(readMailbox);
  if (!mailboxes.every((one) => one !== null)) return [];
  const written = forms.map((form) => mailboxes.map((one) => one.before + form(one) + one.after).join(','));
  return [...new Set(written)].filter((one) => one !== value);
}

/** Parted at commas outside quotes, comments and angle brackets. In one pass. */
function entriesOf(value: OctetString): readonly OctetString[] {
  const entries: OctetString[] = [];
  let [from, within] = [0, ''];
  for (let at = 0; at < value.length; at++) {
    const octet = value[at] as string;
    if (octet === '\\' && within !== '') at++;
    else if (within !== '') within = octet === CLOSING.get(within) ? '' : within;
    else if (CLOSING.has(octet)) within = octet;
    else if (octet === ',') {
      entries.push(value.slice(from, at));
      from = at + 1;
    }
  }
  return [...entries, value.slice(from)];
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['(', ')'],
  ['<', '>'],
]);

const ADDRESS = /^[^ \t\r\n"(),:;<>@[\\\]]{1,64}@[^ \t\r\n"(),:;<>@]{1,255}$/;

function readMailbox(entry: OctetString): Written | null {
  const text = trimFws(entry);
  const from = entry.indexOf(text);
  const around = { before: entry.slice(0, from), after: entry.slice(from + text.length) };
  const open = text.endsWith('>') ? text.lastIndexOf('<') : -1;
  const comment = text.endsWith(')') ? text.indexOf('(') : -1;
  if (open >= 0) {
    const name = unquoted(trimFws(text.slice(0, open)));
    return checked({ ...around, address: trimFws(text.slice(open + 1, -1)), name });
  }
  const address = comment < 0 ? text : trimFws(text.slice(0, comment));
  return checked({ ...around, address, name: comment < 0 ? '' : text.slice(comment + 1, -1) });
}

function checked(mailbox: Written): Written | null {
  return ADDRESS.test(mailbox.address) ? mailbox : null;
}

/** A quoted-string's text as it lies between its quotes; anything else as it is. */
function unquoted(name: OctetString): OctetString {
  return name.length > 1 && name.startsWith('"') && name.endsWith('"') ? name.slice(1, -1) : name;
}
