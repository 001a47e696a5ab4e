/** The explanation of a "fail". RFC 7208 §6.2. */

import { describe, expect, it } from 'vitest';
import { check, linesOf } from '../../mail/spf.ts';

const zone = (record: string) => String.raw`
example.com.        TXT "v=spf1 ${record}"
plain.example.com.  TXT "Not from here."
parts.example.com.  TXT "Not " "from" " here."
macros.example.com. TXT "%{i} is not %{o}: see http://%{d}/%{S}?at=%{t}&by=%{r}&c=%{c}%_%%%-"
name.example.com.   TXT "you are %{p}, %{h}, %{v}"
two.example.com.    TXT "one"
two.example.com.    TXT "two"
empty.example.com.  TXT ""
address.example.com. A  192.0.2.1
high.example.com.   TXT "caf\233"
broken-text.example.com. TXT "100 % %{d}"
zero.example.com.   TXT "%{d0}"
local.example.com.  TXT "from %{l}"
long.example.com.   TXT "%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}" "%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}%{d}"
included.example.com. TXT "v=spf1 -all exp=plain.example.com"
target.example.com. TXT "v=spf1 -all exp=own.%{d}"
own.target.example.com. TXT "the target's, for %{d} of %{o}"
bare-target.example.com. TXT "v=spf1 -all"
soft-target.example.com. TXT "v=spf1 ~all exp=plain.example.com"
1.2.0.192.in-addr.arpa. PTR mail.example.com.
mail.example.com.   A 192.0.2.1
; !servfail broken.example.com.
`;

const cases: readonly [title: string, record: string, explanation: string | null][] = [
  ['a text', '-all exp=plain.example.com', 'Not from here.'],
  ['its strings without spaces between', '-all exp=parts.example.com', 'Not from here.'],
  ['exp stands anywhere', 'exp=plain.example.com -all', 'Not from here.'],
  ['its name is expanded', '-all exp=plain.%{d}', 'Not from here.'],
  [
    'its text is expanded, with c, r and t',
    '-all exp=macros.example.com',
    '192.0.2.1 is not example.com: see http://example.com/user%40example.com?at=1700000000&by=mx.example.org&c=192.0.2.1 %%20',
  ],
  ['the validated name', '-all exp=name.example.com', 'you are mail.example.com, mail.example.net, in-addr'],
  ['no exp', '-all', null],
  ['no fail', '~all exp=plain.example.com', null],
  ['a fail of another mechanism', '-ip4:192.0.2.1 exp=plain.example.com +all', 'Not from here.'],
  ['no such name', '-all exp=nothing.example.com', null],
  ['no TXT record', '-all exp=address.example.com', null],
  ['two TXT records', '-all exp=two.example.com', null],
  ['an empty text', '-all exp=empty.example.com', ''],
  ['a DNS error', '-all exp=broken.example.com', null],
  ['a name that cannot be', '-all exp=x..example.com', null],
  ['a syntax error in the text', '-all exp=broken-text.example.com', null],
  ['a DIGIT of zero in the text', '-all exp=zero.example.com', null],
  ['octets above 127', '-all exp=high.example.com', null],
  [
    'of an include: none of the included, even for its fail',
    '-include:included.example.com include:included.example.com -all',
    null,
  ],
  [
    'of an include: the including record has its own',
    'include:included.example.com -all exp=parts.example.com',
    'Not from here.',
  ],
  [
    'of a redirect: the target has its own',
    'redirect=target.example.com exp=plain.example.com',
    "the target's, for target.example.com of example.com",
  ],
  ['of a redirect: never the original one', 'redirect=bare-target.example.com exp=plain.example.com', null],
  ['of a redirect that does not fail', 'redirect=soft-target.example.com', null],
];

describe('§6.2 exp', () => {
  it.each(cases)('%s: %s', async (_, record, explanation) => {
    expect((await check(zone(record))).explanation).toBe(explanation);
  });

  it('cuts what is too long for a reply', async () => {
    expect((await check(zone('-all exp=long.example.com'))).explanation).toHaveLength(500);
  });

  it('brings nothing but ASCII in from the sender', async () => {
    const record = '-all exp=local.example.com';
    expect((await check(zone(record), { mailFrom: 'caf\xe9@example.com' })).explanation).toBeNull();
    expect((await check(zone(record), { mailFrom: 'a\x07b@example.com' })).explanation).toBeNull();
    expect((await check(zone(record), { mailFrom: 'a b@example.com' })).explanation).toBe('from a b');
  });

  it('may ask for names that do not exist, as many as there are', async () => {
    const holes = [1, 2, 3, 4].map((i) => `9.2.0.192.in-addr.arpa. PTR hole${i}.example.com.`).join('\n');
    const found = await check(`${zone('-all exp=name.example.com')}\n${holes}`, { ip: '192.0.2.9' });
    expect(found).toMatchObject({ explanation: 'you are unknown, mail.example.net, in-addr', voidLookups: 0 });
  });

  it('keeps its answers in the tree, and counts none of them', async () => {
    const found = await check(zone('-all exp=two.example.com a:nothing.example.com'));
    expect(found).toMatchObject({ lookups: 0, voidLookups: 0 });
    expect(linesOf(found.tree)).toEqual([
      '-all matched',
      'exp=two.example.com not-matched',
      'a:nothing.example.com not-reached',
    ]);
    expect(found.tree?.steps[1]).toMatchObject({ target: 'two.example.com', answers: [{ status: 'found' }] });
  });
});
