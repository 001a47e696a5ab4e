/** The worker in a browser in memory: from click to report, and whatever may fail on the way ends in a word. */

import { describe, expect, it, vi } from 'vitest';
import { digest } from '../../../src/engine/digest.ts';
import type { Command, Inspection } from '../../../src/extension/protocol.ts';
import { octetsOf, samples } from '../../mail/samples/samples.ts';
import { type Desk, desk, locatedOf, soon } from './desk.ts';

const TAB = 7;
const ended = (one: Inspection | undefined) =>
  one && (one.step === 'done' || one.step === 'failed' || (one.step === 'recorded' && one.consent !== 'given')) && one;

/** The toolbar's popup is opened; resolves to what it ends with. */
function popup(at: Desk, command: Command = { kind: 'inspect', tab: TAB }) {
  const port = at.browser.connect();
  port.post(command);
  return { port, end: () => soon(() => ended(at.outcome(port, TAB))) };
}

describe('from click to report', () => {
  it.each(
    samples
      .filter(({ folder }) => folder === 'inbox')
      .slice(0, 12)
      .map(({ id }) => id),
  )('%s', async (id) => {
    const at = desk();
    const tab = at.mailTab(TAB, id);
    const end = await popup(at).end();
    expect(end).toMatchObject({ step: 'done', subject: { tab: TAB }, located: locatedOf(id) });
    expect(tab.injected).toEqual(['reader.js']);
    expect(at.asked.length).toBeGreaterThan(0);
  });

  it('the same message again: what is stored is current, and nothing is fetched', async () => {
    const at = desk();
    const tab = at.mailTab(TAB, 'all-pass');
    await popup(at).end();
    const { serial } = at.stored(TAB) as Inspection;
    const { port } = popup(at);
    await soon(() => port.received.length > 0);
    expect(port.received).toEqual([{ kind: 'current' }]);
    expect(at.stored(TAB)?.serial).toBe(serial);
    expect(tab.badge.text).toBe('✓');
  });

  it('again: from the start, with a new serial', async () => {
    const at = desk();
    at.mailTab(TAB, 'all-pass');
    const before = await popup(at).end();
    popup(at, { kind: 'inspect-again', tab: TAB });
    await soon(() => at.stored(TAB)?.serial !== before.serial && ended(at.stored(TAB)));
  });

  it('another candidate is asked for by its id, a right click by its element', async () => {
    const at = desk();
    const meant: unknown[] = [];
    at.mailTab(TAB, 'all-pass', { page: ({ meant: one }: { meant?: unknown }) => void meant.push(one) });
    popup(at, { kind: 'choose', tab: TAB, id: 'msg-f:1' });
    await soon(() => meant.length > 0);
    at.browser.events.onMenu.fire({ menuItemId: 'analyze-headers', targetElementId: 3 }, { id: TAB });
    await soon(() => meant.some((one) => (one as { by: string })?.by === 'pointer'));
    expect(meant).toContainEqual({ by: 'candidate', id: 'msg-f:1' });
    expect(meant).toContainEqual({ by: 'pointer', element: 3 });
  });

  it('is cancelled: said at once, and the reader is told', async () => {
    const at = desk();
    const asked: string[] = [];
    at.mailTab(TAB, 'all-pass', {
      page: (request: { kind: string }) => {
        asked.push(request.kind);
        return locatedOf('all-pass');
      },
    });
    const { end } = popup(at);
    await soon(() => at.stored(TAB)?.step === 'reading');
    popup(at, { kind: 'cancel', tab: TAB });
    expect(await end()).toMatchObject({ step: 'failed', failure: 'cancelled' });
    await soon(() => asked.includes('stop'));
  });

  it('progress is stored while it is read, and no longer', async () => {
    const at = desk();
    at.mailTab(TAB, 'all-pass', { page: () => locatedOf('all-pass') });
    popup(at);
    const { serial } = await soon(() => at.stored(TAB)?.step === 'reading' && at.stored(TAB));
    const far = { kind: 'progress', serial, progress: { received: 5, total: 9 } };
    expect(await at.browser.send(far, { tab: { id: TAB } as never })).toBe('stored');
    expect(at.stored(TAB)).toMatchObject({ progress: { received: 5, total: 9 } });
    await at.browser.send(
      { ...far, serial: serial - 1, progress: { received: 1, total: 9 } },
      { tab: { id: TAB } as never },
    );
    expect(at.stored(TAB)).toMatchObject({ progress: { received: 5, total: 9 } });
  });
});

