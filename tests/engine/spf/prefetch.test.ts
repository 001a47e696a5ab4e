/** Asking ahead: as fast as the longest chain of questions, no other answer, and no more questions. RFC 7208 §4.6.4. */

import { describe, expect, it } from 'vitest';
import type { DnsAnswer, Question, Resolver } from '../../../src/engine/dns/dns.ts';
import { checkHost } from '../../../src/engine/spf/check-host.ts';
import { zoneResolver } from '../../../src/resolver/zone.ts';
import { recording, txt, zoneOf } from '../../mail/spf.ts';
import { spfCase } from '../../mail/spf-cases.ts';

const input = { ip: '192.0.2.1', mailFrom: 'user@example.com', helo: 'helo.example.net', receiver: '', now: 0 };

/** How many rounds of questions a check takes, if each answer takes as long as any other. */
async function rounds(zone: string): Promise<number> {
  const zones = zoneResolver([zone]);
  const memo = new Map<string, Promise<DnsAnswer>>();
  let waiting: (() => void)[] = [];
  const resolve: Resolver = (question: Question) => {
    const key = `${question.name} ${question.type}`;
    const answer = memo.get(key) ?? new Promise<void>((go) => waiting.push(go)).then(() => zones(question));
    memo.set(key, answer);
    return answer;
  };
  let count = 0;
  let done = false;
  const check = checkHost(input, 'mailfrom', resolve).then(() => {
    done = true;
  });
  for (;;) {
    await new Promise((go) => setImmediate(go));
    if (done) break;
    const batch = waiting;
    waiting = [];
    expect(batch.length, 'a check that waits has asked').toBeGreaterThan(0);
    count++;
    for (const go of batch) go();
  }
  await check;
  return count;
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('rounds of questions', () => {
  const fan = `example.com. TXT "v=spf1 ${numbers(9)
    .map((i) => `include:i${i}.example.net`)
    .join(' ')} -all"
${numbers(9)
  .map((i) => `i${i}.example.net. TXT "v=spf1 ip4:203.0.113.${i} ~all"`)
  .join('\n')}`;
  const chain = `example.com. TXT "v=spf1 include:c1.example.net -all"
${numbers(5)
  .map((i) => `c${i}.example.net. TXT "v=spf1 include:c${i + 1}.example.net ~all"`)
  .join('\n')}
c5.example.net. TXT "v=spf1 ip4:203.0.113.1 ~all"`;
  const mixed = `example.com. TXT "v=spf1 a mx:m.example.net exists:%{ir}.x.example.net include:i.example.net ptr -all exp=e.example.net"
example.com. A 198.51.100.1
m.example.net. MX 10 h1.example.net.
m.example.net. MX 20 h2.example.net.
h1.example.net. A 198.51.100.1
h2.example.net. A 198.51.100.2
i.example.net. TXT "v=spf1 a:h1.example.net a:h2.example.net"
1.2.0.192.in-addr.arpa. PTR h1.example.net.
e.example.net. TXT "no"`;
  const cases: readonly [title: string, zone: string, rounds: number][] = [
    ['one record', 'example.com. TXT "v=spf1 -all"', 1],
    ['a fan of nine', fan, 2],
    ['a chain of five', chain, 6],
    ['every mechanism, and the explanation', mixed, 3],
    [
      'a redirect beside mechanisms',
      'example.com. TXT "v=spf1 a redirect=r.example.net"\nr.example.net. TXT "v=spf1 -all"',
      2,
    ],
    ['a name that only the reverse zone tells', 'example.com. TXT "v=spf1 a exists:%{p}.x.example.net -all"', 3],
  ];
  it.each(cases)('%s', async (_, zone, count) => expect(await rounds(zone)).toBe(count));
});

describe('questions', () => {
  /** Names without the domain's own TXT, in order. */
  async function asked(record: string, rest = ''): Promise<string[]> {
    const { resolve, asked } = recording(`${txt('example.com', `v=spf1 ${record}`)}\n${rest}`);
    await checkHost(input, 'mailfrom', resolve);
    return asked.slice(1);
  }

  it('are asked in the order of the terms', async () => {
    expect(await asked('a:a.example.net mx:b.example.net ?exists:c.example.net -all')).toEqual([
      'a.example.net A',
      'b.example.net MX',
      'c.example.net A',
    ]);
  });

  it.each([
    ['behind a term that matches by itself', 'ip4:192.0.2.0/24 a include:x.example.net'],
    ['behind "all"', '?all a redirect=x.example.net'],
    ['of a record with a mistake', 'a include:x.example.net moo'],
    ['for an explanation that nobody will need', '~all exp=x.example.net'],
  ])('are not asked %s', async (_, record) => expect(await asked(record)).toEqual([]));

  it('stop at the tenth term, wherever it stands', async () => {
    const many = numbers(30)
      .map((i) => `exists:e${i}.example.net`)
      .join(' ');
    const zone = numbers(30)
      .map((i) => `e${i}.example.net. AAAA 2001:db8::1`)
      .join('\n');
    expect(await asked(many, zone)).toHaveLength(10);
    expect(
      (await asked(`include:more.example.net ${many}`, txt('more.example.net', `v=spf1 ${many}`))).length,
    ).toBeLessThanOrEqual(20);
  });

  it('end in a loop', async () => {
    expect(
      await asked('include:loop.example.net', 'loop.example.net. TXT "v=spf1 include:%{d} include:example.com"'),
    ).toEqual(['loop.example.net TXT']);
  });

  it('are the ones that the evaluation asks, where nothing matches', async () => {
    const record = 'a mx:m.example.net include:i.example.net exists:%{ir}.x.example.net ptr ~all';
    const rest = `example.com. A 198.51.100.1
m.example.net. MX 10 example.com.
i.example.net. TXT "v=spf1 a:m.example.net"
m.example.net. A 198.51.100.1
x.example.net. A 198.51.100.1
1.2.0.192.in-addr.arpa. PTR m.example.net.`;
    const { tree } = await checkHost(input, 'mailfrom', zoneResolver([`example.com. TXT "v=spf1 ${record}"\n${rest}`]));
    const used = new Set<string>();
    JSON.stringify(tree, (_, value) => {
      if (value?.question) used.add(`${value.question.name} ${value.question.type}`);
      return value;
    });
    expect(new Set(await asked(record, rest)).add('example.com TXT')).toEqual(used);
  });

  it('change no answer: each that is late comes to the same', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const one = spfCase(seed);
      const zone = zoneOf(one.zone);
      const of = { ip: one.ip, mailFrom: one.sender, helo: one.helo, receiver: one.receiver, now: one.now };
      const late: Resolver = async (question) => {
        const turns = (question.name.length * 7 + question.type.length + seed) % 5;
        for (let i = 0; i < turns; i++) await Promise.resolve();
        return zone(question);
      };
      expect(await checkHost(of, 'mailfrom', late), `seed ${seed}`).toEqual(await checkHost(of, 'mailfrom', zone));
    }
  });
});
