/** What a domain publishes of its logo, and when it is asked for at all. */

import { describe, expect, it, test } from 'vitest';
import { discoverBimi } from '../../../src/engine/bimi/discover.ts';
import { bimiReasons } from '../../../src/engine/bimi/reasons.ts';
import type { DkimCheck } from '../../../src/engine/dkim/dkim.ts';
import { evaluateDmarc } from '../../../src/engine/dmarc/evaluate.ts';
import type { Author } from '../../../src/engine/message/author.ts';
import { fieldsOf } from '../../../src/engine/message/fields.ts';
import { servfail, worldOf, type Zone } from '../dmarc/world.ts';

const record = 'v=BIMI1; l=https://logo.example/l.svg; a=https://logo.example/c.pem';
const reject = 'v=DMARC1; p=reject';

const signature = (d: string, h: readonly string[]) =>
  ({ result: 'pass', field: 0, domain: d, signature: { h } }) as unknown as DkimCheck;

type Case = { readonly zone: Zone; readonly from?: string; readonly d?: string; readonly header?: string };

/** A message of `from` (shop.example), signed as `d` (the same) over From and BIMI-Selector. */
async function discover({ zone, from = 'shop.example', d = from, header = '' }: Case, h = ['From', 'BIMI-Selector']) {
  const dkim = [signature(d, h)];
  const author: Author = { mailboxes: [], fields: [1], domain: from, fault: null };
  const dmarc = await evaluateDmarc({ author, spf: null, dkim }, worldOf(zone));
  const world = worldOf(zone);
  const check = await discoverBimi(fieldsOf(header), dmarc, dkim, world);
  return { ...check, asked: world.asked.map(({ name }) => name) };
}

const at = (dmarc: string, bimi?: string): Zone => ({
  '_dmarc.shop.example': dmarc,
  ...(bimi === undefined ? {} : { 'default._bimi.shop.example': bimi }),
});

const cases: readonly (readonly [keyof typeof bimiReasons, string, Case])[] = [
  ['dmarc-not-passed', '§7.1 step 6', { zone: at(reject, record), d: 'esp.example' }],
  ['dmarc-not-passed', '§7.1: no record at all', { zone: {} }],
  ['policy-not-enforced', '§7.1 step 7: p=none', { zone: at('v=DMARC1; p=none', record) }],
  ['policy-not-enforced', '§7.1 step 8: sp=none', { zone: at('v=DMARC1; p=reject; sp=none', record) }],
  ['policy-not-enforced', '§7.1 step 9: pct=50', { zone: at('v=DMARC1; p=quarantine; pct=50', record) }],
  ['policy-not-enforced', 't=y, one step down from quarantine', { zone: at('v=DMARC1; p=quarantine; t=y', record) }],
  ['policy-not-enforced', 'a policy that is none', { zone: at('v=DMARC1; rua=mailto:a@shop.example', record) }],
  ['indicator-published', '§7.1 step 9: pct=100', { zone: at('v=DMARC1; p=quarantine; pct=100', record) }],
  ['indicator-published', '§7.1 step 9: only of quarantine', { zone: at('v=DMARC1; p=reject; pct=50', record) }],
  ['no-record', '§7.2 step 8', { zone: at(reject) }],
  ['no-record', '§7.2 step 4: another version', { zone: at(reject, 'v=BIMI2; l=https://a.example/l.svg') }],
  ['no-record', '§4.3: the version must match precisely', { zone: at(reject, 'v=bimi1; l=https://a.example/l.svg') }],
  [
    'several-records',
    '§7.2 step 8',
    { zone: { ...at(reject), 'default._bimi.shop.example': [record, 'v=BIMI1; l=; a='] } },
  ],
  [
    'indicator-published',
    '§7.2 step 4: others at the name do not count',
    { zone: { ...at(reject), 'default._bimi.shop.example': ['x', record] } },
  ],
  ['record-malformed', '§4.3: l= is required', { zone: at(reject, 'v=BIMI1; a=https://a.example/c.pem') }],
  ['record-malformed', '§4.3: HTTPS only', { zone: at(reject, 'v=BIMI1; l=http://a.example/l.svg') }],
  ['record-malformed', '§4.3: a whole name', { zone: at(reject, 'v=BIMI1; l=https://logo/l.svg') }],
  ['record-malformed', '§4.3: no address', { zone: at(reject, 'v=BIMI1; l=https://192.0.2.1/l.svg') }],
  ['record-malformed', '§4.3: a comma must be encoded', { zone: at(reject, 'v=BIMI1; l=https://a.example/a,b.svg') }],
  ['record-malformed', '§7.3: a certificate without a logo', { zone: at(reject, 'v=BIMI1; l=; a=https://a.example/') }],
  ['record-malformed', 'a tag twice', { zone: at(reject, 'v=BIMI1; l=; l=') }],
  ['format-unsupported', '§4.3.2', { zone: at(reject, 'v=BIMI1; l=https://a.example/l.PNG?x=1') }],
  ['indicator-published', '§4.3.2: SVGZ', { zone: at(reject, 'v=BIMI1;l=https://a.example:8443/l.svgz;') }],
  ['declined', '§4.3.1', { zone: at(reject, 'v=BIMI1; l=; a=;') }],
  ['declined', '§4.3.1: a= may be absent', { zone: at(reject, 'v=BIMI1; l=') }],
  ['declined', '§4.3.1: but for selectors of persons', { zone: at(reject, 'v=BIMI1; l=; a=; lps=true') }],
  ['lookup-failed', '§7.7', { zone: { ...at(reject), 'default._bimi.shop.example': servfail } }],
  ['question-budget', '', { zone: { ...at(reject), 'default._bimi.shop.example': { failed: 'budget' } } }],
];

