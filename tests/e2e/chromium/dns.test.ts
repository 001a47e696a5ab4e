/**
 * A real resolver, and everything that can go wrong between it and the extension: each fault has its reason and its sentence, none
 * is taken for an answer, and the next check works again.
 */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Chromium, type Popup, startChromium } from '../../browsers/chromium.ts';
import { sampleOf, worldZone } from '../../mail/samples/samples.ts';
import { wordsIn } from '../../words.ts';
import { startUnbound, type Unbound } from '../../world/unbound.ts';
import { startWorld, type World } from '../../world/world.ts';

let unbound: Unbound;
let world: World;
let browser: Chromium;
beforeAll(async () => {
  unbound = await startUnbound(worldZone());
  world = await startWorld(unbound);
  browser = await startChromium(world);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  await unbound?.close();
});
beforeEach(async () => {
  await browser.page.goto('about:blank');
  await browser.forget();
  await browser.set({ dns: 'always', language: 'en', resolver: 'google' });
  await browser.forgetAnswers();
  world.reset();
});

const sample = sampleOf('all-pass');
const domain = 'letters.example';
const resolver = 'dns.google';
const words = wordsIn('en');

async function check(): Promise<Popup> {
  await browser.open(sample.id);
  const popup = await browser.clickToolbar(browser.page);
  await popup.waitFor('[data-step="done"]', 30_000);
  return popup;
}

const now = (popup: Popup) =>
  popup.evaluate<Record<string, string>>(
    "Object.fromEntries([...document.querySelectorAll('[data-check]')].map((row) => [row.dataset.check, row.querySelector('[data-now]').dataset.now]))",
  );

const failures = (popup: Popup) =>
  popup.evaluate<string>("document.querySelector('[data-unanswered]')?.innerText ?? ''");

/** Once more, in the same popup: all is well. */
async function again(popup: Popup): Promise<void> {
  await popup.click('[data-do="again"]');
  // The report of before may stand there for a moment longer: what tells them apart is the result.
  await popup.waitFor(
    `[data-step="done"][data-verdict="${sample.verdict}"] [data-check="spf"] [data-now="pass"]`,
    30_000,
  );
  expect(await now(popup)).toMatchObject({ spf: 'pass', dkim: 'pass', dmarc: 'pass' });
  expect(await failures(popup)).toBe('');
}

test('answers of a real resolver', async () => {
  const popup = await check();
  expect(await now(popup)).toMatchObject({ spf: 'pass', dkim: 'pass', dmarc: 'pass' });
  expect(await failures(popup)).toBe('');
  expect(world.doh.log.length).toBeGreaterThan(5);
});

test('slow: every answer after a second and a half', async () => {
  world.doh.setFault({ fault: 'slow', ms: 1500 });
  const popup = await check();
  expect(await now(popup)).toMatchObject({ spf: 'pass', dkim: 'pass', dmarc: 'pass' });
  expect(await failures(popup)).toBe('');
});

type Fault = readonly [title: string, sentence: Parameters<typeof words.text>[0], begin: () => void, end: () => void];

const front = (fault: Parameters<World['doh']['setFault']>[0]) =>
  [() => world.doh.setFault(fault), () => world.doh.setFault(null)] as const;
const ofDomain = (fault: Parameters<Unbound['setFault']>[1]) =>
  [() => unbound.setFault(domain, fault), () => unbound.heal()] as const;
const transport = (fault: 'reset' | 'blackhole' | 'refuse') => {
  const set = (to: { fault: typeof fault } | null) => () => {
    world.proxy.setFault(`${resolver}:443`, to);
    world.proxy.dropOpen();
  };
  return [set({ fault }), set(null)] as const;
};

describe('no answer: said so, and nothing is made of it', () => {
  // What a resolver sends beside 200 has no CORS headers, so that a browser shows it as a broken network.
  test.each<Fault>([
    ['silent', 'dns_timeout', ...front({ fault: 'hang' })],
    ['SERVFAIL of the domain’s name servers', 'dns_servfail', ...ofDomain('servfail')],
    ['REFUSED', 'dns_refused', ...ofDomain('refused')],
    ['dropped', 'dns_network', ...ofDomain('dropped')],
    ['connections reset', 'dns_network', ...transport('reset')],
    ['connections not let through', 'dns_network', ...transport('refuse')],
    ['a black hole', 'dns_timeout', ...transport('blackhole')],
    ['HTML', 'dns_not_dns_message', ...front({ fault: 'html' })],
    ['another type', 'dns_not_dns_message', ...front({ fault: 'wrong-type' })],
    ['429', 'dns_network', ...front({ fault: 'status', status: 429 })],
    ['500', 'dns_network', ...front({ fault: 'status', status: 500 })],
    ['an empty body', 'dns_empty', ...front({ fault: 'empty' })],
    ['cut off', 'dns_broken_message', ...front({ fault: 'truncated' })],
    ['marked as truncated', 'dns_truncated', ...front({ fault: 'tc' })],
    ['a wrong id', 'dns_wrong_id', ...front({ fault: 'wrong-id' })],
  ])('%s', async (_, sentence, begin, end) => {
    begin();
    const popup = await check();
    const found = await now(popup);
    expect([found['spf'], found['dkim'], found['dmarc']]).toEqual(['temperror', 'temperror', 'temperror']);
    expect(await failures(popup)).toContain(words.text(sentence, { server: resolver }));
    const text = await popup.evaluate<string>('document.body.textContent');
    expect(text).toContain(words.text('spf_record_lookup_failed'));
    expect(text).toContain(words.text('compare_could_not_check'));
    end();
    await again(popup);
  });
});

test('the test button of the options: what came back, and why nothing did', async () => {
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/options/index.html`);
  const attempt = async (selector: string) => {
    await page.locator('[data-do="try"]').click();
    await page.locator(selector).waitFor({ timeout: 10_000 });
    return page.locator('[data-trial]').innerText();
  };
  // The samples' world has no such name, as a resolver that holds names back.
  expect(await attempt('[data-trial="nxdomain"]')).toContain('does not know example.com');
  world.doh.setFault({ fault: 'html' });
  expect(await attempt('[data-trial="failed"]')).toContain(words.text('dns_not_dns_message', { server: resolver }));
  await page.close();
});
