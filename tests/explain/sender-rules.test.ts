import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import { ruleLines } from '../../src/explain/sender-rules.ts';
import { judge } from '../../src/judgement/judgement.ts';
import type { RuleState } from '../../src/judgement/sender-rule.ts';
import { inspectedSample } from '../mail/inspected.ts';
import { wordsIn } from '../words.ts';

const words = wordsIn('en');
const states = (report: Report) =>
  Object.fromEntries(ruleLines(judge(report), words).map(({ id, state }) => [id, state]));

const seed = await inspectedSample('service-signed');
const good = await inspectedSample('all-pass');

describe('the seed: what the service does is met, what the sender must do is not', () => {
  it.each<[string, RuleState]>([
    ['spf', 'met'],
    ['dkim', 'met'],
    ['aligned', 'not-met'],
    ['aligned-both', 'not-met'],
    ['dmarc', 'met'],
    ['tls', 'met'],
    ['form', 'met'],
    ['not-gmail', 'met'],
    ['either', 'met'],
    ['sealed', 'not-needed'],
    ['rate', 'not-checkable'],
    ['volume', 'not-checkable'],
  ])('%s: %s', (id, state) => expect(states(seed)[id]).toBe(state));

  it('draws advice that is not followed as a caution, not as a fault', () => {
    const tones = Object.fromEntries(ruleLines(judge(seed), words).map(({ id, tone }) => [id, tone]));
    expect([tones['aligned'], tones['aligned-both']]).toEqual(['fail', 'caution']);
  });
});

it('asks a seal of a list alone', async () => {
  expect(states(await inspectedSample('list-sealed'))['sealed']).toBe('met');
});

describe('the form of the header, RFC 5322 §3.6', () => {
  it.each<[string, RuleState, readonly string[]]>([
    ['as it is', 'met', []],
    ['a second Subject', 'not-met', ['Subject: two']],
    ['a second Message-ID', 'not-met', ['Message-ID: <2@letters.example>']],
    ['a second Received', 'met', ['Received: from a by b']],
  ])('%s: %s', (_, state, added) => {
    const { recorded } = good;
    const more = added.map((raw, index) => {
      const [name = '', value = ''] = raw.split(':');
      return { index: 900 + index, name, key: name.toLowerCase(), raw, value };
    });
    expect(states({ ...good, recorded: { ...recorded, fields: [...recorded.fields, ...more] } })['form']).toBe(state);
  });

  it('is not met with two authors', () => {
    const { author } = good.recorded;
    const mailboxes = [...author.mailboxes, ...author.mailboxes];
    expect(states({ ...good, recorded: { ...good.recorded, author: { ...author, mailboxes } } })['form']).toBe(
      'not-met',
    );
  });
});

it.each(['gmail.com', 'googlemail.com'])('%s is sent from Gmail alone', (domain) => {
  const { recorded } = seed;
  expect(states({ ...seed, recorded: { ...recorded, author: { ...recorded.author, domain } } })['not-gmail']).toBe(
    'not-met',
  );
});

it('finds all met that one message can show where all passes', () => {
  const { spf, dkim, aligned, dmarc, form, key } = states(good);
  expect({ spf, dkim, aligned, dmarc, form, key }).toEqual({
    ...{ spf: 'met', dkim: 'met', aligned: 'met', dmarc: 'met', form: 'met', key: 'met' },
  });
});

it('leaves open what only a check could tell', () => {
  const { reverse, key } = states({ ...seed, verified: null });
  expect([reverse, key]).toEqual(['open', 'open']);
});

describe('one-click unsubscribing, RFC 8058 §3.1', () => {
  const one = 'List-Unsubscribe=One-Click';
  const uri = '<https://list.example/u/1>';
  const signedBoth = ['From', 'list-unsubscribe', 'List-Unsubscribe-Post'];

  /** The well-signed sample with those two fields, and with those names in its signature's h=. */
  function withFields(
    unsubscribe: string | readonly string[] | null,
    post: string | null,
    h: readonly string[],
  ): Report {
    const { recorded, verified } = good;
    const field = (name: string, values: string | readonly string[] | null, index: number) =>
      [values ?? []].flat().map((value) => ({
        ...{ index, name, key: name.toLowerCase(), raw: `${name}: ${value}`, value: ` ${value}` },
      }));
    const others = recorded.fields.filter(({ key }) => !key.startsWith('list-unsubscribe'));
    const fields = [
      ...others,
      ...field('List-Unsubscribe', unsubscribe, 900),
      ...field('List-Unsubscribe-Post', post, 901),
    ];
    const dkim = verified?.dkim?.map((check) => ({
      ...check,
      signature: check.signature && { ...check.signature, h },
    }));
    return { ...good, recorded: { ...recorded, fields }, verified: verified && { ...verified, dkim: dkim ?? null } };
  }

  it.each<[string, RuleState, string | readonly string[] | null, string | null, readonly string[]]>([
    ['is not needed where there is nothing to leave', 'not-needed', null, null, signedBoth],
    ['is met: both fields, https, signed', 'met', uri, one, signedBoth],
    ['is met with mailto beside it, folded', 'met', `<mailto:u@list.example>,\r\n ${uri}`, one, signedBoth],
    ['is not met without the second field', 'not-met', uri, null, signedBoth],
    ['is not met with mailto alone', 'not-met', '<mailto:u@list.example>', one, signedBoth],
    ['is not met with http', 'not-met', '<http://list.example/u>', one, signedBoth],
    ['is not met with another value', 'not-met', uri, 'Yes', signedBoth],
    ['is not met with more than the one value', 'not-met', uri, `${one}, Yes=1`, signedBoth],
    ['is not met with white space within the value', 'not-met', uri, 'List-Unsubscribe = One-Click', signedBoth],
    ['is met in other letters, folded', 'met', uri, '\r\n list-unsubscribe=one-click', signedBoth],
    ['is not met with http beside https', 'not-met', `${uri}, <http://list.example/u>`, one, signedBoth],
    ['is not met with two https addresses', 'not-met', `${uri}, <https://list.example/v>`, one, signedBoth],
    ['is not met with the address outside of brackets', 'not-met', 'https://list.example/u', one, signedBoth],
    [
      'is not met with a second field, which may be unsigned',
      'not-met',
      ['<https://evil.example>', uri],
      one,
      signedBoth,
    ],
    ['is not met where the signature leaves one out', 'not-met', uri, one, ['From', 'List-Unsubscribe']],
  ])('%s', (_, state, unsubscribe, post, h) => {
    expect(states(withFields(unsubscribe, post, h))['one-click']).toBe(state);
  });

  it.each<[string, RuleState, string | null]>([
    ['not needed without it', 'not-needed', null],
    ['met by an email address', 'met', '<mailto:u@list.example>'],
    ['met by https', 'met', uri],
    ['not met by something else', 'not-met', '<javascript:alert(1)>'],
  ])('Yahoo takes the field alone: %s', (_, state, unsubscribe) => {
    expect(states(withFields(unsubscribe, null, signedBoth))['unsubscribe-field']).toBe(state);
  });
});
