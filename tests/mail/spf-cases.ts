/** Worlds for SPF, made by chance from a seed: a zone, a client and a sender, the same again for the same seed. */

/** A record as a list of the data of each kind: an address, [preference, name], a name, a list of strings. */
export type ZoneData = Readonly<Record<string, readonly unknown[] | 'fail'>>;

export type SpfCase = {
  /** "name TYPE" to its records, or to a failure. */
  readonly zone: ZoneData;
  readonly ip: string;
  readonly sender: string;
  readonly helo: string;
  readonly receiver: string;
  readonly now: number;
};

type Chance = {
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in `percent` cases of a hundred. */
  in100(percent: number): boolean;
};

/** mulberry32: small, and the same on every machine. */
function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    below,
    pick: <T>(from: readonly T[]) => from[below(from.length)] as T,
    in100: (percent) => below(100) < percent,
  };
}

export function spfCase(seed: number): SpfCase {
  const chance = chanceOf(seed);
  const six = chance.in100(30);
  const ip = six ? chance.pick(CLIENTS_6) : chance.pick(CLIENTS_4);
  const zone: Record<string, unknown[] | 'fail'> = {};
  for (const domain of DOMAINS) if (chance.in100(96)) zone[`${domain} TXT`] = txtOf(chance, domain);
  for (const host of [...HOSTS, ...DOMAINS]) addressesOf(chance, host, zone);
  for (const host of MX_HOLDERS) if (chance.in100(70)) zone[`${host} MX`] = mxOf(chance);
  for (const name of EXPLANATIONS) if (chance.in100(80)) zone[`${name} TXT`] = explanationOf(chance);
  if (chance.in100(80)) zone[`${six ? REVERSE_6[ip] : REVERSE_4[ip]} PTR`] = ptrOf(chance);
  for (const key of Object.keys(zone)) if (chance.in100(1)) zone[key] = 'fail';
  return {
    zone,
    ip,
    sender: chance.in100(6) ? chance.pick(ODD_SENDERS) : chance.pick(SENDERS),
    helo: chance.in100(6) ? chance.pick(['localhost', '[192.0.2.1]', '']) : chance.pick(HELOS),
    receiver: 'mx.example.org',
    now: 1_700_000_000,
  };
}

const CLIENTS_4 = ['192.0.2.1', '192.0.2.2', '198.51.100.7', '::ffff:192.0.2.1'];
const CLIENTS_6 = ['2001:db8::1', '2001:db8:0:1::9'];
const REVERSE_4: Readonly<Record<string, string>> = {
  '192.0.2.1': '1.2.0.192.in-addr.arpa',
  '192.0.2.2': '2.2.0.192.in-addr.arpa',
  '198.51.100.7': '7.100.51.198.in-addr.arpa',
  '::ffff:192.0.2.1': '1.2.0.192.in-addr.arpa',
};
const REVERSE_6: Readonly<Record<string, string>> = {
  '2001:db8::1': `1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`,
  '2001:db8:0:1::9': `9.${'0.'.repeat(15)}1.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa`,
};

const DOMAINS = ['d0.example.com', 'd1.example.com', 'd2.example.com', 'd3.example.net', 'd4.example.net'];
const HOSTS = ['h0.example.com', 'h1.example.com', 'h2.d0.example.com', 'user.example.net', '1.2.0.192.x.example.com'];
const MX_HOLDERS = [...DOMAINS, 'h0.example.com'];
export const EXPLANATIONS = ['exp.example.com', 'exp.d1.example.com'];
const SENDERS = [
  'user@d0.example.com',
  'strong-bad@d1.example.com',
  'a.b+c@D2.example.com',
  "o'neil=x@d3.example.net",
  'user@d4.example.net',
  '',
  'd0.example.com',
  '@d1.example.com',
];
const ODD_SENDERS = [
  'user@nowhere.example.org',
  'user@d0..example.com',
  'user@localhost',
  `user@${'a'.repeat(64)}.example.com`,
];
const HELOS = ['d0.example.com', 'd1.example.com', 'D2.example.com'];

function txtOf(chance: Chance, domain: string): unknown[] {
  const records: string[][] = [];
  if (chance.in100(98)) records.push(strings(chance, recordOf(chance, domain)));
  if (chance.in100(2)) records.push(strings(chance, recordOf(chance, domain)));
  if (chance.in100(20))
    records.push([chance.pick(['some=thing', 'v=spf10 +all', 'v=spf1+all', 'v=spf2.0/pra +all', '\xff'])]);
  return records;
}

/** Cut into strings at any place, as DNS servers and tools do it. */
function strings(chance: Chance, text: string): string[] {
  if (!chance.in100(20)) return [text];
  const at = chance.below(text.length + 1);
  return [text.slice(0, at), text.slice(at)];
}

function recordOf(chance: Chance, domain: string): string {
  const terms = Array.from({ length: chance.in100(8) ? 9 + chance.below(4) : 1 + chance.below(4) }, () =>
    termOf(chance, domain),
  );
  if (chance.in100(20)) terms.push(`redirect=${specOf(chance)}`);
  else if (chance.in100(70)) terms.push(`${chance.pick(['-', '~', '?', '', '+', '-', '-'])}all`);
  if (chance.in100(25)) terms.splice(chance.below(terms.length + 1), 0, `exp=${chance.pick(EXP_SPECS)}`);
  const version = chance.pick(['v=spf1', 'v=spf1', 'v=spf1', 'V=SPF1']);
  const space = chance.in100(5) ? '  ' : ' ';
  return [version, ...terms].join(space) + (chance.in100(5) ? ' ' : '');
}

const EXP_SPECS = ['exp.example.com', 'exp.%{d}', 'exp.%{d1r}.example.com', 'no.exp.example.com', '%{o}'];

