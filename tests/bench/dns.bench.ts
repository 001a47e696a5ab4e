/** How long the whole check of a message waits for the DNS, against the longest chain of questions that it cannot shorten. */

import { digest } from '../../src/engine/digest.ts';
import type { Resolver } from '../../src/engine/dns/dns.ts';
import { read } from '../../src/engine/read.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import { verify } from '../../src/engine/verify.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import { authenticate, type PeerResults } from '../support/mailauth.ts';
import { deliver } from '../support/samples/deliver.ts';
import { keyRecordOf } from '../support/samples/keys.ts';
import type { Sample } from '../support/samples/sample.ts';
import { host, masterFile, txt, type ZoneRecord } from '../support/samples/zone.ts';

/** Milliseconds that each answer takes. */
const DELAY = 50;
const RUNS = 15;

export const title = `the whole check, every answer after ${DELAY} ms; median of ${RUNS} runs`;

const ip = '192.0.2.10';
const helo = 'mail.post.example';
const at = Date.UTC(2026, 10, 20) / 1000;

type Shape = {
  readonly name: string;
  readonly author: string;
  readonly signers: readonly string[];
  readonly zone: readonly ZoneRecord[];
  /** Questions one after the other, each of whose names is only known from the answer before. */
  readonly longest: number;
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
const shapes: readonly Shape[] = [
  {
    name: 'one include',
    ...{ author: 'post.example', signers: ['post.example'], longest: 2 },
    zone: [txt('post.example', `v=spf1 ${includes(['c5.service.example'])} -all`), allows('c5.service.example')],
  },
  {
    name: 'a chain of five',
    ...{ author: 'post.example', signers: ['post.example'], longest: 6 },
    zone: [
      txt('post.example', `v=spf1 ${includes(['c1.service.example'])} -all`),
      ...chainZone,
      allows('c5.service.example'),
    ],
  },
  {
    name: 'a fan of nine',
    ...{ author: 'post.example', signers: ['post.example'], longest: 2 },
    zone: [
      txt('post.example', `v=spf1 ${includes([...fan(8), 'c5.service.example'])} -all`),
      ...[...fanZone(8), allows('c5.service.example')],
    ],
  },
  {
    name: 'two keys, a deep walk',
    ...{ author: deep, signers: ['news.post.example', 'service.example'], longest: 2 },
    zone: [txt('post.example', `v=spf1 ip4:${ip} -all`)],
  },
  {
    name: 'all together',
    ...{ author: deep, signers: ['news.post.example', 'service.example'], longest: 6 },
    zone: [
      txt('post.example', `v=spf1 ${includes([...fan(4), 'c1.service.example'])} -all`),
      ...[...fanZone(4), ...chainZone, allows('c5.service.example')],
    ],
  },
];

function sampleOf({ author, signers }: Shape): Sample {
  return {
    ...{ id: 'bench', folder: 'inbox', about: 'for measurements', at, subject: 'Bench', body: 'A body.' },
    from: `Someone <someone@${author}>`,
    signatures: signers.map((domain) => ({ domain, selector: 's1', key: 'author' })),
    path: () => [],
    envelope: { mailFrom: 'bounce@post.example', helo, rdns: helo, ip },
    recorded: { spf: 'pass', dkim: [], dmarc: null },
    now: { spf: null, dkim: [], dmarc: null },
    ...{ verdict: 'other', zone: [] },
  };
}

function zoneOf({ signers, zone }: Shape): Resolver {
  const common = [
    ...host(helo, ip),
    txt('_dmarc.post.example', 'v=DMARC1; p=reject'),
    txt('arc-20240605._domainkey.google.com', keyRecordOf('receiver')),
    ...signers.map((domain) => txt(`s1._domainkey.${domain}`, keyRecordOf('author'))),
  ];
  return zoneResolver([masterFile([...common, ...zone])]);
}

/** Late by `DELAY`; counts what it is asked. */
function delaying(resolve: Resolver): { resolve: Resolver; asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    resolve: async (question) => {
      asked++;
      await new Promise((later) => setTimeout(later, DELAY));
      return resolve(question);
    },
  };
}

type Check = (message: Buffer, resolve: Resolver) => Promise<PeerResults>;

const ours: Check = async (message, resolve) => {
  const digested = await digest(message);
  const verified = await verify(read(digested, gmail), digested, { resolve, now: at + 60 });
  return {
    spf: verified.spf?.result ?? 'none',
    dkim: (verified.dkim ?? []).map(({ result }) => result ?? 'none'),
    dmarc: verified.dmarc?.result ?? 'none',
  };
};

const theirs: Check = (message, resolve) =>
  authenticate(message, { ip, helo, mailFrom: 'bounce@post.example' }, resolve);

async function measure(check: Check, message: Buffer, zone: Resolver) {
  const times: number[] = [];
  let results: PeerResults | null = null;
  let questions = 0;
  await check(message, zone); // warm
  for (let i = 0; i < RUNS; i++) {
    const world = delaying(zone);
    const begun = performance.now();
    results = await check(message, world.resolve);
    times.push(performance.now() - begun);
    questions = world.asked();
  }
  times.sort((a, b) => a - b);
  return { median: times[RUNS >> 1] ?? Number.NaN, best: times[0] ?? Number.NaN, questions, results };
}

export async function run(): Promise<void> {
  const row = (cells: readonly (string | number)[]) =>
    `${String(cells[0]).padEnd(24)}${cells
      .slice(1)
      .map((cell) => String(cell).padStart(12))
      .join('')}\n`;
  const heads = ['shape', 'chain', 'ms', 'ratio', 'best', 'questions', 'mailauth ms', 'ratio', 'questions'];
  process.stdout.write(row(heads));
  for (const shape of shapes) {
    const message = await deliver(sampleOf(shape));
    const zone = zoneOf(shape);
    const [our, peer] = [await measure(ours, message, zone), await measure(theirs, message, zone)];
    if (JSON.stringify(our.results) !== JSON.stringify(peer.results)) {
      throw new Error(`${shape.name}: ${JSON.stringify(our.results)}, mailauth ${JSON.stringify(peer.results)}`);
    }
    const ratio = (ms: number) => (ms / (DELAY * shape.longest)).toFixed(2);
    process.stdout.write(
      row([
        ...[shape.name, shape.longest, our.median.toFixed(0), ratio(our.median), ratio(our.best), our.questions],
        ...[peer.median.toFixed(0), ratio(peer.median), peer.questions],
      ]),
    );
  }
}
