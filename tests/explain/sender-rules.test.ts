import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import { type RuleState, senderRules } from '../../src/explain/sender-rules.ts';
import { inspectedSample } from '../support/inspected.ts';
import { wordsIn } from '../support/words.ts';

const words = wordsIn('en');
const states = (report: Report) => Object.fromEntries(senderRules(report, words).map(({ id, state }) => [id, state]));

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
    ['rate', 'not-checkable'],
    ['volume', 'not-checkable'],
  ])('%s: %s', (id, state) => expect(states(seed)[id]).toBe(state));
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
  function withFields(unsubscribe: string | null, post: string | null, h: readonly string[]): Report {
    const { recorded, verified } = good;
    const field = (name: string, value: string | null, index: number) =>
      value === null ? [] : [{ index, name, key: name.toLowerCase(), raw: `${name}: ${value}`, value: ` ${value}` }];
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

  it.each<[string, RuleState, string | null, string | null, readonly string[]]>([
    ['is not needed where there is nothing to leave', 'not-needed', null, null, signedBoth],
    ['is met: both fields, https, signed', 'met', uri, one, signedBoth],
    ['is met with mailto beside it, folded', 'met', `<mailto:u@list.example>,\r\n ${uri}`, one, signedBoth],
    ['is not met without the second field', 'not-met', uri, null, signedBoth],
    ['is not met with mailto alone', 'not-met', '<mailto:u@list.example>', one, signedBoth],
    ['is not met with http', 'not-met', '<http://list.example/u>', one, signedBoth],
    ['is not met with another value', 'not-met', uri, 'Yes', signedBoth],
    ['is not met where the signature leaves one out', 'not-met', uri, one, ['From', 'List-Unsubscribe']],
  ])('%s', (_, state, unsubscribe, post, h) => {
    expect(states(withFields(unsubscribe, post, h))['one-click']).toBe(state);
  });
});