describe('each way it can end', () => {
  test.each(cases)('%s: %s', async (reason, _rule, given) => {
    const { result, ...check } = await discover(given);
    expect(check.reason).toBe(reason);
    expect(result).toBe(bimiReasons[reason].result);
    if (result === 'skipped') expect(check.asked).toEqual([]);
    expect(check.answers.map(({ question }) => question.name)).toEqual(check.asked);
  });
  it('is reached', () => {
    expect(Object.keys(bimiReasons).filter((reason) => !cases.some(([reached]) => reached === reason))).toEqual([]);
  });
});

test('§4.3: what the record says', async () => {
  const text = `${record}; avp=personal; lps=true; new=tag`;
  expect((await discover({ zone: at(reject, text) })).record).toEqual({
    text,
    location: 'https://logo.example/l.svg',
    evidence: 'https://logo.example/c.pem',
    preference: 'personal',
    localPartSelectors: true,
  });
});

describe('§7.2 step 6: the Organizational Domain', () => {
  const organization = { '_dmarc.shop.example': reject, 'default._bimi.shop.example': record };
  test('of a subdomain without a record', async () => {
    const check = await discover({ zone: organization, from: 'news.shop.example' });
    expect(check).toMatchObject({ reason: 'indicator-published', domain: 'shop.example' });
    expect(check.asked).toEqual(['default._bimi.news.shop.example', 'default._bimi.shop.example']);
  });
  test('of a subdomain with a policy of its own: the walk is made here', async () => {
    const zone = { ...organization, '_dmarc.news.shop.example': reject };
    const check = await discover({ zone, from: 'news.shop.example' });
    expect(check).toMatchObject({ reason: 'indicator-published', domain: 'shop.example' });
  });
  test('psd=n: the subdomain is an organisation by itself', async () => {
    const zone = { ...organization, '_dmarc.news.shop.example': `${reject}; psd=n` };
    const check = await discover({ zone, from: 'news.shop.example' });
    expect(check).toMatchObject({ reason: 'no-record', domain: 'news.shop.example' });
    expect(check.asked).toEqual(['default._bimi.news.shop.example']);
  });
  test('the subdomain declines', async () => {
    const zone = { ...organization, 'default._bimi.news.shop.example': 'v=BIMI1; l=; a=;' };
    expect(await discover({ zone, from: 'news.shop.example' })).toMatchObject({ reason: 'declined' });
  });
  test('no answer at the subdomain: a record may be there, so no other is taken', async () => {
    const zone = { ...organization, 'default._bimi.news.shop.example': servfail };
    expect(await discover({ zone, from: 'news.shop.example' })).toMatchObject({ reason: 'lookup-failed' });
  });
});

describe('§5.1: BIMI-Selector', () => {
  const zone = { '_dmarc.shop.example': reject, 'brand._bimi.shop.example': record };
  const named = 'BIMI-Selector: v=BIMI1; s=brand;\r\n';
  test.each<[string, string, string]>([
    ['named', named, 'brand'],
    ['Appendix A.5: without a version', 'BIMI-Selector: s=brand\r\n', 'default'],
    ['§5.1: the version must match precisely', 'BIMI-Selector: v=BIMI2; s=brand\r\n', 'default'],
    ['no name', 'BIMI-Selector: v=BIMI1; s=a b\r\n', 'default'],
    ['two of them', named + named, 'default'],
  ])('%s', async (_title, header, selector) => {
    const check = await discover({ zone, header });
    expect(check.selector).toBe(selector);
    expect(check.asked[0]).toBe(`${selector}._bimi.shop.example`);
  });
  test('§5.5: not signed, not used', async () => {
    expect(await discover({ zone, header: named }, ['From'])).toMatchObject({ selector: 'default' });
  });
});

test('a name that is too long for the DNS is not asked for', async () => {
  const from = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(50)}.shop.example`;
  const check = await discover({ zone: { '_dmarc.shop.example': reject }, from });
  expect(check.asked.every((name) => name.length <= 253)).toBe(true);
});

test('two questions at most, whatever the message holds', async () => {
  const header = 'BIMI-Selector: v=BIMI1; s=x\r\n'.repeat(500);
  const check = await discover({ zone: { '_dmarc.shop.example': reject }, from: 'a.b.c.d.shop.example', header });
  expect(check.answers.length).toBeLessThanOrEqual(2);
});
