/** What lies in the stand-in's mailboxes: accounts, threads, messages, and their ids in the shapes that Gmail gives them. */

import { createHash } from 'node:crypto';
import { octetsOf, type SampleEntry, samples } from '../../mail/samples/samples.ts';
import { oddMessages } from './odd.ts';

export type Folder = 'inbox' | 'spam' | 'trash' | 'sent' | 'drafts' | 'odd';

/** How a message stands in its conversation when that is opened. */
export type MessageState = 'expanded' | 'collapsed' | 'collapsed-hidden-adn' | 'bubble';

export type MailMessage = {
  /** The sample that it is, or another name that tests call it by. */
  readonly name: string;
  /** "msg-f:DEC" when received, "msg-a:r-DEC" when written here. */
  readonly permId: string;
  /** 16 hexadecimal digits: the number of msg-f; for msg-a not derivable from it. */
  readonly legacyHex: string;
  readonly from: { readonly name: string; readonly email: string };
  readonly to: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly subject: string;
  readonly body: string;
  readonly kind: 'received' | 'sent' | 'draft' | 'hostile';
  readonly state: MessageState;
  /** Whether the page carries data-legacy-message-id: not for a message that was sent a moment ago. */
  readonly exposeLegacy: boolean;
  readonly octets: () => Buffer;
};

export type Thread = {
  readonly permId: string;
  readonly legacyHex: string;
  /** What stands in the address bar. It names the thread, and cannot be turned into any other id. */
  readonly urlId: string;
  readonly subject: string;
  readonly folder: Folder;
  readonly messages: readonly MailMessage[];
};

export type Account = {
  readonly index: number;
  readonly address: string;
  readonly ik: string;
  /** Another's mailbox, opened through this account: /d/ID/ (new) or /b/ID/ (older). */
  readonly delegate: string | null;
  readonly threads: readonly Thread[];
};

const digestOf = (text: string) => createHash('sha256').update(text).digest();

/** A Gmail message number: milliseconds << 20, and something to tell apart what came in one of them. */
const numberOf = (name: string, at: number) =>
  ((BigInt(at) * 1000n) << 20n) | BigInt(digestOf(name).readUInt32BE() & 0xfffff);

const hex = (number: bigint) => number.toString(16).padStart(16, '0');

/** 32 characters, letters and digits, as Gmail's address bar has them. */
const urlIdOf = (name: string) =>
  `FMfcg${digestOf(`url ${name}`)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, 'x')
    .slice(0, 27)}`;

function senderOf(from: string): MailMessage['from'] {
  const parts = /^(.*?)\s*<([^>]*)>$/.exec(from);
  return parts ? { name: parts[1] || (parts[2] ?? ''), email: parts[2] ?? '' } : { name: from, email: from };
}

type Draft = Omit<MailMessage, 'permId' | 'legacyHex' | 'exposeLegacy' | 'from'> & { readonly from: string };

function messageOf(draft: Draft): MailMessage {
  const own = draft.kind === 'sent' || draft.kind === 'draft';
  const number = numberOf(draft.name, draft.at);
  return {
    ...draft,
    from: senderOf(draft.from),
    permId: own ? `msg-a:r-${digestOf(`own ${draft.name}`).readUInt32BE()}0815` : `msg-f:${number}`,
    legacyHex: own ? hex(numberOf(`hex ${draft.name}`, draft.at)) : hex(number),
    exposeLegacy: draft.kind !== 'sent',
  };
}

function threadOf(name: string, folder: Folder, messages: readonly MailMessage[]): Thread {
  const [first] = messages;
  if (!first) throw new Error(`an empty thread: ${name}`);
  const own = first.permId.startsWith('msg-a');
  // A thread begun by the reader has a number of its own: its hexadecimal id names no message.
  const number = own ? numberOf(`thread ${name}`, first.at) : BigInt(first.permId.slice('msg-f:'.length));
  return {
    permId: own ? `thread-a:r-${digestOf(`thread ${name}`).readUInt32BE()}4711` : `thread-f:${number}`,
    legacyHex: hex(number),
    urlId: urlIdOf(name),
    subject: first.subject,
    folder,
    messages,
  };
}

