/** What is stored of the settings, by whatever version: each part stands for itself. */

import { describe, expect, it } from 'vitest';
import { defaults, settingsFrom, settingsIn, suggestedResolver } from '../../src/extension/settings.ts';

describe('what was stored', () => {
  it.each<[string, unknown, object]>([
    ['nothing', undefined, {}],
    ['nothing that is an object', 'always', {}],
    ['all', { dns: 'always', resolver: 'quad9', language: 'ja', gateways: ['192.0.2.1'] }, {}],
    [
      'a resolver that is no longer listed: not chosen, and what was agreed to with it is asked anew',
      { dns: 'always', resolver: 'gone-dns' },
      { dns: 'ask', resolver: null },
    ],
    ['the same, refused: refused it stays', { dns: 'never', resolver: 'gone-dns' }, { dns: 'never', resolver: null }],
    ['the name of a property that every object has', { resolver: 'constructor' }, { resolver: null }],
    ['no such consent, no such language', { dns: 'perhaps', language: 'eo' }, { dns: 'ask', language: 'auto' }],
    ['gateways that are no list', { gateways: 'mx.example' }, { gateways: [] }],
    ['gateways that are no text', { gateways: ['mx.example', 7, null] }, { gateways: ['mx.example'] }],
  ])('%s', (_, stored, expected) => {
    const given = typeof stored === 'object' ? stored : {};
    expect(settingsFrom(stored)).toEqual({ ...defaults, ...given, ...expected });
  });

  it('a change keeps the rest', async () => {
    let kept: unknown = { dns: 'never', language: 'ja' };
    const keeper = settingsIn({
      get: async () => kept,
      set: async (value) => {
        kept = value;
      },
    });
    expect(await keeper.save({ resolver: 'iij' })).toEqual(await keeper.load());
    expect(kept).toEqual({ ...defaults, dns: 'never', language: 'ja', resolver: 'iij' });
  });

  it('asks about the first of the list, where none is chosen', () => {
    expect(suggestedResolver({ ...defaults, resolver: null })).toBe(defaults.resolver);
    expect(suggestedResolver({ ...defaults, resolver: 'iij' })).toBe('iij');
  });
});
