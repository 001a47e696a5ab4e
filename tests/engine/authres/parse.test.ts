import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_PROPERTIES, MAX_RESULTS, parseReceivedSpf, parseResults } from '../../../src/engine/authres/parse.ts';
import { encodeUtf8 } from '../../../src/engine/octets.ts';
import { header } from '../../mail/header.ts';

const field = (line: string) => {
  const [only] = header(line);
  if (!only) throw new Error('no field');
  return only;
};
const parse = (value: string) => parseResults(field(`Authentication-Results: ${value}`));

/** "method=result property=value …" a result, with (comments) and reason behind it. */
const brief = (value: string) => {
  const { authservId, results } = parse(value);
  return [
    authservId,
    ...results.map(({ method, result, reason, properties, comments }) =>
      [
        `${method}=${result}`,
        ...Object.entries(properties).map(([key, said]) => `${key}=${said}`),
        ...(reason === null ? [] : [`[${reason}]`]),
        ...comments.map((comment) => `(${comment})`),
      ].join(' '),
    ),
  ];
};

describe('the examples of RFC 8601 appendix B', () => {
  // biome-ignore format: a table
  test.each<readonly [string, string, readonly (string | null)[]]>([
    ['B.2 nothing was done', 'example.org 1; none', ['example.org']],
    ['B.3 SPF', 'example.com;\r\n          spf=pass smtp.mailfrom=example.net', ['example.com', 'spf=pass smtp.mailfrom=example.net']],
    ['B.4 several methods, one field', 'example.com;\r\n auth=pass (cram-md5) smtp.auth=sender@example.net;\r\n spf=pass smtp.mailfrom=example.net', ['example.com', 'auth=pass smtp.auth=sender@example.net (cram-md5)', 'spf=pass smtp.mailfrom=example.net']],
    ['B.4 iprev', 'example.com; iprev=pass\r\n policy.iprev=192.0.2.200', ['example.com', 'iprev=pass policy.iprev=192.0.2.200']],
    ['B.5 one of several fields', 'example.com;\r\n dkim=pass (good signature) header.d=example.com', ['example.com', 'dkim=pass header.d=example.com (good signature)']],
    ['B.6 with reason', 'example.com;\r\n dkim=pass reason="good signature"\r\n header.i=@mail-router.example.net;\r\n dkim=fail reason="bad signature"\r\n header.i=@newyork.example.com', ['example.com', 'dkim=pass header.i=@mail-router.example.net [good signature]', 'dkim=fail header.i=@newyork.example.com [bad signature]']],
    ['B.7 comments and white space everywhere', 'foo.example.net (foobar) 1 (baz);\r\n dkim (Because I like it) / 1 (One yay) = (wait for it) fail\r\n policy (A dot can go here) . (like that) expired\r\n (this surprised me) = (as I wasn\'t expecting it) 1362471462', ['foo.example.net', 'dkim=fail policy.expired=1362471462 (Because I like it) (One yay) (wait for it) (A dot can go here) (like that) (this surprised me) (as I wasn\'t expecting it)']],
  ])('%s', (_, value, expected) => {
    expect(brief(value)).toEqual(expected);
  });
});

describe('the grammar (RFC 8601 §2.2)', () => {
  // biome-ignore format: a table
  test.each<readonly [string, string, readonly (string | null)[]]>([
    ['authserv-id in quotes', '"mx;1.example"; spf=pass', ['mx;1.example', 'spf=pass']],
    ['authserv-id in any case', 'MX.Google.COM; spf=pass', ['mx.google.com', 'spf=pass']],
    ['a comment before everything', '(x) mx.example; spf=pass', ['mx.example', 'spf=pass']],
    ['nested comments', 'mx.example; arc=fail (1 set(s)) smtp.remote-ip=192.0.2.1', ['mx.example', 'arc=fail smtp.remote-ip=192.0.2.1 (1 set(s))']],
    ['";" and "=" in a comment', 'mx.example; spf=pass (a; b=c)', ['mx.example', 'spf=pass (a; b=c)']],
    ['a quoted value', 'mx.example; dkim=pass header.b="a;b=="', ['mx.example', 'dkim=pass header.b=a;b==']],
    ['a quoted local part', 'mx.example; spf=pass smtp.mailfrom="a b"@c.example', ['mx.example', 'spf=pass smtp.mailfrom="a b"@c.example']],
    ['keywords in any case', 'mx.example; SPF=Pass SMTP.MailFrom=a@B.example', ['mx.example', 'spf=pass smtp.mailfrom=a@B.example']],
    ['method version', 'mx.example; dkim/1=pass', ['mx.example', 'dkim=pass']],
    ['UTF-8 (RFC 8616)', encodeUtf8('mx.例.example; spf=pass (良い) smtp.mailfrom=あ@例.example'), [encodeUtf8('mx.例.example'), `spf=pass smtp.mailfrom=${encodeUtf8('あ@例.example')} (良い)`]],
    ['the first of two properties with one name', 'mx.example; dkim=pass header.d=a.example header.d=b.example', ['mx.example', 'dkim=pass header.d=a.example']],
    ['nothing', '', [null]],
    ['only an authserv-id', 'mx.example', ['mx.example']],
    ['no result', 'mx.example; spf=', ['mx.example', 'spf=']],
  ])('%s', (_, value, expected) => {
    expect(brief(value)).toEqual(expected);
  });
});