function termOf(chance: Chance, domain: string): string {
  if (chance.in100(1)) return chance.pick(ODD_TERMS);
  const qualifier = chance.in100(75) ? '' : chance.pick(['+', '-', '~', '?']);
  const name = chance.pick(['ip4', 'ip6', 'a', 'a', 'mx', 'mx', 'include', 'include', 'include', 'exists', 'ptr']);
  return qualifier + (chance.in100(5) ? name.toUpperCase() : name) + argumentOf(chance, name, domain);
}

function argumentOf(chance: Chance, name: string, domain: string): string {
  switch (name) {
    case 'ip4':
      return `:${chance.pick(['192.0.2.1', '192.0.2.0/24', '198.51.100.9/28', '203.0.113.1', '192.0.2.200/0', '10.0.0.0/8'])}`;
    case 'ip6':
      return `:${chance.pick(['2001:db8::1', '2001:DB8::/32', '2001:db8:0:1::ffff/64', '2001:db9::', '::ffff:192.0.2.1', '::/0'])}`;
    case 'include':
      return `:${chance.in100(85) ? chance.pick(DOMAINS.filter((other) => other !== domain)) : specOf(chance)}`;
    case 'exists':
      return `:${specOf(chance)}`;
    case 'ptr':
      return chance.in100(50) ? '' : `:${specOf(chance)}`;
    default:
      return (
        (chance.in100(40) ? '' : `:${specOf(chance)}`) +
        (chance.in100(20) ? chance.pick(['/24', '/32', '/0', '/16']) : '') +
        (chance.in100(20) ? chance.pick(['//64', '//128', '//0']) : '')
      );
  }
}

function specOf(chance: Chance): string {
  if (chance.in100(75))
    return chance.pick([...DOMAINS, ...DOMAINS, ...HOSTS, 'nothing.example.com', 'D1.example.com.']);
  return chance.pick(MACRO_SPECS);
}

const MACRO_SPECS = [
  '%{d}',
  '%{D}',
  '%{d2}',
  '%{h}',
  '%{o}',
  '%{l}.example.net',
  '%{l1r-}.example.net',
  '%{L}.example.net',
  '%{ir}.x.example.com',
  '%{i}.%{v}.example.com',
  '%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}',
  '%{s}.example.com',
  '%{S}.example.com',
  'h0.%{d2r}.%{d1}',
  '%{p}',
  'd1.%{p2}',
  'h%{d99}.com',
  'd%_0.example.com',
  'd%-0.%%.example.com',
  '%{l2r-+.}.d0.example.com',
];

/** What breaks the grammar, or stands at its edge. */
const ODD_TERMS = [
  'moo',
  'all:x',
  'all/8',
  'include',
  'exists',
  'a:',
  'a:localhost',
  'a:192.0.2.1',
  'a:h0.example.com.',
  'a/33',
  'a/24/64',
  'a//129',
  'a/024',
  'mx:d0.example.com/24//64',
  'ip4',
  'ip4:192.0.2',
  'ip4:192.0.2.256',
  'ip4:192.0.02.1',
  'ip4:192.0.2.1/33',
  'ip4:192.0.2.1//24',
  'ip6:2001:db8',
  'ip6:2001:db8::/129',
  'ip6:192.0.2.1',
  'ip6:::1.2.3.4',
  'ptr/24',
  '=a',
  '*all',
  '+redirect=d1.example.com',
  'redirect=',
  'redirect=d1.example.com',
  'exp=',
  'moo=',
  'moo=%{d}',
  'm.o-o_9=cow',
  'a:%(d).example.com',
  'a:h0.%{x}',
  'a:%',
  'a:%{d}.%{c}',
  'a:h0.example.com,',
  'a:example.c-m',
  'a:example.123',
  'a:example.1-1',
  'a:h0.example-',
  'exists:%{h}%{i}',
  'a:\xfc.example.com',
];

function addressesOf(chance: Chance, host: string, zone: Record<string, unknown[] | 'fail'>): void {
  const some = <T>(from: readonly T[]) => from.filter(() => chance.in100(40));
  const four = some(['192.0.2.1', '192.0.2.77', '198.51.100.7', '127.0.0.2']);
  const six = some(['2001:db8::1', '2001:db8::77', '2001:db8:0:1::9']);
  if (four.length > 0 && chance.in100(75)) zone[`${host} A`] = four;
  if (six.length > 0 && chance.in100(75)) zone[`${host} AAAA`] = six;
}

function mxOf(chance: Chance): unknown[] {
  const count = chance.in100(4) ? chance.pick([10, 11]) : 1 + chance.below(3);
  return Array.from({ length: count }, () => [
    chance.below(30),
    chance.pick([...HOSTS, ...DOMAINS, 'nothing.example.com']),
  ]);
}

function ptrOf(chance: Chance): unknown[] {
  const count = chance.in100(8) ? 11 : 1 + chance.below(2);
  return Array.from({ length: count }, () =>
    chance.pick([...HOSTS, ...DOMAINS, ...(chance.in100(20) ? ['nothing.example.com'] : [])]),
  );
}

function explanationOf(chance: Chance): unknown[] {
  const texts = [
    'No.',
    '%{i} is not %{o}, ask %{r} at %{t} about %{c}',
    '%{s} %{l} %{d} %{h} %{v} %{p}',
    'See http://%{d}/why?s=%{S}&ip=%{I}&x=%{H}%-%_%%.',
    'bad % macro',
    'bad %{x}',
    'not ASCII \xe9',
    '',
  ];
  return chance.in100(8) ? [[chance.pick(texts)], ['second']] : [strings(chance, chance.pick(texts))];
}
