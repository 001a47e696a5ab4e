/** Queries and answers on the wire. */

import { decode, encode, type Packet } from '@leichtgewicht/dns-packet';
import { describe, expect, it } from 'vitest';
import type { Question, RecordType } from '../../src/engine/dns/dns.ts';
import { TYPE } from '../../src/resolver/dns-message.ts';
import { decodeAnswer, encodeQuery } from '../../src/resolver/wire.ts';
import {
  a,
  cname,
  ede,
  message,
  name,
  open,
  opt,
  pointer,
  QNAME,
  question,
  record,
  soa,
  string,
  txt,
} from './dns-octets.ts';

const asked: Question = { name: 'www.example', type: 'A' };
const www = question('www.example', TYPE.A);
const other = name('other.example');
/** Decodes the answer to `www.example A`. */
const answerTo = (parts: Parameters<typeof message>[0]) => decodeAnswer(asked, message({ questions: [www], ...parts }));
const addresses = (...last: number[]) => last.map((one) => ({ type: 'A', address: `192.0.2.${one}` }));

describe('encodeQuery', () => {
  it('id 0, RD, AD, one question, EDNS with padding, and RFC 7871 §7.1.2: a client subnet of no bits', () => {
    const query = decode(encodeQuery({ name: '_dmarc.example.com', type: 'TXT' }) ?? new Uint8Array());
    expect(query).toMatchObject({
      id: 0,
      type: 'query',
      opcode: 'QUERY',
      flag_rd: true,
      flag_ad: true,
      flag_cd: false,
      questions: [{ name: '_dmarc.example.com', type: 'TXT', class: 'IN' }],
      additionals: [{ type: 'OPT', udpPayloadSize: 4096, flag_do: false, ednsVersion: 0 }],
    });
    const [edns] = query.additionals ?? [];
    const options = edns && 'options' in edns ? (edns.options as { code: number; data: Uint8Array }[]) : [];
    expect(options.map(({ code }) => code)).toEqual([8, 12]);
    expect([...(options[0]?.data ?? [])]).toEqual([0, 1, 0, 0]);
    expect([...(options[1]?.data ?? [])].every((octet) => octet === 0)).toBe(true);
  });

  it('RFC 8467 §4.1: a multiple of 128 octets, whatever the name', () => {
    for (let length = 1; length <= 253; length++) {
      const long = 'a'
        .repeat(length)
        .replace(/(.{49})./g, '$1.')
        .replace(/\.$/, 'a');
      const octets = encodeQuery({ name: long, type: 'A' });
      expect([128, 256, 384]).toContain(octets?.length);
      expect(octets && decode(octets).questions?.[0]?.name).toBe(long);
    }
  });

  it.each<[RecordType, number]>([
    ['A', 1],
    ['AAAA', 28],
    ['TXT', 16],
    ['MX', 15],
    ['PTR', 12],
    ['CNAME', 5],
  ])('%s is type %i', (type, code) =>
    expect(encodeQuery({ name: '', type })?.subarray(12, 17)).toEqual(Uint8Array.of(0, 0, code, 0, 1)),
  );

  it('octets of any value, from their escapes', () => {
    const octets = encodeQuery({ name: 'a\\046b\\000\\255.Test.', type: 'A' });
    expect([...(octets ?? [])].slice(12, 24)).toEqual([5, 97, 0x2e, 98, 0, 255, 4, 116, 101, 115, 116, 0]);
  });

  it.each(['a..b', '.a', `${'a'.repeat(64)}.b`, `${'a.'.repeat(126)}bb`, 'a\\256', '\u4f8b'])(
    'no query for %j',
    (text) => expect(encodeQuery({ name: text, type: 'A' })).toBeNull(),
  );
});

