/** An open message, a click, a true answer: the built extension in Chromium, at the addresses that it is made for. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Chromium, chromiumOwnHosts, type Popup, startChromium } from '../../browsers/chromium.ts';
import { octetsOf, type SampleEntry, sampleOf } from '../../mail/samples/samples.ts';
import { startWorld, type World } from '../../world/world.ts';
import { shows } from '../driver.ts';

let world: World;
let browser: Chromium;
beforeAll(async () => {
  world = await startWorld();
  browser = await startChromium(world);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
beforeEach(async () => {
  await browser.page.goto('about:blank'); // closes what the last test left open
  await browser.forget();
  world.reset();
  await browser.set({ dns: 'always', language: 'en', resolver: 'google' });
});

/** The popup for that sample: an earlier message of the same tab may stand in it for a moment. */
async function inspected(sample: SampleEntry, step = 'done'): Promise<Popup> {
  await browser.open(sample.id);
  const popup = await browser.clickToolbar(browser.page);
  await shows(popup, sample, step);
  return popup;
}

/** The keywords of a row of the checks table. */
const row = (popup: Popup, check: string) =>
  popup.evaluate<{ recorded: string; now: string }>(`(() => {
    const at = (name) => document.querySelector('[data-check="${check}"] [data-' + name + ']')?.dataset[name];
    return { recorded: at('recorded'), now: at('now') };
  })()`);

/** Every host that was asked for anything, but for what Chromium asks by itself. */
function contacted(): readonly string[] {
  const refused = world.refused().filter((host) => !chromiumOwnHosts.some((own) => host.includes(own)));
  const pages = world.webmail.state.log.filter(({ path }) => path !== '/ListAccounts').map(({ host }) => host);
  return [...new Set([...refused, ...pages, ...world.doh.log.map(({ host }) => host)])].sort();
}

type Line = {
  id: string;
  spf: [string, string];
  dkim: [string, string];
  dmarc: [string, string];
  en: string;
  ja: string;
};
const lines: readonly Line[] = [
  {
    ...{ id: 'service-signed', spf: ['pass', 'pass'], dkim: ['pass', 'pass'], dmarc: ['fail', 'fail'] },
    en: 'Not confirmed as coming from shop.example',
    ja: 'shop.example が送ったメールとは確認できません',
  },
  {
    ...{ id: 'all-pass', spf: ['pass', 'pass'], dkim: ['pass', 'pass'], dmarc: ['pass', 'pass'] },
    en: 'Confirmed: letters.example signed this message',
    ja: '確認済み：letters.example が署名したメールです',
  },
  {
    ...{ id: 'altered-body', spf: ['neutral', 'neutral'], dkim: ['neutral', 'fail'], dmarc: ['fail', 'fail'] },
    en: 'museum.example’s signature is not valid for this message',
    ja: 'museum.example の署名は、このメールに対して有効ではありません',
  },
];

describe.each(['en', 'ja'] as const)('a click on the toolbar, in %s', (language) => {
  test.each(lines)('$id', async ({ id, ...expected }) => {
    await browser.set({ language });
    const popup = await inspected(sampleOf(id));
    for (const check of ['spf', 'dkim', 'dmarc'] as const) {
      const [recorded, now] = expected[check];
      expect(await row(popup, check), check).toEqual({ recorded, now });
    }
    expect(await popup.evaluate('document.documentElement.lang')).toBe(language);
    const title = await popup.evaluate<string>("document.querySelector('h1').innerText");
    expect(title).toContain(expected[language]);
    expect(/[ぁ-ん]/.test(title), 'Japanese').toBe(language === 'ja');
    // What was asked for the other language is still remembered: the resolver may be left out, nobody may come in.
    expect(['dns.google', 'mail-attachment.googleusercontent.com', 'mail.google.com']).toEqual(
      expect.arrayContaining([...contacted()]),
    );
    expect(world.webmail.state.cspReports).toEqual([]);
  });
});

test('the item of the context menu: the message that was clicked, of three', async () => {
  await browser.open('conversation-1');
  const popup = await browser.chooseMenuItem(browser.page, '[role="listitem"]:nth-of-type(2) .a3s');
  await shows(popup, sampleOf('conversation-2'));
  const { legacyHex } = world.webmail.accounts[0]?.threads
    .flatMap(({ messages }) => messages)
    .find(({ name }) => name === 'conversation-2') ?? { legacyHex: '' };
  // The download is sent on to another host: one request names the message.
  const pulled = world.webmail.state.log.filter(
    ({ query }) => query.includes('view=att') && !query.includes('saddbat'),
  );
  expect(pulled.map(({ query }) => new URLSearchParams(query).get('th'))).toEqual([legacyHex]);
});

