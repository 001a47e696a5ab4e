/** The table of options: what may be given, and what help and the man page say of it. */

import { providers } from '../resolver/providers.ts';

/** In the order in which help shows them. */
export const groups = ['show', 'check', 'receiver', 'run', 'other'] as const;
export type Group = (typeof groups)[number];

export const groupTitles: Readonly<Record<Group, string>> = {
  show: 'What is shown',
  check: 'Checking',
  receiver: 'Who received it',
  run: 'Many messages',
  other: 'Other',
};

export type Option = {
  readonly group: Group;
  /** The placeholder of its value; null for a switch. */
  readonly value: string | null;
  readonly short?: string;
  /** May be given several times. */
  readonly multiple?: true;
  readonly text: string;
};

export const options = {
  json: { group: 'show', value: null, text: 'facts, verdict and explanation as JSON, one object a message' },
  ndjson: { group: 'show', value: null, text: 'the same without the explanation, one line a message' },
  table: {
    group: 'show',
    value: null,
    text: 'one line a message: file, From, verdict, SPF, DKIM, DMARC, service; tab-separated where it is not a terminal that reads it',
  },
  letter: {
    group: 'show',
    value: null,
    text: "only the message to the sender's administrator, ready to be sent; nothing where there is none",
  },
  summary: {
    group: 'show',
    value: null,
    text: 'counts by verdict, and by whom mail is sent in the name of each domain; after the rows of --table, as an object with --json',
  },
  lang: { group: 'show', value: 'en|ja', text: 'language of the words (en)' },
  zone: {
    group: 'check',
    value: 'FILE',
    multiple: true,
    text: 'check with the DNS of this master file (RFC 1035 section 5.1)',
  },
  resolver: {
    group: 'check',
    value: 'URL',
    text: `check with this DNS-over-HTTPS server; or one of: ${providers.map(({ id }) => id).join(', ')}`,
  },
  rate: { group: 'check', value: 'N', text: 'DNS questions a second, at most, that the server is asked (100)' },
  now: { group: 'check', value: 'SECONDS', text: 'check as if it were then, seconds since 1970' },
  receiver: { group: 'receiver', value: 'HOST', text: 'the server whose record is believed (mx.google.com)' },
  gateway: {
    group: 'receiver',
    value: 'ADDRESS_OR_HOST',
    multiple: true,
    text: 'an own gateway before the receiver: its address or network (192.0.2.0/24), and the name after "by" that it writes; give both',
  },
  place: { group: 'receiver', value: 'PLACE', text: 'where the messages lay: spam, inbox, sent, trash or other' },
  jobs: { group: 'run', value: 'N', short: 'j', text: 'threads (one for each processor); few messages need one only' },
  'fail-on': {
    group: 'run',
    value: 'VERDICT',
    multiple: true,
    text: 'exit with 1 where a message has this verdict, or this tone: pass, fail, caution, none, unknown; several with commas',
  },
  help: { group: 'other', value: null, short: 'h', text: 'this' },
  version: { group: 'other', value: null, short: 'V', text: 'the version' },
} as const satisfies Readonly<Record<string, Option>>;

export const synopsis = 'waybill [OPTION]... FILE...';

export const about = `A FILE is a message as it came (.eml), an mbox, a folder (searched through for *.eml, *.mbox, *.mbx, *.mail, *.txt and
names without an ending), or a Maildir; "-" reads standard input: a message, or an mbox.`;

export const asking = `With neither --zone nor --resolver nothing is asked: what the receiver recorded is shown.`;

export const statuses = [
  ['0', 'every message was inspected'],
  ['1', 'so it was, and one of them has a verdict that --fail-on names'],
  ['2', 'usage, or a file or message that could not be read (the others are shown)'],
  ['130', 'interrupted (Ctrl-C): what was done by then is shown'],
] as const;

/** "-j, --jobs N" */
export function spelled(name: string, { short, value, multiple }: Option): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}${multiple ? '...' : ''}`;
}