describe('records of each type', () => {
  const data = (type: RecordType, octets: readonly number[]) => {
    const answer = decodeAnswer(
      { name: 'x', type },
      message({ questions: [question('x', TYPE[type])], answer: [record(QNAME, TYPE[type], octets)] }),
    );
    return answer.status === 'found' ? answer.records[0] : answer.status === 'failed' ? answer.detail : answer.status;
  };
  it.each<[string, RecordType, readonly number[], unknown]>([
    ['A', 'A', [192, 0, 2, 1], { type: 'A', address: '192.0.2.1' }],
    ['AAAA, RFC 5952', 'AAAA', [0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), 1], { type: 'AAAA', address: '2001:db8::1' }],
    [
      'TXT of several strings',
      'TXT',
      [...string('v=spf1 '), ...string(''), ...string('\xff\0')],
      { type: 'TXT', strings: ['v=spf1 ', '', '\xff\0'] },
    ],
    ['MX', 'MX', [1, 2, ...open('mx'), ...QNAME], { type: 'MX', preference: 258, exchange: 'mx.x' }],
    ['the null MX', 'MX', [0, 0, 0], { type: 'MX', preference: 0, exchange: '' }],
    ['PTR, lower case', 'PTR', name('Host.Example'), { type: 'PTR', name: 'host.example' }],
    ['CNAME, asked for', 'CNAME', name('y'), { type: 'CNAME', name: 'y' }],
    ['a dot inside a label is escaped', 'PTR', [3, 97, 0x2e, 98, 1, 99, 0], { type: 'PTR', name: 'a\\046b.c' }],
    ['a name of 255 octets', 'PTR', name(`${'a.'.repeat(126)}b`), { type: 'PTR', name: `${'a.'.repeat(126)}b` }],
    ['A of 3 octets', 'A', [192, 0, 2], 'broken-message'],
    ['A of 5 octets', 'A', [192, 0, 2, 1, 1], 'broken-message'],
    ['AAAA of 4 octets', 'AAAA', [192, 0, 2, 1], 'broken-message'],
    ['TXT without a string', 'TXT', [], 'broken-message'],
    ['a string longer than the data', 'TXT', [5, 97], 'broken-message'],
    ['MX without a name', 'MX', [0, 1], 'broken-message'],
    ['MX of one octet', 'MX', [0], 'broken-message'],
    ['a name shorter than the data', 'PTR', [...name('y'), 0], 'broken-message'],
    ['a name longer than the data', 'PTR', [5, 97], 'broken-message'],
    ['a name of 256 octets', 'PTR', name(`${'a.'.repeat(126)}bb`), 'broken-message'],
    ['a label of 63 octets', 'PTR', name('a'.repeat(63)), { type: 'PTR', name: 'a'.repeat(63) }],
    ['one of 64, which would be a label type of old', 'PTR', name('a'.repeat(64)), 'broken-message'],
    ['a label type of old, at its end', 'PTR', [0xbf, ...Array<number>(0xbf).fill(97), 0], 'broken-message'],
  ])('%s', (_, type, octets, expected) => expect(data(type, octets)).toEqual(expected));
});

