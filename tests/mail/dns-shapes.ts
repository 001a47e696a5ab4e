/** Five messages with their DNS, by the shape of the questions that a check of them asks. For the bench of the DNS and its test. */

import type { Resolver } from '../../src/engine/dns/dns.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import { keyRecordOf } from './samples/keys.ts';
import type { Sample } from './samples/sample.ts';
import { host, masterFile, txt, type ZoneRecord } from './samples/zone.ts';

export const ip = '192.0.2.10';
export const helo = 'mail.post.example';
export const mailFrom = 'bounce@post.example';
export const at = Date.UTC(2026, 10, 20) / 1000;

export type Shape = {
  readonly name: string;
  readonly author: string;
  readonly signers: readonly string[];
  readonly zone: readonly ZoneRecord[];
  /** Questions one after the other, each of whose names is only known from the answer before. */
  readonly longest: number;
  /** Questions in all, if each is asked once. */
  readonly questions: number;
};

const includes = (names: readonly string[]) => names.map((name) => `include:${name}`).join(' ');
const fan = (count: number) => Array.from({ length: count }, (_, i) => `f${i + 1}.service.example`);
const fanZone = (count: number) => fan(count).map((name, i) => txt(name, `v=spf1 ip4:198.51.100.${i} ~all`));
/** c1 to c5, each leading to the next; the last allows the sender. */
const chainZone = [1, 2, 3, 4].map((i) =>
  txt(`c${i}.service.example`, `v=spf1 include:c${i + 1}.service.example ~all`),
);
const allows = (name: string) => txt(name, `v=spf1 ip4:${ip} ~all`);
const deep = 'a.b.c.d.e.f.g.post.example';

/** Every message has a client with a name, which costs two questions in turn: PTR, then A. */
export const shapes: readonly Shape[] = [
  {
    name: 'one include',
    ...{ author: 'post.example', signers: ['post.example'], longest: 2, questions: 10 },
    zone: [txt('post.example', `v=spf1 ${includes(['c5.service.example'])} -all`), allows('c5.service.example')],
  },
  {
    name: 'a chain of five',
    ...{ author: 'post.example', signers: ['post.example'], longest: 6, questions: 14 },
    zone: [
      txt('post.example', `v=spf1 ${includes(['c1.service.example'])} -all`),
      ...chainZone,
      allows('c5.service.example'),
    ],
  },
  {
    name: 'a fan of nine',
    ...{ author: 'post.example', signers: ['post.example'], longest: 2, questions: 18 },
    zone: [
      txt('post.example', `v=spf1 ${includes([...fan(8), 'c5.service.example'])} -all`),
      ...[...fanZone(8), allows('c5.service.example')],
    ],
  },
  {
    name: 'two keys, a deep walk',
    ...{ author: deep, signers: ['news.post.example', 'service.example'], longest: 2, questions: 18 },
    zone: [txt('post.example', `v=spf1 ip4:${ip} -all`)],
  },
  {
    name: 'all together',
    ...{ author: deep, signers: ['news.post.example', 'service.example'], longest: 6, questions: 27 },
    zone: [
      txt('post.example', `v=spf1 ${includes([...fan(4), 'c1.service.example'])} -all`),
      ...[...fanZone(4), ...chainZone, allows('c5.service.example')],
    ],
  },
];

export function sampleOf({ author, signers }: Shape): Sample {
  return {
    ...{ id: 'bench', folder: 'inbox', about: 'for measurements', at, subject: 'Bench', body: 'A body.' },
    from: `Someone <someone@${author}>`,
    signatures: signers.map((domain) => ({ domain, selector: 's1', key: 'author' })),
    path: () => [],
    envelope: { mailFrom, helo, rdns: helo, ip },
    recorded: { spf: 'pass', dkim: [], dmarc: null },
    now: { spf: null, dkim: [], dmarc: null },
    ...{ verdict: 'other', zone: [] },
  };
}

export function zoneOf({ signers, zone }: Shape): Resolver {
  const common = [
    ...host(helo, ip),
    txt('_dmarc.post.example', 'v=DMARC1; p=reject'),
    txt('arc-20240605._domainkey.google.com', keyRecordOf('receiver')),
    ...signers.map((domain) => txt(`s1._domainkey.${domain}`, keyRecordOf('author'))),
  ];
  return zoneResolver([masterFile([...common, ...zone])]);
}
