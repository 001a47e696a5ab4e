/** Every identity of a message: as written, what it means, and what looks odd about it. */

import { toUnicode } from '../engine/dns/name.ts';
import type { Report } from '../engine/report.ts';
import { fieldValue, firstAddress } from '../judgement/fields.ts';
import type { Judgement } from '../judgement/judgement.ts';
import { namesRelation } from '../judgement/relation.ts';
import { domainOf } from '../judgement/results.ts';
import { findingLines } from './findings.ts';
import { shownDomain, shownText } from './shown.ts';
import type { Words } from './words.ts';

const ids = [
  'display_name',
  'from',
  'sender',
  'reply_to',
  'return_path',
  'signer',
  'agent',
  'message_id',
  'list_id',
  'helo',
  'ip',
] as const;
type WhoId = (typeof ids)[number];

export type WhoLine = {
  readonly id: WhoId;
  readonly label: string;
  readonly value: string;
  readonly meaning: string;
  readonly odd: readonly string[];
  /** Index of the header field; null where there is none. */
  readonly field: number | null;
};

type Found = {
  readonly id: WhoId;
  readonly value: string;
  readonly domain?: string | null;
  readonly field: number | null;
};

const MOST = 12;

/** Identities of which another organisation is the usual thing tell nothing by it. */
const compared: ReadonlySet<WhoId> = new Set(['sender', 'reply_to', 'return_path', 'signer']);

export function whoIsWho(judgement: Judgement, words: Words): readonly WhoLine[] {
  const { report } = judgement;
  const author = report.recorded.author.domain;
  const findings = findingLines(judgement, words);
  const told = (id: string) => findings.filter((one) => one.id === id).map(({ text }) => text);
  const of: Readonly<Partial<Record<WhoId, readonly string[]>>> = {
    display_name: told('name-holds-address'),
    from: told('encoded-domain'),
    reply_to: told('reply-to'),
    message_id: told('message-id'),
  };
  return found(report).map(({ id, value, domain = null, field }) => {
    const elsewhere = compared.has(id) && domain && author && namesRelation(domain, author) === 'none';
    const own = of[id] ?? [];
    return {
      id,
      label: words.text(`who_${id}`),
      value,
      meaning: words.text(`who_${id}_meaning`),
      odd: [
        ...own,
        ...(elsewhere && own.length === 0 ? [words.text('who_other_organisation')] : []),
        ...(domain ? oddName(domain, words) : []),
      ],
      field,
    };
  });
}

function found({ recorded }: Report): readonly Found[] {
  const { author, envelope, signatures, fields } = recorded;
  const written = (id: WhoId, key: string): readonly Found[] => {
    const value = fieldValue(recorded, key);
    const field = fields.find((one) => one.key === key)?.index ?? null;
    return value === null ? [] : [{ id, value: shownText(value), domain: domainOf(firstAddress(value)), field }];
  };
  const from = author.fields[0] ?? null;
  return [
    ...author.mailboxes
      .slice(0, MOST)
      .flatMap(({ displayName, address, domain }): readonly Found[] => [
        ...(displayName ? [{ id: 'display_name', value: shownText(displayName), field: from } as const] : []),
        { id: 'from', value: shownText(address), domain, field: from },
      ]),
    ...written('sender', 'sender'),
    ...written('reply_to', 'reply-to'),
    ...(envelope.mailFrom
      ? [
          {
            id: 'return_path' as const,
            value: envelope.mailFrom.value === '' ? '<>' : shownText(envelope.mailFrom.value),
            domain: domainOf(envelope.mailFrom.value),
            field: envelope.mailFrom.field,
          },
        ]
      : []),
    ...signatures
      .slice(0, MOST)
      .flatMap(({ d, i, field }): readonly Found[] => [
        { id: 'signer', value: shownDomain(d), domain: d, field },
        ...(i === `@${d}` ? [] : [{ id: 'agent', value: shownText(i), field } as const]),
      ]),
    ...written('message_id', 'message-id'),
    ...written('list_id', 'list-id'),
    ...(envelope.helo
      ? [{ id: 'helo' as const, value: shownText(envelope.helo.value), field: envelope.helo.field }]
      : []),
    ...(envelope.ip ? [{ id: 'ip' as const, value: envelope.ip.value, field: envelope.ip.field }] : []),
  ];
}

const scripts = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Hebrew', 'Arabic', 'Thai'] as const;
const letters = new Map(scripts.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')]));

/** Names of one label, names that mix scripts which no language mixes, and names that are drawn like others. */
function oddName(domain: string, words: Words): readonly string[] {
  if (!domain.includes('.')) return [words.text('who_no_dot')];
  if (!domain.includes('xn--')) return [];
  // The top-level domain is most often Latin, and is not part of what is mixed.
  const unicode = toUnicode(domain);
  const name = unicode.split('.').slice(0, -1);
  const mixed = name
    .map((label) => scripts.filter((script) => letters.get(script)?.test(label)))
    .find((one) => one.length > 1);
  const latin = [...unicode].map((letter) => drawnAs.get(letter) ?? letter).join('');
  return [
    ...(mixed ? [words.text('who_mixed_scripts', { scripts: mixed.join(', ') })] : []),
    ...(/^[a-z0-9.-]+$/.test(latin) ? [words.text('who_drawn_as', { latin })] : []),
  ];
}

/** Letters that most fonts draw as a Latin one: the closest of Unicode's confusables (UTS #39). */
const drawnAs: ReadonlyMap<string, string> = new Map([
  ...pairs('асԁеһіјӏорԛѕԝхуѵ', 'acdehijlopqswxyv'), // Cyrillic
  ...pairs('αινορ', 'aivop'), // Greek
  ...pairs('օսհո', 'ouhn'), // Armenian
]);

function pairs(letters: string, latin: string): readonly (readonly [string, string])[] {
  return [...letters].map((letter, i) => [letter, latin[i] ?? letter] as const);
}