describe('aliases', () => {
  const b = name('b.example');
  const c = name('c.example');
  it.each<[string, Parameters<typeof message>[0], object]>([
    [
      'none',
      { answer: [a(QNAME, 1), a(QNAME, 2)] },
      { status: 'found', aliases: [], records: addresses(1, 2), ttl: 300 },
    ],
    [
      'in order',
      { answer: [cname(QNAME, b, 60), cname(b, c), a(c, 1)] },
      { aliases: ['b.example', 'c.example'], records: addresses(1), ttl: 60 },
    ],
    [
      'in any order',
      { answer: [a(c, 1, 7), cname(b, c), cname(QNAME, b)] },
      { aliases: ['b.example', 'c.example'], records: addresses(1), ttl: 7 },
    ],
    [
      'in any case',
      { answer: [cname(name('WWW.Example'), name('B.EXAMPLE')), a(b, 1)] },
      { aliases: ['b.example'], records: addresses(1) },
    ],
    [
      'records of other names do not count',
      { answer: [a(other, 9), a(QNAME, 1), cname(other, b)] },
      { aliases: [], records: addresses(1) },
    ],
    ['... even if there are no others', { answer: [a(other, 9)] }, { status: 'nodata' }],
    ['... even if they are broken', { answer: [record(other, TYPE.A, [1]), a(QNAME, 1)] }, { records: addresses(1) }],
    [
      'records of another class do not count',
      { answer: [record(QNAME, TYPE.A, [192, 0, 2, 9], 300, 3)] },
      { status: 'nodata' },
    ],
    [
      'to nothing',
      { rcode: 3, answer: [cname(QNAME, b)], authority: [soa(name('example'), 50, 90)] },
      { status: 'nxdomain', aliases: ['b.example'], ttl: 50 },
    ],
    [
      'without the type',
      { answer: [cname(QNAME, b, 10)], authority: [soa(name('example'), 50, 90)] },
      { status: 'nodata', aliases: ['b.example'], ttl: 10 },
    ],
    [
      'DNAME with its CNAME',
      {
        answer: [
          record(name('example'), TYPE.DNAME, name('new')),
          cname(QNAME, name('www.new')),
          a(name('www.new'), 1),
        ],
      },
      { aliases: ['www.new'], records: addresses(1) },
    ],
    [
      'DNAME without its CNAME, RFC 6672',
      { answer: [record(name('example'), TYPE.DNAME, name('new'), 20), a(name('www.new'), 1)] },
      { aliases: ['www.new'], records: addresses(1), ttl: 20 },
    ],
    [
      'DNAME of the root, which leads below itself again and again',
      { answer: [record([0], TYPE.DNAME, name('new')), a(name('www.example.new'), 1)] },
      { cause: 'malformed', detail: 'alias-loop' },
    ],
    [
      'DNAME has no power over its own name',
      { answer: [record(QNAME, TYPE.DNAME, name('new')), a(QNAME, 1)] },
      { aliases: [], records: addresses(1) },
    ],
    ['a CNAME of the name itself', { answer: [cname(QNAME, QNAME)] }, { cause: 'malformed', detail: 'alias-loop' }],
    ['a ring', { answer: [cname(QNAME, b), cname(b, c), cname(c, b)] }, { cause: 'malformed', detail: 'alias-loop' }],
    ['a broken CNAME', { answer: [cname(QNAME, [...b, 0])] }, { cause: 'malformed', detail: 'broken-message' }],
    [
      'a DNAME that makes the name too long',
      { answer: [record(name('example'), TYPE.DNAME, name(`${'a.'.repeat(125)}b`))] },
      { cause: 'malformed', detail: 'broken-message' },
    ],
  ])('%s', (_, parts, expected) => expect(answerTo(parts)).toMatchObject(expected));

  const chain = (length: number) => [
    cname(QNAME, name('n1')),
    ...Array.from({ length: length - 1 }, (_, i) => cname(name(`n${i + 1}`), name(`n${i + 2}`))),
    a(name(`n${length}`), 1),
  ];
  it('16 are followed, 17 are not', () => {
    expect(answerTo({ answer: chain(16) })).toMatchObject({ status: 'found', records: addresses(1) });
    expect(answerTo({ answer: chain(17) })).toMatchObject({ status: 'failed', detail: 'alias-loop' });
  });
});

describe('what is not there, and for how long (RFC 2308 §5)', () => {
  /** Two root names and five numbers, the last of them 50; too short from its beginning. */
  const soaData = (length: number) => [...Array<number>(21).fill(0), 50].slice(22 - length);
  it.each<[string, Parameters<typeof message>[0], object]>([
    ['nodata: the SOA has its TTL', { authority: [soa(name('example'), 50, 90)] }, { status: 'nodata', ttl: 50 }],
    [
      'nxdomain: the SOA has its MINIMUM',
      { rcode: 3, authority: [soa(name('example'), 90, 50)] },
      { status: 'nxdomain', ttl: 50 },
    ],
    [
      'an SOA of 22 octets, the least there can be',
      { authority: [record([0], TYPE.SOA, soaData(22), 90)] },
      { ttl: 50 },
    ],
    ['an SOA of 21 octets is none', { authority: [record([0], TYPE.SOA, soaData(21), 90)] }, { ttl: 0 }],
    ['the SOA of the root', { rcode: 3, authority: [soa([0], 40, 50)] }, { status: 'nxdomain', ttl: 40 }],
    ['no SOA', { rcode: 3 }, { status: 'nxdomain', ttl: 0 }],
    ['the SOA of another zone', { rcode: 3, authority: [soa(name('test'), 90, 50)] }, { status: 'nxdomain', ttl: 0 }],
    ['NXDOMAIN with records, against RFC 8020', { rcode: 3, answer: [a(QNAME, 1)] }, { status: 'nxdomain' }],
    ['a TTL with the highest bit, RFC 2181 §8', { answer: [a(QNAME, 1, 0x80000000)] }, { status: 'found', ttl: 0 }],
    ['a TTL of 0', { answer: [a(QNAME, 1, 0)] }, { status: 'found', ttl: 0 }],
  ])('%s', (_, parts, expected) => expect(answerTo(parts)).toMatchObject(expected));
});