test('the octets arrive as they lie on the server', async () => {
  await inspected(sampleOf('list-sealed'));
  const octets = octetsOf('list-sealed');
  const header = octets.toString('latin1').split('\r\n\r\n')[0] ?? '';
  const stored = await browser.stored();
  expect(stored).toContain(JSON.stringify(header).slice(1, -1));
  expect(stored).toContain(`"size":${octets.length}`);
});

test('the body is found in no storage area, no message and no request', async () => {
  const { canary, ...sample } = sampleOf('service-unsigned');
  const worker = await browser.worker();
  await worker.evaluate(() => {
    type Heard = { heard?: unknown[]; chrome: { runtime: Record<string, { addListener(listen: unknown): void }> } };
    const scope = globalThis as unknown as Heard;
    const { heard } = Object.assign(scope, { heard: [] as unknown[] });
    scope.chrome.runtime['onMessage']?.addListener((message: unknown) => {
      heard.push(message);
    });
    type Port = { onMessage: { addListener(listen: (message: unknown) => void): void } };
    scope.chrome.runtime['onConnect']?.addListener((port: Port) =>
      port.onMessage.addListener((message) => heard.push(message)),
    );
  });
  await inspected({ ...sample, canary });
  const heard = await worker.evaluate(() => JSON.stringify((globalThis as unknown as { heard: unknown[] }).heard));
  const stored = await browser.stored();
  const requests = JSON.stringify([world.webmail.state.log, world.doh.log, world.proxy.asked]);
  expect(heard, 'something was heard at all').toContain('Delivered-To');
  expect(stored, 'something was stored at all').toContain('Delivered-To');
  for (const place of [heard, stored, requests]) expect(place).not.toContain(canary);
});

describe('before anything is asked of the DNS', () => {
  const sample = sampleOf('web-host-sender');
  beforeEach(() => browser.set({ dns: 'ask' }));

  test('what is recorded is shown, and no resolver has heard of it', async () => {
    const popup = await inspected(sample, 'recorded');
    expect(await row(popup, 'dmarc')).toMatchObject({ recorded: 'fail' });
    expect(await popup.waitFor('[data-consent="once"]')).not.toBe('');
    expect(world.doh.log).toEqual([]);
    expect(contacted()).toEqual(['mail-attachment.googleusercontent.com', 'mail.google.com']);
  });
  test('not: nothing is asked', async () => {
    const popup = await inspected(sample, 'recorded');
    await popup.click('[data-consent="not"]');
    await new Promise((later) => setTimeout(later, 500));
    expect(world.doh.log).toEqual([]);
  });
  test('once: this message, and the next one is asked about again', async () => {
    const popup = await inspected(sample, 'recorded');
    await popup.click('[data-consent="once"]');
    await shows(popup, sample);
    expect(world.doh.log.length).toBeGreaterThan(0);
    expect(world.doh.log.every(({ cookie, referer }) => cookie === null && referer === null)).toBe(true);
    await inspected(sampleOf('all-pass'), 'recorded');
  });
  test('always: the next one too', async () => {
    const popup = await inspected(sample, 'recorded');
    await popup.click('[data-consent="always"]');
    await shows(popup, sample);
    await inspected(sampleOf('all-pass'));
  });
});

test.each([
  ['google', 'dns.google', 'length-limited'],
  ['cloudflare', 'cloudflare-dns.com', 'two-algorithms'],
])('%s chosen: no other resolver is asked', async (resolver, host, id) => {
  await browser.set({ resolver });
  await inspected(sampleOf(id));
  expect([...new Set(world.doh.log.map((one) => one.host))]).toEqual([host]);
});

test('"check again" asks the DNS anew, whatever is remembered', async () => {
  const sample = sampleOf('strict-subdomain');
  const popup = await inspected(sample);
  world.reset();
  await popup.click('[data-do="again"]');
  await expect.poll(() => world.doh.log.map(({ question }) => question?.name)).toContain('_dmarc.ministry.example');
  await shows(popup, sample);
});

describe('nothing to inspect: each its own sentence', () => {
  const failure = async (expected: string) => {
    const popup = await browser.clickToolbar(browser.page);
    expect(await popup.waitFor(`[data-step="failed"][data-failure="${expected}"]`)).not.toBe('');
    return popup;
  };
  test('signed out', async () => {
    await browser.open('length-limited');
    world.mode({ endpoint: 'any', mode: 'signed-out' });
    await failure('signed-out');
  });
  test('no such message', async () => {
    await browser.open('no-policy');
    world.mode({ endpoint: 'att', mode: 'html' });
    world.mode({ endpoint: 'om', mode: 'html' });
    await failure('not-found');
  });
  test('no message open', async () => {
    await browser.page.goto('about:blank');
    await browser.page.goto('https://mail.google.com/mail/u/0/#inbox');
    await browser.page.locator('tr[role="row"]').first().waitFor();
    await failure('no-message');
  });
  test('not Gmail', async () => {
    await browser.page.goto('https://accounts.google.com/');
    await failure('not-gmail');
  });
});