describe('a tab that cannot be read', () => {
  it.each([
    ['another site', { url: 'https://example.org/' }, 'not-gmail'],
    ['another page of Google', { url: 'https://mail.google.com/chat/' }, 'not-gmail'],
    ['scripts are refused', { page: null }, 'no-access'],
    ['nothing is open', { page: () => 'no-message' }, 'no-message'],
  ] as const)('%s', async (_, change, failure) => {
    const at = desk();
    at.mailTab(TAB, 'all-pass', change);
    expect(await popup(at).end()).toMatchObject({ step: 'failed', failure });
  });

  it('leave for the site was taken back', async () => {
    const at = desk();
    at.mailTab(TAB, 'all-pass');
    at.browser.origins.clear();
    expect(await popup(at).end()).toMatchObject({ failure: 'no-access' });
  });

  it('a tab that is not there', async () => {
    expect(await popup(desk()).end()).toMatchObject({ failure: 'not-gmail' });
  });
});

describe('a store that refuses', () => {
  const writesOf = async () => {
    const at = desk();
    at.mailTab(TAB, 'all-pass');
    await popup(at).end();
    return at.browser.writes;
  };

  it('each write in turn, for once: the report, or a failure with its name', async () => {
    const writes = await writesOf();
    expect(writes).toBeGreaterThan(4);
    for (let refused = 1; refused <= writes; refused++) {
      const at = desk();
      at.mailTab(TAB, 'all-pass');
      at.browser.refuse = (write) => write === refused;
      const end = await popup(at).end();
      expect(end.step === 'done' || (end.step === 'failed' && end.failure === 'not-stored'), `write ${refused}`).toBe(
        true,
      );
    }
  });

  it('each write in turn, and all that follow: a failure with its name', async () => {
    const writes = await writesOf();
    for (let refused = 1; refused < writes; refused++) {
      const at = desk();
      at.mailTab(TAB, 'all-pass');
      at.browser.refuse = (write) => write >= refused;
      const { port, end } = popup(at);
      await soon(() => port.received.some((reply) => (reply as { kind: string }).kind === 'not-stored'));
      expect(await end(), `from write ${refused} on`).toMatchObject({ step: 'failed', failure: 'not-stored' });
    }
  });

  it('tells the reader', async () => {
    const at = desk();
    at.mailTab(TAB, 'all-pass', { page: () => locatedOf('all-pass') });
    popup(at);
    const { serial } = await soon(() => at.stored(TAB)?.step === 'reading' && at.stored(TAB));
    at.browser.refuse = () => true;
    const result = { ok: true, digest: await digest(new Uint8Array(octetsOf('all-pass'))) };
    const reading = { kind: 'reading', serial, located: locatedOf('all-pass'), result };
    expect(await at.browser.send(reading, { tab: { id: TAB } as never })).toBe('not-stored');
  });

  it('no room: older reports go, and that is said in their place', async () => {
    const at = desk();
    const old = { subject: { tab: 9 }, serial: 1, pointed: false, consent: 'refused', located: null, step: 'done' };
    at.browser.session.set('inspection:9', { ...old, report: {}, much: 'x'.repeat(10_480_000) });
    at.mailTab(TAB, 'all-pass');
    expect(await popup(at).end()).toMatchObject({ step: 'done' });
    expect(at.stored(9)).toMatchObject({ step: 'failed', failure: 'dropped' });
  });

  it('keeps the newest reports of four', async () => {
    const at = desk();
    for (const id of [1, 2, 3, 4, 5]) {
      at.mailTab(id, 'all-pass');
      popup(at, { kind: 'inspect', tab: id });
      await soon(() => at.stored(id)?.step === 'done');
    }
    const kept = [1, 2, 3, 4, 5].filter((id) => at.stored(id)?.step === 'done');
    expect(kept).toHaveLength(4);
    expect(kept).toContain(5);
  });
});