describe('response codes, AD and Extended DNS Errors', () => {
  it.each<[string, Parameters<typeof message>[0], object]>([
    ['SERVFAIL', { rcode: 2 }, { status: 'failed', cause: 'servfail', ttl: 0, aliases: [] }],
    ['REFUSED', { rcode: 5 }, { status: 'failed', cause: 'refused' }],
    ['FORMERR', { rcode: 1 }, { status: 'failed', cause: 'servfail', detail: 'other-rcode' }],
    ['YXDOMAIN', { rcode: 6 }, { status: 'failed', cause: 'servfail', detail: 'other-rcode' }],
    [
      'BADVERS, whose bits are in OPT',
      { additional: [opt([], 1)] },
      { status: 'failed', cause: 'servfail', detail: 'other-rcode' },
    ],
    ['AD', { flags: 0x81a0, answer: [a(QNAME, 1)] }, { status: 'found', authentic: true }],
    ['no AD', { answer: [a(QNAME, 1)] }, { status: 'found', authentic: false }],
    [
      'a remark beside a failure',
      { rcode: 2, additional: [opt([ede(22, 'no servers')])] },
      { cause: 'servfail', extended: ['22: no servers'] },
    ],
    [
      'a remark beside an answer',
      { answer: [a(QNAME, 1)], additional: [opt([[12, [0, 0]], ede(3)])] },
      { status: 'found', extended: ['3'] },
    ],
    ['a text that ends with NUL', { additional: [opt([ede(0, 'x\0')])] }, { extended: ['0: x'] }],
    ['a long text is cut', { additional: [opt([ede(0, 'x'.repeat(999))])] }, { extended: [`0: ${'x'.repeat(256)}`] }],
    [
      'many remarks are cut',
      { additional: [opt(Array.from({ length: 99 }, (_, i) => ede(i)))] },
      { extended: ['0', '1', '2', '3', '4', '5', '6', '7'] },
    ],
    ['a remark without its code', { answer: [a(QNAME, 1)], additional: [opt([[15, [1]]])] }, { status: 'found' }],
    [
      'an option longer than the data',
      { answer: [a(QNAME, 1)], additional: [record([0], TYPE.OPT, [0, 15, 9, 9, 0, 1])] },
      { status: 'found' },
    ],
  ])('%s', (_, parts, expected) => expect(answerTo(parts)).toMatchObject(expected));

  it('no remark, no field', () =>
    expect(answerTo({ answer: [a(QNAME, 1)], additional: [opt([])] })).not.toHaveProperty('extended'));
});