describe('what is met besides', () => {
  // biome-ignore format: a table
  test.each<readonly [string, string, readonly (string | null)[]]>([
    ['Gmail', 'mx.google.com;\r\n       dkim=pass header.i=@m.example header.s=s1 header.b="R/ATP5Q2";\r\n       spf=pass (google.com: domain of a@m.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=a@m.example;\r\n       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=m.example', ['mx.google.com', 'dkim=pass header.i=@m.example header.s=s1 header.b=R/ATP5Q2', 'spf=pass smtp.mailfrom=a@m.example (google.com: domain of a@m.example designates 192.0.2.1 as permitted sender)', 'dmarc=pass header.from=m.example (p=NONE sp=NONE dis=NONE)']],
    ['Outlook: no authserv-id, no property type', 'spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=m.example; dkim=pass (signature was verified)\r\n header.d=m.example;dmarc=bestguesspass action=none\r\n header.from=m.example;compauth=pass reason=109', [null, 'spf=pass smtp.mailfrom=m.example (sender IP is 192.0.2.1)', 'dkim=pass header.d=m.example (signature was verified)', 'dmarc=bestguesspass action=none header.from=m.example', 'compauth=pass [109]']],
    ['hardfail', 'mx.example; spf=hardfail smtp.mailfrom=a@b.example', ['mx.example', 'spf=hardfail smtp.mailfrom=a@b.example']],
    ['dkim_pass', 'mx.example; dkim=dkim_pass header.d=a.example', ['mx.example', 'dkim=dkim_pass header.d=a.example']],
    ['IPv6 in a value', 'mx.example; iprev=fail policy.iprev=2001:db8::1 smtp.remote-ip=[2001:db8::2]', ['mx.example', 'iprev=fail policy.iprev=2001:db8::1 smtp.remote-ip=[2001:db8::2]']],
    ['"=" in a value (SRS)', 'mx.example; spf=pass smtp.mailfrom=SRS0=ab=cd=b.example=a@c.example', ['mx.example', 'spf=pass smtp.mailfrom=SRS0=ab=cd=b.example=a@c.example']],
    ['base64 without quotes', 'mx.example; dkim=pass header.b=ab/c+d== header.d=a.example', ['mx.example', 'dkim=pass header.b=ab/c+d== header.d=a.example']],
    ['HELO and MAIL FROM', 'mx.example; spf=pass smtp.helo=h.example; spf=fail smtp.mailfrom=a.example', ['mx.example', 'spf=pass smtp.helo=h.example', 'spf=fail smtp.mailfrom=a.example']],
    ['stray ";"', 'mx.example;; spf=pass;;;', ['mx.example', 'spf=pass']],
    ['a method without ";" before it: within a result nothing begins', 'mx.example; spf=pass smtp.mailfrom=a.example dkim=pass header.d=b.example', ['mx.example', 'spf=pass smtp.mailfrom=a.example dkim=pass header.d=b.example']],
    ['a ";" forgotten behind the authserv-id', 'mx.example spf=pass', ['mx.example', 'spf=pass']],
    ['words between', 'mx.example; spf=pass sender is ok smtp.mailfrom=a.example', ['mx.example', 'spf=pass smtp.mailfrom=a.example']],
    ['a comment that is not closed', 'mx.example; spf=pass (oh smtp.mailfrom=a.example; dkim=none', ['mx.example', 'spf=pass smtp.mailfrom=a.example', 'dkim=none']],
    ['an empty value before another property', 'mx.example; spf=none smtp.mailfrom= smtp.helo=h.example', ['mx.example', 'spf=none smtp.mailfrom= smtp.helo=h.example']],
  ])('%s', (_, value, expected) => {
    expect(brief(value)).toEqual(expected);
  });
});