describe('consent', () => {
  it.each([
    [{}, 'unasked'],
    [{ dns: 'never' }, 'refused'],
    [{ dns: 'always', resolver: 'gone-dns' }, 'unasked'],
    [{ dns: 'never', resolver: 'gone-dns' }, 'refused'],
  ] as const)('%o: %s, and nobody is asked', async (chosen, consent) => {
    const at = desk(chosen);
    at.mailTab(TAB, 'all-pass');
    popup(at);
    const end = await soon(() => at.stored(TAB)?.step === 'recorded' && at.stored(TAB));
    expect(end).toMatchObject({ step: 'recorded', consent });
    expect(at.asked).toEqual([]);
  });

  it.each([
    ['always', { dns: 'always', resolver: 'quad9' }],
    ['once', { dns: 'ask', resolver: 'quad9' }],
  ] as const)('%s: checked with the resolver that was agreed to', async (answer, settings) => {
    const at = desk({ resolver: 'gone-dns' });
    at.mailTab(TAB, 'all-pass');
    popup(at);
    await soon(() => at.stored(TAB)?.step === 'recorded');
    popup(at, { kind: 'consent', tab: TAB, answer, resolver: 'quad9' });
    await soon(() => at.stored(TAB)?.step === 'done');
    expect(at.settings).toMatchObject(settings);
  });

  it('not: nobody is asked, and nothing is kept of the answer', async () => {
    const at = desk({});
    at.mailTab(TAB, 'all-pass');
    popup(at);
    await soon(() => at.stored(TAB)?.step === 'recorded');
    popup(at, { kind: 'consent', tab: TAB, answer: 'not', resolver: 'google' });
    await soon(() => at.stored(TAB)?.consent === 'refused');
    expect(at.asked).toEqual([]);
    expect(at.settings.dns).toBe('ask');
  });

  it('a check goes on with a resolver that is listed no longer: asked anew, nobody is asked meanwhile', async () => {
    const at = desk();
    at.mailTab(TAB, 'all-pass');
    at.resolve = () => new Promise(() => {});
    popup(at);
    await soon(() => at.stored(TAB)?.step === 'checking');
    at.asked.length = 0;
    at.settings = { ...at.settings, resolver: null };
    at.restart();
    expect(await soon(() => at.stored(TAB)?.step === 'recorded' && at.stored(TAB))).toMatchObject({
      consent: 'unasked',
    });
    expect(at.asked).toEqual([]);
  });
});

describe('a message from a file', () => {
  const take = async (subject: { tab: number } | { beside: number }): Promise<Command> => ({
    ...{ kind: 'take', subject },
    digest: await digest(new Uint8Array(octetsOf('all-pass'))),
  });

  it('of the tab itself, and of one beside it, each under its name; both go with the tab', async () => {
    const at = desk();
    at.browser.addTab({ id: TAB, url: 'chrome-extension://waybill/report/index.html' });
    const sender = { url: 'chrome-extension://waybill/report/index.html', tab: { id: TAB } as never };
    const port = at.browser.connect(sender);
    port.post(await take({ tab: TAB }));
    port.post(await take({ beside: TAB }));
    await soon(() => at.stored(TAB)?.step === 'done' && at.stored(`beside:${TAB}`)?.step === 'done');
    expect(at.stored(TAB)).toMatchObject({ subject: { tab: TAB }, report: { recorded: { source: { kind: 'file' } } } });
    at.browser.closeTab(TAB);
    await soon(() => at.browser.session.size === 0);
  });

  it('what was changed is told by the page, which has the octets; asked of the worker, they are gone', async () => {
    const at = desk();
    at.browser.addTab({ id: TAB, url: 'chrome-extension://waybill/report/index.html' });
    const port = at.browser.connect({ tab: { id: TAB } as never });
    port.post(await take({ tab: TAB }));
    const { serial } = await soon(() => at.stored(TAB)?.step === 'done' && at.stored(TAB));
    port.post({ kind: 'infer', tab: TAB });
    await soon(() => (at.stored(TAB) as { alteration?: string }).alteration === 'octets-gone');
    port.post({ kind: 'inferred', tab: TAB, serial, alteration: { ok: true, alterations: [] } });
    await soon(() => !('alteration' in (at.stored(TAB) ?? {})));
    expect(at.stored(TAB)).toMatchObject({ report: { verified: { alterations: [] } } });
  });
});

describe('what was changed on the way', () => {
  it('is asked of the reader, and stored with the report', async () => {
    const at = desk();
    at.mailTab(TAB, 'list-footer');
    await popup(at).end();
    popup(at, { kind: 'infer', tab: TAB });
    await soon(() => {
      const one = at.stored(TAB);
      return one && 'report' in one && one.report.verified?.alterations;
    });
  });
});

describe('the badge', () => {
  it('shows when all is known, goes when the message leaves the screen, and is not of another message', async () => {
    const at = desk();
    const tab = at.mailTab(TAB, 'all-pass');
    const { serial } = await popup(at).end();
    await soon(() => tab.badge.text === '✓');
    await at.browser.send({ kind: 'left', serial: serial - 1 }, { tab: { id: TAB } as never });
    expect(tab.badge.text).toBe('✓');
    await at.browser.send({ kind: 'left', serial }, { tab: { id: TAB } as never });
    expect(tab.badge.text).toBe('');
  });
});

