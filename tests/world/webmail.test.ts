/** The stand-in for Gmail answers as the real one was seen to, and misbehaves as it is told. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { octetsOf, samples } from '../mail/samples/samples.ts';
import { ask } from './ask.ts';
import { escapeHtml } from './webmail/answer.ts';
import type { MailMessage, Thread } from './webmail/mailbox.ts';
import type { Mode } from './webmail/state.ts';
import { startWorld, type World } from './world.ts';

const GMAIL = 'https://mail.google.com';
const signedIn = { headers: { cookie: 'SID=l' } };

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  // Most have observed a redirect; what is said of the octets is said of an answer.
  world.webmail.state.switches = { ...world.webmail.state.switches, download: 'direct' };
});

function threadOf(name: string, account = 0): Thread {
  const threads = world.webmail.accounts[account]?.threads ?? [];
  const thread = threads.find(({ messages }) => messages.some((one) => one.name === name));
  if (!thread) throw new Error(`no such message: ${name}`);
  return thread;
}
const messageOf = (name: string, account = 0): MailMessage =>
  threadOf(name, account).messages.find((one) => one.name === name) as MailMessage;

const att = (query: string, base = '/mail/u/0/') =>
  ask(world, `${GMAIL}${base}?view=att&${query}&attid=0&disp=comp&safe=1&zw`, signedIn);
const om = (query: string, ik = 'ab12cd34ef') => ask(world, `${GMAIL}/mail/u/0/?ik=${ik}&view=om&${query}`, signedIn);

/** The text of the original as a reader of the page unescapes it. */
function preOf(page: string): string | null {
  const found = /<pre[^>]*raw_message_text[^>]*>([\s\S]*?)<\/pre>/.exec(page)?.[1];
  const entities = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' } as const;
  return found?.replace(/&(lt|gt|quot|#39|amp);/g, (_all, name: keyof typeof entities) => entities[name]) ?? null;
}

describe('ids', () => {
  test('a received message: the hexadecimal id is the decimal one', () => {
    const { permId, legacyHex } = messageOf('all-pass');
    expect(BigInt(permId.replace('msg-f:', '')).toString(16).padStart(16, '0')).toBe(legacyHex);
    expect(new Date(Number(BigInt(`0x${legacyHex}`) >> 20n)).toISOString()).toBe('2026-11-10T01:30:00.000Z');
  });
  test('a sent message: msg-a, and a thread whose hexadecimal id is no message', () => {
    const thread = threadOf('just-sent');
    expect(messageOf('just-sent').permId).toMatch(/^msg-a:r-\d+$/);
    expect(thread.permId).toMatch(/^thread-a:r/);
    expect(thread.legacyHex).not.toBe(messageOf('just-sent').legacyHex);
  });
  test('the id in the address: 32 letters and digits, each thread its own', () => {
    const ids = (world.webmail.accounts[0]?.threads ?? []).map(({ urlId }) => urlId);
    expect(ids.every((id) => /^FMfcg[A-Za-z0-9]{27}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('view=att', () => {
  test.each(samples.map(({ id }) => id))('%s: the octets of the fixture', async (id) => {
    const { status, body } = await att(`th=${messageOf(id).legacyHex}`);
    expect(status).toBe(200);
    expect(body.equals(octetsOf(id))).toBe(true);
  });

  const found: readonly [string, (message: MailMessage) => string, string][] = [
    ['th with its hexadecimal id', (m) => `th=${m.legacyHex}`, 'all-pass'],
    ['permmsgid with its decimal id', (m) => `permmsgid=${encodeURIComponent(m.permId)}`, 'all-pass'],
    ['permmsgid with msg-a', (m) => `permmsgid=${m.permId}`, 'just-sent'],
  ];
  test.each(found)('%s: found', async (_title, query, name) => {
    const { body } = await att(query(messageOf(name)));
    expect(body.equals(octetsOf(name))).toBe(true);
  });

  const missing: readonly [string, () => string][] = [
    ['the hexadecimal id of a thread that is no message', () => `th=${threadOf('just-sent').legacyHex}`],
    ['msg-f in th', () => `th=${messageOf('all-pass').permId}`],
    ['the hexadecimal id in permmsgid', () => `permmsgid=msg-f:${messageOf('all-pass').legacyHex}`],
    ['an unknown id', () => 'th=0123456789abcdef'],
    ['a message of another account', () => `th=${messageOf('all-pass@club', 1).legacyHex}`],
    ['the id of the address', () => `th=${threadOf('all-pass').urlId}`],
  ];
  test.each(missing)('%s: 200 and a page that says it does not exist', async (_title, query) => {
    const { status, headers, body } = await att(query());
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(body.toString()).toContain('does not exist');
  });

  test.each([
    ['/mail/u/1/', 'all-pass@club', 1],
    ['/mail/u/0/d/AbC-1/', 'all-pass@desk', 2],
    ['/mail/b/AbC-1/u/0/', 'all-pass@front', 3],
    ['/mail/u/1', 'all-pass@club', 1],
  ])('%s is a mailbox of its own', async (base, name, account) => {
    const { body } = await att(`th=${messageOf(name, account).legacyHex}`, base);
    expect(body.equals(octetsOf('all-pass'))).toBe(true);
  });

  test('attid other than 0: 400', async () => {
    const url = `${GMAIL}/mail/u/0/?view=att&th=${messageOf('all-pass').legacyHex}&attid=0.1&disp=inline`;
    expect((await ask(world, url, signedIn)).status).toBe(400);
  });
  test('without a cookie: on to the sign-in page', async () => {
    const url = `${GMAIL}/mail/u/0/?view=att&th=${messageOf('all-pass').legacyHex}&attid=0&disp=comp`;
    const { status, headers } = await ask(world, url);
    expect(status).toBe(302);
    expect(headers.location).toMatch(/^https:\/\/accounts\.google\.com\/ServiceLogin\?continue=/);
  });
});

describe('view=att, told to misbehave', () => {
  const ofSeed = () => `th=${messageOf('service-signed').legacyHex}`;
  const told = (mode: Mode, times?: number) =>
    world.mode({ endpoint: 'att', mode, ...(times === undefined ? {} : { times }) });

  test.each([
    ['redirect-cors', 'https://mail.google.com'],
    ['redirect-nocors', undefined],
  ] as const)('%s: the other host has the octets', async (mode, allowed) => {
    told(mode);
    const { status, headers } = await att(ofSeed());
    expect(status).toBe(302);
    expect(headers['cache-control']).toBe('private, max-age=3600');
    const first = await ask(world, headers.location ?? '');
    expect(first.body.equals(octetsOf('service-signed'))).toBe(true);
    expect(first.headers['access-control-allow-origin']).toBe(allowed);
    const again = await ask(world, headers.location ?? '');
    expect(again.headers['access-control-allow-origin'], 'a ticket opens the door once').toBeUndefined();
  });
  test('html: 200 and no message', async () => {
    told('html');
    expect((await att(ofSeed())).body.toString()).toMatch(/^<!doctype html>/);
  });
  test('gone: 200 and the page for what does not exist, in the language of the account', async () => {
    told('gone');
    world.webmail.state.switches = { ...world.webmail.state.switches, locale: 'ja' };
    expect((await att(ofSeed())).body.toString()).toContain('存在しません');
  });
  test.each([429, 500, 502, 503])('status %i', async (status) => {
    told(`status:${status}`);
    expect((await att(ofSeed())).status).toBe(status);
  });
  test('truncate: the connection breaks before the end', async () => {
    told('truncate');
    await expect(att(ofSeed())).rejects.toThrow();
  });
  test('reset: the connection breaks at once', async () => {
    told('reset');
    await expect(att(ofSeed())).rejects.toThrow();
  });
  test.each(['hang', 'stall'] as const)('%s: nothing comes, or nothing more', async (mode) => {
    told(mode);
    const url = `${GMAIL}/mail/u/0/?view=att&${ofSeed()}&attid=0&disp=comp`;
    await expect(ask(world, url, { ...signedIn, timeout: 300 })).rejects.toThrow(/abort|timeout/i);
  });
  test('slow: the octets, later', async () => {
    told('slow:200');
    const start = performance.now();
    await att(ofSeed());
    expect(performance.now() - start).toBeGreaterThan(190);
  });
  test('once: then as before', async () => {
    told('status:429', 1);
    expect((await att(ofSeed())).status).toBe(429);
    expect((await att(ofSeed())).status).toBe(200);
  });
  test('for one message: the others as before', async () => {
    world.mode({ endpoint: 'att', mode: 'status:500', message: 'all-pass' });
    expect((await att(`th=${messageOf('all-pass').legacyHex}`)).status).toBe(500);
    expect((await att(ofSeed())).status).toBe(200);
  });
  test('signed out: to the sign-in page, from every endpoint', async () => {
    world.mode({ endpoint: 'any', mode: 'signed-out' });
    expect((await att(ofSeed())).status).toBe(302);
    expect((await om(ofSeed())).status).toBe(302);
    expect((await ask(world, `${GMAIL}/mail/u/0/`)).status).toBe(302);
  });
});

describe('view=om', () => {
  test('the text is the message, with its entities', async () => {
    const page = (await om(`th=${messageOf('service-signed').legacyHex}`)).body.toString();
    expect(preOf(page)).toBe(octetsOf('service-signed').toString('utf8'));
    expect(page).toContain('Return-Path: &lt;bounces+1234567');
  });
  test('its table is in the language of the account, its text is not', async () => {
    world.webmail.state.switches = { ...world.webmail.state.switches, locale: 'de' };
    const page = (await om(`th=${messageOf('service-signed').legacyHex}`)).body.toString();
    expect(page).toContain('<th>Betreff:</th>');
    expect(preOf(page)).toBe(octetsOf('service-signed').toString('utf8'));
  });
  test.each(['entities', 'closing-pre', 'trailing-spaces'])('%s comes back as it was', async (name) => {
    const page = (await om(`th=${messageOf(name).legacyHex}`)).body.toString();
    expect(preOf(page)).toBe(messageOf(name).octets().toString('utf8'));
  });
  test('octets that are no UTF-8 are lost', async () => {
    const page = (await om(`th=${messageOf('invalid-utf8').legacyHex}`)).body.toString();
    expect(preOf(page)).toContain('broken \ufffd( and \ufffd\ufffd');
  });
  test('an attachment keeps its head and loses its octets', async () => {
    const text = preOf((await om(`th=${messageOf('large').legacyHex}`)).body.toString()) ?? '';
    expect(text).toContain('filename="large.bin"');
    expect(text.length).toBeLessThan(20_000);
  });
  test('its download link leads to the octets', async () => {
    const page = (await om(`permmsgid=${messageOf('all-pass').permId}`)).body.toString();
    const link = /href="([^"]*view=att[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await ask(world, `${GMAIL}${link}`, signedIn)).body.equals(octetsOf('all-pass'))).toBe(true);
  });
  const without: readonly [string, () => ReturnType<typeof om>][] = [
    ['a wrong ik', () => om(`th=${messageOf('all-pass').legacyHex}`, 'ffffffffff')],
    ['a draft', () => om(`permmsgid=${messageOf('draft').permId}`)],
    ['the hexadecimal id in permmsgid', () => om(`permmsgid=msg-f:${messageOf('all-pass').legacyHex}`)],
    ['msg-a in th', () => om(`th=${messageOf('just-sent').permId}`)],
  ];
  test.each(without)('%s: 200 and no text', async (_title, answer) => {
    const { status, body } = await answer();
    expect(status).toBe(200);
    expect(preOf(body.toString())).toBeNull();
  });
});

describe('the page', () => {
  test('has the headers, the globals and the cookies of the real one, and says what it is', async () => {
    const { headers, body } = await ask(world, `${GMAIL}/mail/u/0/`);
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(
      /^require-trusted-types-for 'script'; script-src 'nonce-[^']+' 'strict-dynamic'; object-src 'none'/,
    );
    expect(headers['set-cookie']?.map((one) => /SameSite=(\w+)/.exec(one)?.[1])).toEqual(['Strict', 'Lax', 'None']);
    expect(body.toString()).toContain("var GM_ID_KEY = 'ab12cd34ef'");
    expect(body.toString()).toContain('TEST STAND-IN, not Gmail');
  });
  test.each(['scripts:0 in the address', 'a popped-out window'])('%s: no ik in the scripts', async (title) => {
    const path = title.startsWith('scripts') ? '?standin=scripts:0' : 'popout?th=%23thread-f%3A1';
    const { body } = await ask(world, `${GMAIL}/mail/u/0/${path}`);
    expect(body.toString()).not.toContain('GM_ID_KEY');
  });
  test.each(['/', '/mail', '/mail/'])('%s leads to the first account', async (path) => {
    expect((await ask(world, GMAIL + path)).headers.location).toBe('/mail/u/0/');
  });
  test('/other: 404', async () => {
    expect((await ask(world, `${GMAIL}/other`)).status).toBe(404);
  });
  test.each(['/mail/u/7/', '/mail/ca/u/7/'])(
    '%s is no account: sent to the first, with what was asked of it',
    async (path) => {
      const answer = await ask(world, `${GMAIL}${path}?view=att&th=1`);
      expect([answer.status, answer.headers['location']]).toEqual([302, `${path.replace('7', '0')}?view=att&th=1`]);
    },
  );
  test('by default a download is sent on to the other host', async () => {
    world.reset();
    const { legacyHex } = threadOf('all-pass').messages[0] as MailMessage;
    const answer = await ask(world, `${GMAIL}/mail/u/0/?view=att&th=${legacyHex}&attid=0&disp=comp`, signedIn);
    expect(answer.headers['location']).toContain('https://mail-attachment.googleusercontent.com/');
  });
  test('escapes', () => expect(escapeHtml(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;'));
});

test('the control port: modes and switches in, log and reports out', async () => {
  const control = `http://127.0.0.1:${world.webmail.controlPort}`;
  const post = (path: string, value: unknown) => fetch(control + path, { method: 'POST', body: JSON.stringify(value) });
  await post('/mode', { endpoint: 'page', mode: 'status:503' });
  expect((await ask(world, `${GMAIL}/mail/u/0/`)).status).toBe(503);
  await post('/reset', {});
  await post('/switches', { connectSrc: 'none' });
  const { headers } = await ask(world, `${GMAIL}/mail/u/0/`, {
    headers: { cookie: 'SID=l', origin: 'https://x.example' },
  });
  expect(headers['content-security-policy']).toContain("connect-src 'none'");
  await ask(world, `${GMAIL}/mail/cspreport`, { method: 'POST', body: 'a report' });
  expect(await (await fetch(`${control}/csp`)).json()).toEqual(['a report']);
  expect(await (await fetch(`${control}/log`)).json()).toMatchObject([
    {
      host: 'mail.google.com',
      path: '/mail/u/0/',
      method: 'GET',
      origin: 'https://x.example',
      cookies: ['SID'],
      status: 200,
    },
    { path: '/mail/cspreport', method: 'POST', status: 204 },
  ]);
});