describe('ARC-Authentication-Results (RFC 8617 §4.1.1)', () => {
  // biome-ignore format: a table
  test.each<readonly [string, string, number | null, string | null, number]>([
    ['Gmail', 'i=1; mx.google.com; spf=pass; dkim=none', 1, 'mx.google.com', 2],
    ['white space and comments', ' (a) i (b) = (c) 12 ; mx.example 1; none', 12, 'mx.example', 0],
    ['Outlook: no authserv-id', 'i=1; spf=pass', 1, null, 1],
    ['no instance', 'mx.example; spf=pass', null, 'mx.example', 1],
    ['instance 0', 'i=0; mx.example; spf=pass', null, null, 2],
    ['instance 51', 'i=51; mx.example; spf=pass', null, null, 2],
  ])('%s', (_, value, instance, authservId, count) => {
    const parsed = parseResults(field(`ARC-Authentication-Results: ${value}`));
    expect(parsed).toMatchObject({ instance, authservId });
    expect(parsed.results).toHaveLength(count);
  });
  test('in Authentication-Results, i= is no instance', () => {
    expect(parse('i=1; mx.example; spf=pass').instance).toBeNull();
  });
});

describe('Received-SPF (RFC 7208 §9.1)', () => {
  // biome-ignore format: a table
  test.each<readonly [string, string, string | null, Record<string, string>, readonly string[]]>([
    ['the example of §9.1', 'pass (mybox.example.org: domain of\r\n myname@example.com designates 192.0.2.1 as permitted sender)\r\n receiver=mybox.example.org; client-ip=192.0.2.1;\r\n envelope-from="myname@example.com"; helo=foo.example.com;', 'pass', { receiver: 'mybox.example.org', 'client-ip': '192.0.2.1', 'envelope-from': 'myname@example.com', helo: 'foo.example.com' }, ['mybox.example.org: domain of myname@example.com designates 192.0.2.1 as permitted sender']],
    ['identity and mechanism', 'fail identity=mailfrom; client-ip=192.0.2.1; mechanism="-all"; envelope-from=<a@b.example>', 'fail', { identity: 'mailfrom', 'client-ip': '192.0.2.1', mechanism: '-all', 'envelope-from': 'a@b.example' }, []],
    ['upper case', 'SoftFail (x) Client-IP=2001:db8::1;', 'softfail', { 'client-ip': '2001:db8::1' }, ['x']],
    ['the result alone', 'none', 'none', {}, []],
    ['no result', '(x) client-ip=192.0.2.1', null, {}, []],
    ['nothing', '', null, {}, []],
  ])('%s', (_, value, result, properties, comments) => {
    const parsed = parseReceivedSpf(field(`Received-SPF: ${value}`));
    const about = properties['envelope-from']?.replace(/^.*@/, '') ?? properties['helo'] ?? null;
    expect(parsed).toEqual(result === null ? null : { method: 'spf', result, reason: null, properties, comments, about });
  });
});

describe('mail is hostile', () => {
  test('limits', () => {
    expect(parse(`a${'; spf=pass'.repeat(MAX_RESULTS + 1)}`).results).toHaveLength(MAX_RESULTS);
    const many = Array.from({ length: MAX_PROPERTIES + 1 }, (_, i) => `x.p${i}=1`).join(' ');
    expect(Object.keys(parse(`a; spf=pass ${many}`).results[0]?.properties ?? {})).toHaveLength(MAX_PROPERTIES);
  });
  test('a property by any name is only a property', () => {
    const [result] = parse('a; spf=pass __proto__=x constructor=y').results;
    expect(Object.entries(result?.properties ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
  const token = fc.constantFrom(
    ';',
    '=',
    '(',
    ')',
    '"',
    '.',
    '/',
    ' ',
    'spf',
    'dkim',
    'pass',
    'i',
    '1',
    'a.example',
    '\\',
    '\xff',
    '\r\n ',
  );
  test('any tokens: never throws', () => {
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        const value = tokens.join('');
        for (const name of ['Authentication-Results', 'ARC-Authentication-Results'])
          parseResults(field(`${name}:${value}`));
        parseReceivedSpf(field(`Received-SPF:${value}`));
      }),
    );
  });
  test.each(['(', '=', ';', '"', 'a=', 'a ', 'a.', '. ', 'a=b;', 'a=(x)'])(
    '200,000 octets of "%s"',
    (piece) => {
      const value = piece.repeat(200_000 / piece.length);
      expect(parse(`mx.example; ${value}`).authservId).toBe('mx.example');
      parseReceivedSpf(field(`Received-SPF: pass ${value}`));
    },
    10_000,
  );
});