describe('the session’s key', () => {
  it.each([
    [['ab12cd34ef', null, null, null], 'ab12cd34ef'],
    [[null, null, '<script>', 'ab12cd34ef'], 'ab12cd34ef'],
    [['NOT A KEY'], null],
    ['nothing', null],
  ] as const)('%o: %s', async (held, key) => {
    const at = desk();
    at.mailTab(TAB, 'all-pass', { held });
    expect(await at.browser.send({ kind: 'key' }, { tab: { id: TAB } as never })).toBe(key);
  });
});

describe('who is not heard', () => {
  it.each([
    ['another extension', { id: 'other' }],
    ['no tab', {}],
  ])('%s', (_, sender) => {
    const at = desk();
    expect(at.browser.send({ kind: 'left', serial: 1 }, sender as never)).toBeUndefined();
  });
});

describe('tabs remember right clicks', () => {
  it.each<[string, (at: Desk) => void]>([
    ['when the extension was off and is on again: the worker starts', (at) => at.restart()],
    ['when leave for the site was given back', (at) => at.browser.events.onAdded.fire({ origins: [] })],
  ])('%s', async (_, happen) => {
    const at = desk();
    const tab = at.mailTab(TAB, 'all-pass');
    happen(at);
    await soon(() => tab.injected.includes('pointer.js'));
  });

  it('an installation puts the item into the menu', async () => {
    const at = desk();
    at.browser.events.onInstalled.fire({ reason: 'install' });
    await soon(() => at.browser.menus.length === 1);
  });

  it('a click in a frame of another site is one that nobody saw: asked which', async () => {
    const at = desk();
    const unclear = { ...locatedOf('all-pass'), id: '', chosen: 'unclear' };
    const meant: unknown[] = [];
    at.mailTab(TAB, 'all-pass', {
      page: (request: { meant: unknown }) => {
        meant.push(request.meant);
        return unclear;
      },
    });
    at.browser.events.onMenu.fire({ menuItemId: 'analyze-headers', frameId: 4 }, { id: TAB });
    expect(await soon(() => at.stored(TAB))).toMatchObject({ failure: 'which-message', located: unclear });
    expect(meant).toEqual([{ by: 'frame' }]);
  });
});

describe('browser life', () => {
  const missing = ['contextMenus', 'onReplaced', 'onAdded', 'openPopup', 'setBadgeTextColor'] as const;
  it.each(missing)('without %s the worker starts, and inspects', async (name) => {
    const at = desk();
    const { api } = at.browser as unknown as { api: Record<string, Record<string, unknown>> };
    for (const part of [api, api['tabs'], api['permissions'], api['action']]) if (part) delete part[name];
    at.restart();
    at.mailTab(TAB, 'all-pass');
    expect(await popup(at).end()).toMatchObject({ step: 'done' });
  });

  it('the tab comes back under another number: its report goes with it, and is dropped with it', async () => {
    const at = desk();
    at.mailTab(TAB, 'all-pass');
    await popup(at).end();
    at.browser.replaceTab(TAB, 8);
    await soon(() => at.stored(8)?.step === 'done');
    expect(at.stored(8)?.subject).toEqual({ tab: 8 });
    expect(at.stored(TAB)).toBeUndefined();
    at.browser.closeTab(8);
    await soon(() => at.browser.session.size === 0);
  });

  it('a tab was closed while nobody listened: swept when the worker starts', async () => {
    const at = desk();
    at.mailTab(TAB, 'all-pass');
    await popup(at).end();
    at.browser.tabs.delete(TAB);
    at.restart();
    await soon(() => at.browser.session.size === 0);
  });

  it('a page that is frozen is not waited for', { timeout: 20_000 }, async () => {
    const at = desk();
    at.mailTab(TAB, 'all-pass', { page: () => new Promise(() => {}) });
    const port = at.browser.connect();
    port.post({ kind: 'inspect', tab: TAB });
    const end = await soon(() => ended(at.outcome(port, TAB)), 15_000);
    expect(end).toMatchObject({ step: 'failed', failure: 'page-silent' });
  });
});