describe('messages that are not taken', () => {
  const good = message({ questions: [www], answer: [a(QNAME, 1)] });
  const detail = (octets: Uint8Array) => {
    const answer = decodeAnswer(asked, octets);
    return answer.status === 'failed' ? `${answer.cause} ${answer.detail}` : answer.status;
  };
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'malformed empty'],
    ['less than a header', good.subarray(0, 11), 'malformed broken-message'],
    ['a header only', good.subarray(0, 12), 'malformed broken-message'],
    ['over 65,535 octets', new Uint8Array(65_536), 'malformed too-large'],
    ['another id', message({ id: 1, questions: [www] }), 'malformed wrong-id'],
    ['a query', message({ flags: 0x0100, questions: [www] }), 'malformed not-a-response'],
    ['another opcode', message({ flags: 0xa980, questions: [www] }), 'malformed not-a-response'],
    ['TC', message({ flags: 0x8380, questions: [www], answer: [a(QNAME, 1)] }), 'malformed truncated'],
    ['no question', message({ answer: [a(name('www.example'), 1)] }), 'malformed wrong-question'],
    ['two questions', message({ questions: [www, www] }), 'malformed wrong-question'],
    [
      'a question for another name',
      message({ questions: [question('ww.example', TYPE.A)] }),
      'malformed wrong-question',
    ],
    [
      'a question for another type',
      message({ questions: [question('www.example', TYPE.MX)] }),
      'malformed wrong-question',
    ],
    [
      'a question for another class',
      message({ questions: [question('www.example', TYPE.A, 3)] }),
      'malformed wrong-question',
    ],
    [
      'a question in another case',
      message({ questions: [question('wWw.ExAmPlE', TYPE.A)], answer: [a(QNAME, 1)] }),
      'found',
    ],
    ['a pointer to itself', message({ questions: [www], answer: [a(pointer(29), 1)] }), 'malformed broken-message'],
    [
      // What it leads to is a name, and would be read as one: only its place is wrong.
      'a pointer forwards',
      message({ questions: [www], answer: [a(pointer(29 + 16), 1), a(name('www.example'), 2)] }),
      'malformed broken-message',
    ],
    [
      'a pointer into the header',
      message({ questions: [www], answer: [a(pointer(4), 1)] }),
      'malformed broken-message',
    ],
    [
      'a pointer to before, which leads back',
      message({ questions: [www], answer: [a([1, 97, ...pointer(29)], 1)] }),
      'malformed broken-message',
    ],
    [
      'a question that is a pointer',
      message({ questions: [[...pointer(12), 0, 1, 0, 1]] }),
      'malformed broken-message',
    ],
    [
      'more records than there are',
      Uint8Array.from(good, (octet, i) => (i === 7 ? 2 : octet)),
      'malformed broken-message',
    ],
  ])('%s', (_, octets, expected) => expect(detail(octets)).toBe(expected));

  it('cut anywhere', () => {
    for (let end = 1; end < good.length; end++)
      expect(detail(good.subarray(0, end)), `${end}`).toBe('malformed broken-message');
  });

  it('no name to ask for', () =>
    expect(decodeAnswer({ name: 'a..b', type: 'A' }, good)).toMatchObject({ detail: 'not-a-name' }));
});

describe('the largest and the worst', () => {
  const took = (octets: Uint8Array): number => {
    const start = performance.now();
    decodeAnswer(asked, octets);
    return performance.now() - start;
  };

  it('300 records', () => {
    const answer = answerTo({ answer: Array.from({ length: 300 }, (_, i) => a(QNAME, i % 256)) });
    expect(answer.status === 'found' && answer.records.length).toBe(300);
  });

  it('a TXT record of 64 KB', () => {
    const strings = Array.from({ length: 254 }, () => 'x'.repeat(255));
    const answer = decodeAnswer(
      { name: 'x', type: 'TXT' },
      message({ questions: [question('x', TYPE.TXT)], answer: [txt(QNAME, ...strings)] }),
    );
    expect(answer).toMatchObject({ status: 'found', records: [{ strings }] });
  });

  it('thousands of names of 127 labels, each by a pointer', () => {
    const long = name(`${'a.'.repeat(126)}b`);
    const answer = [record(long, TYPE.A, []), ...Array.from({ length: 5300 }, () => record(pointer(29), TYPE.A, []))];
    expect(took(message({ questions: [www], answer }))).toBeLessThan(1500);
  });

  it('pointers to pointers: 127 jumps are the end', () => {
    const ladder = (jumps: number) => {
      const at = 29 + 11; // the data of the first record
      const rungs = [
        ...name('z'),
        ...Array.from({ length: jumps }, (_, i) => pointer(i === 0 ? at : at + 3 + 2 * (i - 1))).flat(),
      ];
      return answerTo({ answer: [record([0], 99, rungs), cname(QNAME, pointer(at + 3 + 2 * (jumps - 1)))] });
    };
    expect(ladder(126)).toMatchObject({ aliases: ['z'] });
    expect(ladder(127)).toMatchObject({ status: 'failed', detail: 'broken-message' });
  });
});

it('reads what another codec writes', () => {
  const packet = encode({
    type: 'response',
    id: 0,
    flags: 0x180,
    questions: [{ type: 'MX', name: 'x.test' }],
    answers: [{ type: 'MX', name: 'x.test', ttl: 9, data: { preference: 5, exchange: 'mx.test' } }],
  } as Packet);
  expect(decodeAnswer({ name: 'x.test', type: 'MX' }, packet)).toEqual({
    authentic: false,
    aliases: [],
    ttl: 9,
    status: 'found',
    records: [{ type: 'MX', preference: 5, exchange: 'mx.test' }],
  });
});