const fromSample = (sample: SampleEntry, state: MessageState = 'expanded') =>
  messageOf({
    ...sample,
    name: sample.id,
    to: sample.folder === 'sent' ? 'misaki@letters.example' : 'hana@office.example',
    body: `${sample.body}\n\n${sample.canary}`,
    kind: sample.folder === 'sent' ? 'sent' : 'received',
    state,
    octets: () => octetsOf(sample.id),
  });

/** Samples of one conversation, all of them open: "the last" and "the chosen" differ. */
function conversations(): Thread[] {
  const names = new Set(samples.flatMap((one) => one.conversation ?? []));
  return [...names].map((name) => {
    const group = samples.filter((one) => one.conversation === name);
    return threadOf(
      name,
      group[0]?.folder ?? 'inbox',
      group.map((one) => fromSample(one)),
    );
  });
}

/** A conversation between two senders: the wrong message of it is told by its From. */
function exchange(): Thread {
  const pair = ['no-policy', 'all-pass'].map((id) => samples.find((one) => one.id === id) as SampleEntry);
  const messages = pair.map((sample, i) =>
    messageOf({ ...fromSample(sample), name: `exchange-${i + 1}`, from: sample.from }),
  );
  return threadOf('exchange', 'odd', messages);
}

/** One of each state that a message can have in a conversation, and a body that lies about itself. */
function states(): Thread[] {
  const all = samples.find((one) => one.id === 'all-pass') as SampleEntry;
  const variant = (name: string, state: MessageState, kind: MailMessage['kind'], minutes: number) =>
    messageOf({
      ...fromSample(all, state),
      ...{ name, kind, from: all.from, subject: `States: ${name}`, at: all.at - 86400 + minutes * 60 },
    });
  return [
    threadOf('states', 'odd', [
      variant('bubble', 'bubble', 'received', 0),
      variant('collapsed', 'collapsed', 'received', 1),
      variant('collapsed-hidden', 'collapsed-hidden-adn', 'received', 2),
      variant('open', 'expanded', 'received', 3),
    ]),
    threadOf('hostile', 'odd', [variant('hostile', 'expanded', 'hostile', 4)]),
    threadOf('draft', 'drafts', [variant('draft', 'expanded', 'draft', 5)]),
    threadOf('trashed', 'trash', [variant('trashed', 'expanded', 'received', 6)]),
  ];
}

function odd(): Thread[] {
  return oddMessages.map(({ name, octets }, i) =>
    threadOf(name, 'odd', [
      messageOf({
        ...{ name, subject: `Odd: ${name}`, from: 'Odd Octets <misaki@letters.example>', to: 'hana@office.example' },
        ...{ at: 1794100000 + i, body: name, kind: 'received', state: 'expanded', octets },
      }),
    ]),
  );
}

const single = (): Thread[] =>
  samples.filter((one) => !one.conversation).map((one) => threadOf(one.id, one.folder, [fromSample(one)]));

const newestFirst = (threads: readonly Thread[]) =>
  threads.toSorted((a, b) => (b.messages.at(-1)?.at ?? 0) - (a.messages.at(-1)?.at ?? 0));

/** The reader's own account with everything in it, a second one with little, and two mailboxes of others. */
export function makeAccounts(): readonly Account[] {
  const everything = newestFirst([...single(), ...conversations(), exchange(), ...states(), ...odd()]);
  const little = (name: string) =>
    everything
      .filter((thread) => thread.folder === 'inbox')
      .slice(0, 3)
      .map((thread): Thread => {
        const messages = thread.messages.map((one) =>
          messageOf({ ...one, from: `${one.from.name} <${one.from.email}>`, name: `${one.name}@${name}` }),
        );
        return threadOf(`${thread.subject}@${name}`, 'inbox', messages);
      });
  return [
    { index: 0, address: 'hana@office.example', ik: 'ab12cd34ef', delegate: null, threads: everything },
    { index: 1, address: 'hana@club.example', ik: '0123456789', delegate: null, threads: little('club') },
    { index: 0, address: 'desk@office.example', ik: 'de1e6a7e00', delegate: 'd', threads: little('desk') },
    { index: 0, address: 'front@office.example', ik: 'de1e6a7e01', delegate: 'b', threads: little('front') },
  ];
}