describe('a content script that was taken over', () => {
  const page = { url: 'https://mail.google.com/mail/u/0/', tab: { id: TAB } as never };
  const commands: readonly Command[] = [
    { kind: 'consent', tab: TAB, answer: 'always', resolver: 'google' },
    { kind: 'inspect', tab: TAB },
    { kind: 'cancel', tab: TAB },
  ];
  it.each(commands)('cannot command: $kind', async (command) => {
    const at = desk({});
    at.mailTab(TAB, 'all-pass');
    at.browser.connect(page).post(command);
    await new Promise((later) => setTimeout(later, 50));
    expect(at.settings.dns).toBe('ask');
    expect(at.browser.session.size).toBe(0);
  });

  it('cannot put a message into a tab in which none was asked for, or another one was', async () => {
    const at = desk();
    at.mailTab(TAB, 'all-pass', { page: () => locatedOf('all-pass') });
    const result = { ok: true, digest: await digest(new Uint8Array(octetsOf('no-policy'))) };
    const reading = { kind: 'reading', serial: 1, located: locatedOf('no-policy'), result };
    await at.browser.send(reading, page);
    expect(at.browser.session.size).toBe(0);
    popup(at);
    await soon(() => at.stored(TAB)?.step === 'reading');
    await at.browser.send(reading, page);
    expect(at.stored(TAB)?.step).toBe('reading');
  });

  it.each([
    ['a frame', { frameId: 3 }],
    ['another site', { url: 'https://example.org/' }],
    ['nobody', { url: undefined }],
  ])('is not heard: %s', (_, sender) => {
    const at = desk();
    expect(at.browser.send({ kind: 'key' }, { tab: { id: TAB } as never, ...sender } as never)).toBeUndefined();
  });

  it('a page of the extension cannot put a message into another tab', async () => {
    const at = desk();
    const made = await digest(new Uint8Array(octetsOf('all-pass')));
    at.browser.connect({ tab: { id: 9 } as never }).post({ kind: 'take', subject: { tab: TAB }, digest: made });
    await new Promise((later) => setTimeout(later, 50));
    expect(at.browser.session.size).toBe(0);
  });

  it.each([
    { base: 'https://evil.example/mail/u/0/' },
    { base: 'https://mail.google.com/mail/u/0/?view=x&' },
    { base: 'https://mail.google.com/other/' },
    { base: 'https://mail.google.com.evil.example/mail/u/0/' },
    { hex: '1&view=om' },
    { perm: 'msg-f:1&x=1' },
    { key: 'ab&view=att' },
    { hex: null, perm: null },
  ])('an errand of its own making is not run: %o', async (change) => {
    const at = desk();
    at.mailTab(TAB, 'all-pass', { page: () => locatedOf('all-pass') });
    popup(at);
    const { serial } = await soon(() => at.stored(TAB)?.step === 'reading' && at.stored(TAB));
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url);
      return new Response('');
    });
    const sound = { base: 'https://mail.google.com/mail/u/0/', hex: '1a1019ad5b49f8a9', perm: null, key: null };
    const errand = { ...sound, why: 'unreachable', ...change };
    const failed = { ok: false, failure: 'offline', detail: '' };
    const reading = { kind: 'reading', serial, located: locatedOf('all-pass'), result: failed, errand };
    expect(await at.browser.send(reading, page)).toBe('failed');
    expect(asked).toEqual([]);
    vi.unstubAllGlobals();
  });
});

describe('another message than the one that is open', () => {
  const send = async (at: Desk, more: boolean) => {
    const { serial } = await soon(() => at.stored(TAB)?.step === 'reading' && at.stored(TAB));
    const result = { ok: true, digest: await digest(new Uint8Array(octetsOf('no-policy'))) };
    const reading = { kind: 'reading', serial, located: locatedOf('all-pass'), result, more };
    return at.browser.send(reading, { tab: { id: TAB } as never });
  };

  it('is asked for in another way while there is one, and shown with both names when there is none', async () => {
    const at = desk();
    const tab = at.mailTab(TAB, 'all-pass', {
      page: (request: { kind: string }) => (request.kind === 'presence' ? { present: true } : locatedOf('all-pass')),
    });
    popup(at);
    expect(await send(at, true)).toBe('another');
    expect(at.stored(TAB)?.step).toBe('reading');
    expect(await send(at, false)).toBe('stored');
    const end = await soon(() => at.stored(TAB)?.step === 'done' && at.stored(TAB));
    expect(end).toMatchObject({
      another: { by: 'sender', shown: 'misaki@letters.example', got: 'info@yamada-works.example' },
    });
    await soon(() => tab.badge.text === '?');
  });
});
