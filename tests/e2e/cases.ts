/**
 * Every way to a message, and every way in which it fails: one table for both browsers. What is shown, what is stored and
 * what was asked of the network is held to the octets that lie in the stand-in's mailbox.
 */

import { expect } from 'vitest';
import type { Place } from '../../src/engine/report.ts';
import { type Located, type ReadFailure, tabOf } from '../../src/extension/protocol.ts';
import type { Held } from '../browsers/firefox.ts';
import { wordsIn } from '../words.ts';
import type { MailMessage } from '../world/webmail/mailbox.ts';
import type { Rule, Seen, Switches } from '../world/webmail/state.ts';
import type { World } from '../world/world.ts';
import { type Driver, inspections, type Screen, setNetwork, until } from './driver.ts';

export type Case = {
  readonly title: string;
  /** The page: the conversation with that message, unless `page` says otherwise. */
  readonly message?: string;
  readonly account?: number;
  readonly delegate?: 'd' | 'b';
  /** pane:right, order:newest-first, … of the stand-in's page. */
  readonly standin?: string;
  /** The rest of the address after "/mail/u/0/"; {TH}, {PERM} and {THREAD} are replaced by the message's ids. */
  readonly page?: string;
  readonly switches?: Partial<Switches>;
  readonly faults?: readonly Rule[];
  /** An expression in the page, before the extension is asked. */
  readonly before?: string;
  /** Right-clicked; without it the button of the toolbar is. */
  readonly menu?: string;
  readonly held?: Held;
  /** What the user does while it is under way. */
  readonly meanwhile?: (driver: Driver, screen: Screen, world: World) => Promise<void>;
  /** The message that is shown: that of the page, unless it is another. */
  readonly shows?: string;
  readonly chosen?: Located['chosen'];
  readonly candidates?: number;
  readonly place?: Place;
  readonly fidelity?: 'complete' | 'body-cut' | 'approximate';
  readonly failure?: ReadFailure;
  /** What came contradicts what the page shows. */
  readonly differs?: 'sender' | 'subject';
  /** Between /mail/ and the number of the account. */
  readonly path?: 'ca';
  /** What the user does next, and what then holds. */
  readonly next?: (driver: Driver, screen: Screen, world: World) => Promise<void>;
  /** The browser reports to the page what its policy refuses: in Firefox that holds for the extension's requests too. */
  readonly reports?: 'expected';
  /** Requests to Gmail, as "endpoint status", but for those of the page itself. */
  readonly asked?: readonly string[];
  readonly only?: { readonly browser: Driver['name']; readonly because: string };
};

/** What most have observed of a download: it is sent on to the other host. */
const whole = ['att 302', 'attachment 200'] as const;
const three = 'conversation-1';
const item = (n: number) => `[role="listitem"]:nth-of-type(${n}) .a3s`;
const att = (mode: Rule['mode'], times?: number): Rule => ({
  endpoint: 'att',
  mode,
  ...(times === undefined ? {} : { times }),
});
const om = (mode: Rule['mode']): Rule => ({ endpoint: 'om', mode });
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

const finding: readonly Case[] = [
  { title: 'one message', message: 'all-pass', chosen: 'only', candidates: 1, place: 'inbox', asked: whole },
  { title: 'a conversation: the newest', message: three, shows: 'conversation-3', chosen: 'last', candidates: 3 },
  {
    title: 'a conversation that is higher than the window: the newest in view',
    message: three,
    before: `void (document.querySelector('${item(2)}').style.height = '3000px')`,
    shows: 'conversation-2',
    chosen: 'visible',
    candidates: 3,
    next: async (_, screen) => {
      const said = wordsIn('en').text('page_chosen_visible', { count: 3 });
      await until(said, async () => (await screen.text()).includes(said));
    },
  },
  {
    title: 'a conversation: the right-clicked',
    message: three,
    menu: item(2),
    shows: 'conversation-2',
    chosen: 'pointed',
  },
  {
    title: 'a conversation: the focused',
    message: three,
    before: "document.querySelector('[role=listitem]:nth-of-type(2) [data-message-id]').focus()",
    shows: 'conversation-2',
    chosen: 'focused',
  },
  {
    title: 'a conversation: text is selected in it',
    message: three,
    before: `getSelection().selectAllChildren(document.querySelector('${item(1)}'))`,
    shows: three,
    chosen: 'focused',
  },
  {
    title: 'a conversation: another one picked from the list',
    message: three,
    shows: 'conversation-3',
    next: async (_, screen) => {
      await screen.click('[data-candidate]');
      await screen.waitFor('main:not([data-step="reading"]) [data-candidate]:first-of-type[aria-pressed="true"]');
    },
  },
  {
    title: 'newest first: the newest, though the last on the page is the oldest',
    message: three,
    standin: 'order:newest-first',
    shows: 'conversation-3',
    chosen: 'last',
  },
  { title: 'a collapsed message: open it first', message: 'open', menu: '.kv:not(:has(.adn))', failure: 'collapsed' },
  {
    title: 'a collapsed message with its id in the page',
    message: 'open',
    menu: '.kv:has(.adn)',
    shows: 'collapsed-hidden',
    differs: 'subject', // its header is not there yet, and the stand-in's conversation has another subject
  },
  { title: 'the only open one among collapsed ones', message: 'open', chosen: 'only', candidates: 1 },
  {
    title: 'a collapsed message, once it is opened',
    message: 'open',
    before: "(document.querySelector('.kv:not(:has(.adn))').click(), new Promise((done) => setTimeout(done, 300)))",
    menu: '[role="listitem"]:nth-of-type(2) .a3s',
    shows: 'collapsed',
    chosen: 'pointed',
  },
  { title: 'a body that pretends to be a message: the toolbar', message: 'hostile', chosen: 'only', candidates: 1 },
  {
    title: 'a body that pretends to be a message: right-clicked',
    message: 'hostile',
    menu: '.a3s .gD',
    chosen: 'pointed',
  },
  { title: 'a pane to the right', message: 'all-pass', standin: 'pane:right', chosen: 'only' },
  { title: 'a pane below', message: three, standin: 'pane:below', shows: 'conversation-3' },
  { title: 'a window of its own', message: 'all-pass', page: 'popout?th=%23{THREAD}', chosen: 'only' },
  { title: 'spam', message: 'service-signed', place: 'spam' },
  { title: 'trash', message: 'trashed', place: 'trash' },
  { title: 'a search', message: 'all-pass', page: '#search/letters/{URL}', chosen: 'only', place: 'other' },
  { title: 'a label', message: 'all-pass', page: '#label/Letters/{URL}', chosen: 'only', place: 'other' },
  {
    title: 'an earlier conversation, which stays in the page, hidden',
    message: 'all-pass',
    before: `(async () => {
      const own = location.hash;
      const go = (act) => (act(), new Promise((done) => setTimeout(done, 100)));
      await go(() => { location.hash = '#odd'; });
      await go(() => document.querySelector('[role="main"]:last-child tr').click());
      await go(() => { location.hash = own; });
      const [earlier] = document.querySelectorAll('[role="main"]');
      if (earlier.checkVisibility() || !earlier.querySelector('[data-message-id]')) throw new Error('it is not there');
    })()`,
    chosen: 'only',
    candidates: 1,
  },
  {
    title: 'back in the list: what was open stays in the page, hidden',
    message: 'all-pass',
    before: "(location.hash = '#inbox', new Promise((done) => setTimeout(done, 100)))",
    failure: 'no-message',
  },
  { title: 'another account', message: 'all-pass@club', account: 1 },
  { title: 'a delegated mailbox, the new way', message: 'all-pass@desk', delegate: 'd' },
  { title: 'a delegated mailbox, the older way', message: 'all-pass@front', delegate: 'b' },
  { title: 'sent a moment ago: no hexadecimal id', message: 'just-sent', place: 'sent' },
  { title: 'a draft', message: 'draft' },
  { title: 'a frame of another site in the page', message: 'all-pass', standin: 'frames', chosen: 'only' },
  ...['ja', 'de', 'id', 'ar'].map(
    (locale): Case => ({
      title: `in another language, and Show original too: ${locale}`,
      message: three,
      standin: `locale:${locale}`,
      switches: { locale },
      faults: [att('gone', 2)],
      shows: 'conversation-3',
      asked: ['att 200', 'att 200', 'om 200', ...whole],
    }),
  ),
  {
    title: 'no class name as it was',
    message: three,
    standin: 'noclass',
    menu: '[role="listitem"]:nth-of-type(2) [data-message-id]',
    shows: 'conversation-2',
  },
  { title: 'no hexadecimal id in the page', message: 'all-pass', standin: 'noattr:legacy' },
  { title: 'no permanent id in the page', message: 'all-pass', standin: 'perm:undefined' },
  {
    title: 'the "Show original" page itself',
    message: 'all-pass',
    page: '?ui=2&ik=ab12cd34ef&view=om&permmsgid={PERM}',
    chosen: 'original',
  },
  {
    title: 'the "Show original" page, where Gmail gives nothing more by now: the text that it shows',
    message: 'all-pass',
    page: '?ui=2&ik=ab12cd34ef&view=om&permmsgid={PERM}',
    faults: [att('gone'), om('gone')],
    chosen: 'original',
    fidelity: 'approximate',
  },
  {
    title: 'the "Show original" page of a message just sent',
    message: 'just-sent',
    page: '?ik=ab12cd34ef&view=om&th={TH}',
    chosen: 'original',
  },
  {
    title: 'a row of the list: the last of its conversation',
    message: three,
    page: '#{FOLDER}',
    menu: 'tr:has([data-legacy-last-message-id="{LAST}"]) .y2',
    shows: 'conversation-3',
    held: 'Shift',
    chosen: 'row',
  },
  {
    title: 'right-clicked with Shift, of which Firefox tells the page nothing, after another right click',
    message: three,
    before: `document.querySelector('${item(1)}').dispatchEvent(new MouseEvent('contextmenu', { button: 2, bubbles: true }))`,
    menu: item(2),
    held: 'Shift',
    shows: 'conversation-2',
    chosen: 'pointed',
  },
  { title: 'a list: nothing is open', page: '#inbox', failure: 'no-message' },
  { title: 'a chat', page: '#chat/dm/AAAA', failure: 'not-mail' },
];

/** What came is held against what the page shows. The conversation has two senders. */
const rightOne: readonly Case[] = [
  {
    title: 'by the hexadecimal id the newest of the conversation comes: asked for by the permanent one',
    message: 'exchange-1',
    menu: item(1),
    faults: [att('newest')],
    shows: 'exchange-1',
    asked: [...whole, ...whole],
  },
  {
    title: 'by either id another message comes: Show original has it',
    message: 'exchange-1',
    menu: item(2),
    faults: [att('first', 2)],
    shows: 'exchange-2',
    asked: [...whole, ...whole, 'om 200', ...whole],
  },
  {
    title: 'whatever is asked another message comes: shown, and said with both names, as its title',
    message: 'exchange-1',
    menu: item(2),
    faults: [att('first'), om('first')],
    shows: 'exchange-1',
    differs: 'sender',
    next: async (_, screen) => {
      expect(await screen.waitFor('[data-another="sender"] h1')).toBe(wordsIn('en').text('page_another'));
    },
  },
  {
    title: 'a path of another kind keeps the account: /mail/ca/u/1/',
    message: 'all-pass@club',
    account: 1,
    path: 'ca',
  },
  {
    title: 'the number of the account has changed: said',
    message: 'all-pass@club',
    account: 1,
    before: "void history.replaceState(null, '', location.href.replace('/u/1/', '/u/7/'))",
    failure: 'account-moved',
  },
  {
    title: 'right-clicked, and nobody saw where: asked which, never another one',
    message: three,
    before: 'FORGET',
    menu: item(1),
    failure: 'which-message',
    next: async (_, screen) => {
      await screen.click('[data-candidate]');
      await screen.waitFor('main:not([data-step="reading"]) [data-candidate]:first-of-type[aria-pressed="true"]');
    },
    only: { browser: 'chromium', because: 'Firefox itself says which element it was' },
  },
  { title: 'a search in spam', message: 'service-signed', page: '#search/in%3Aspam/{URL}', place: 'spam' },
];

const octets: readonly Case[] = [
  'lf-only',
  'mixed-line-endings',
  'latin1-body',
  'invalid-utf8',
  'nul-in-body',
  'lone-cr',
  'blank-lines-first',
  'trailing-spaces',
  'entities',
  'closing-pre',
  'headers-only',
  'confidential',
  'signed-part',
  'encrypted',
].map((message) => ({ title: `octets as they are: ${message}`, message, fidelity: 'complete' as const }));

const key = (expected: string) => async (_: Driver, _screen: Screen, world: World) => {
  const asked = world.webmail.state.log.filter(({ query }) => query.includes('view=om'));
  if (!asked.every(({ query }) => new URLSearchParams(query).get('ik') === expected)) throw new Error('another ik');
};

const ladder: readonly Case[] = [
  ...['message/rfc822', 'application/octet-stream'].map(
    (attType): Case => ({ title: `called ${attType}`, message: 'all-pass', switches: { attType }, asked: whole }),
  ),
  {
    title: 'answered at once, not sent on to the other host',
    message: 'all-pass',
    switches: { download: 'direct' },
    asked: ['att 200'],
  },
  {
    title: 'redirected, and not let: the text of the page, and what is missing',
    message: 'all-pass',
    faults: [att('redirect-nocors')],
    fidelity: 'approximate',
    next: async (_, screen) => {
      await screen.waitFor('[data-card="elsewhere"]');
    },
  },
  {
    title: 'redirected, not let, and the page has no text of it: asked for',
    message: 'draft',
    faults: [att('redirect-nocors')],
    failure: 'elsewhere',
    next: async (_, screen) => {
      await screen.waitFor('[data-do="allow"]');
    },
  },
  {
    title: 'redirected, and a policy of the page that allows its own host alone',
    message: 'all-pass',
    switches: { connectSrc: 'self' },
    faults: [att('redirect-cors')],
    fidelity: 'approximate',
    reports: 'expected',
    next: async (_, screen) => {
      await screen.waitFor('[data-card="elsewhere"]');
    },
    only: { browser: 'firefox', because: "in Chromium the page's policy does not hold for the extension" },
  },
  {
    title: 'redirected, and a body that pretends to be Show original',
    message: 'hostile',
    faults: [att('redirect-nocors')],
    fidelity: 'approximate',
  },
  {
    title: 'redirected, and allowed by a click',
    message: 'all-pass',
    faults: [att('redirect-nocors')],
    fidelity: 'approximate',
    next: async (driver, screen) => {
      await screen.waitFor('[data-card="elsewhere"]');
      await screen.click('[data-card="elsewhere"] [data-do="allow"]');
      for (let i = 0; i < 100; i++) {
        const stored = await driver.inWorker<string>('JSON.stringify(await browser.storage.session.get(null))');
        if (stored.includes('"fidelity":"complete"')) return;
        await pause(50);
      }
      throw new Error('not fetched whole');
    },
    only: {
      browser: 'firefox',
      because: 'a prompt of Chromium cannot be answered without a screen; see permission.test.ts',
    },
  },
  {
    title: 'a page in place of the message, once: the link of Show original',
    message: 'all-pass',
    faults: [att('html', 2)],
    fidelity: 'complete',
    asked: ['att 200', 'att 200', 'om 200', ...whole],
  },
  {
    title: 'a page in place of the message, asked for by its hexadecimal id: by the permanent one it comes',
    message: 'all-pass',
    faults: [att('html', 1)],
    asked: ['att 200', ...whole],
  },
  {
    title: 'a page in place of the message: ik from a script',
    message: 'all-pass',
    faults: [att('html')],
    fidelity: 'approximate',
    next: key('ab12cd34ef'),
  },
  ...(['globals', 'older'] as const).map(
    (scripts): Case => ({
      title: `ik from a script of another kind: ${scripts}`,
      message: 'all-pass',
      switches: { scripts },
      faults: [att('html'), { endpoint: 'page', mode: 'status:500' }],
      fidelity: 'approximate',
      next: key('ab12cd34ef'),
    }),
  ),
  {
    title: 'ik that another extension found',
    message: 'all-pass',
    switches: { scripts: 'none' },
    before: "document.head.setAttribute('data-inboxsdk-ik-value', 'ab12cd34ef')",
    faults: [att('html'), { endpoint: 'page', mode: 'status:500' }],
    fidelity: 'approximate',
    next: key('ab12cd34ef'),
  },
  ...[
    ['GM_ID_KEY', "void (window.GM_ID_KEY = 'ab12cd34ef')"],
    ['GLOBALS', "void (window.GLOBALS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 'ab12cd34ef'])"],
    [
      'the window that opened it',
      "void Object.defineProperty(window, 'opener', { value: { top: { GM_ID_KEY: 'ab12cd34ef' } } })",
    ],
    [
      'past what the page only claims it to be',
      `(Object.defineProperty(window, 'GM_ID_KEY', { get: () => { throw new Error('no') } }),
        window.GLOBALS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 'a&view=att'],
        Object.defineProperty(window, 'opener', { value: { top: { GM_ID_KEY: { toString: () => '0000000000' }, GLOBALS: Array(10).fill('ab12cd34ef') } } }),
        null)`,
    ],
  ].map(
    ([what, before = '']): Case => ({
      title: `ik from the world of the page's scripts: ${what}`,
      message: 'all-pass',
      switches: { scripts: 'none' },
      before,
      faults: [att('html')],
      fidelity: 'approximate',
      next: key('ab12cd34ef'),
    }),
  ),
  {
    title: 'ik from nowhere',
    message: 'all-pass',
    switches: { scripts: 'none' },
    before: "(window.GM_ID_KEY = 'x'.repeat(1e6), window.GLOBALS = { get 9() { throw new Error('no') } }, null)",
    faults: [att('html')],
    failure: 'not-found',
  },
  {
    title: 'ik from a link',
    message: 'all-pass',
    standin: 'scripts:0,links',
    faults: [att('html'), { endpoint: 'page', mode: 'status:500' }],
    fidelity: 'approximate',
    next: key('ab12cd34ef'),
  },
  {
    title: 'ik from a fresh copy of the page',
    message: 'all-pass',
    standin: 'scripts:0',
    faults: [att('html')],
    fidelity: 'approximate',
    next: key('ab12cd34ef'),
  },
  {
    title: 'ik from a fresh copy: a window of its own',
    message: 'all-pass',
    page: 'popout?th=%23{THREAD}',
    faults: [att('html')],
    fidelity: 'approximate',
    next: key('ab12cd34ef'),
  },
  {
    title: 'ik from the address',
    message: 'all-pass',
    page: 'popout?ik=ab12cd34ef&th=%23{THREAD}',
    faults: [att('html'), { endpoint: 'page', mode: 'status:500' }],
    fidelity: 'approximate',
    next: key('ab12cd34ef'),
  },
  {
    title: 'sent a moment ago, by Show original',
    message: 'just-sent',
    faults: [att('html', 1)],
    fidelity: 'complete',
  },
  {
    title: 'a policy of the page that allows its own host',
    message: 'all-pass',
    switches: { connectSrc: 'self', download: 'direct' },
  },
  {
    title: 'a policy of the page that allows no host',
    message: 'all-pass',
    switches: { connectSrc: 'none', download: 'direct' },
    reports: 'expected',
  },
  ...(['pass-through', 'cache-first', 'broken'] as const).map(
    (serviceWorker): Case => ({
      title: `a service worker of the page: ${serviceWorker}`,
      message: 'all-pass',
      switches: { serviceWorker, download: 'direct' },
      before: 'navigator.serviceWorker.ready.then(() => new Promise((done) => setTimeout(done, 300)))',
      // What the content script asks for passes through it in Firefox alone.
      next: async (driver, _, world) => {
        const pulled = world.webmail.state.log.findLast(({ query }) => query.includes('view=att'));
        const passes = serviceWorker === 'pass-through' && driver.name === 'firefox';
        expect(pulled?.throughWorker).toBe(passes);
      },
    }),
  ),
];

const failing: readonly Case[] = [
  {
    title: 'signed out',
    message: 'all-pass',
    faults: [{ endpoint: 'any', mode: 'signed-out' }],
    failure: 'signed-out',
  },
  {
    title: 'deleted meanwhile: by hand, where there is still something to open',
    message: 'all-pass',
    faults: [att('gone'), om('gone')],
    failure: 'not-found',
    asked: ['att 200', 'att 200', 'om 200'],
    next: async (_, screen) => {
      await screen.waitFor('[data-do="open-file"]');
      const said = wordsIn('en').text('page_by_hand');
      await until(said, async () => (await screen.text()).includes(said));
    },
  },
  {
    title: 'a question in place of the message, and of Show original too',
    message: 'all-pass',
    faults: [att('html'), om('html')],
    failure: 'not-found',
  },
  { title: 'a draft that is refused', message: 'draft', faults: [att('html')], failure: 'not-found' },
  {
    title: 'too many requests: asked once, and again when the user says so',
    message: 'all-pass',
    faults: [att('status:429', 1)],
    failure: 'too-many-requests',
    asked: ['att 429'],
    next: async (_, screen) => {
      await screen.click('[data-do="retry"]');
      await screen.waitFor('[data-step="recorded"]');
    },
  },
  {
    title: "too many requests, in Gmail's own words",
    message: 'all-pass',
    faults: [att('status:490')],
    failure: 'too-many-requests',
    asked: ['att 490'],
  },
  {
    title: 'an error of the server, once',
    message: 'all-pass',
    faults: [att('status:503', 1)],
    asked: ['att 503', ...whole],
  },
  {
    title: 'an error of the server, twice: Show original is asked, and its link once more',
    message: 'all-pass',
    faults: [att('status:502', 2)],
    fidelity: 'complete',
    asked: ['att 502', 'att 502', 'om 200', ...whole],
  },
  {
    title: 'an error of the server, whatever is asked',
    message: 'all-pass',
    faults: [{ endpoint: 'any', mode: 'status:502' }],
    failure: 'server-error',
  },
  { title: 'a connection that breaks before the answer, once', message: 'all-pass', faults: [att('reset', 2)] },
  {
    title: 'a connection that breaks in the middle, once',
    message: 'all-pass',
    faults: [att('truncate', 1)],
    asked: ['att 200', ...whole],
  },
  {
    title: 'a connection that breaks in the middle each time: the text of the page',
    message: 'all-pass',
    faults: [att('truncate')],
    fidelity: 'approximate',
  },
  { title: 'nothing in it', message: 'empty', failure: 'not-a-message' },
  {
    title: 'no network',
    message: 'all-pass',
    before: 'OFFLINE',
    failure: 'offline',
    next: async (driver, screen, world) => {
      await setNetwork(driver, world, 'on');
      await screen.click('[data-do="retry"]');
      await screen.waitFor('[data-step="recorded"]');
    },
  },
  {
    title: 'slow: how far it is, and the end of it',
    message: 'all-pass',
    faults: [att('slow:2500')],
    meanwhile: async (_, screen) => {
      await screen.waitFor('[data-step="reading"] [data-progress]');
    },
  },
  {
    title: 'cancelled by the user, and asked for again',
    message: 'all-pass',
    faults: [att('slow:4000', 1)],
    meanwhile: async (_, screen) => {
      await screen.waitFor('[data-do="cancel"]');
      await screen.click('[data-do="cancel"]');
    },
    failure: 'cancelled',
    next: async (_, screen) => {
      await screen.click('[data-do="retry"]');
      await screen.waitFor('[data-step="recorded"]');
    },
  },
  {
    title: 'another one is picked while the first is under way: the first is given up',
    message: three,
    faults: [{ endpoint: 'att', mode: 'slow:1500', message: 'conversation-3' }],
    meanwhile: async (_, screen) => {
      await screen.waitFor('[data-step="reading"] [data-candidate]');
      await screen.click('[data-candidate]');
      await screen.waitFor('[data-step="recorded"]');
    },
    shows: three,
    chosen: 'picked',
    next: async (driver) => {
      await pause(1500);
      const stored = await inspections(driver);
      if (stored.length !== 1 || stored[0]?.located?.chosen !== 'picked') throw new Error('the first came after all');
    },
    asked: ['att 302', 'att 302', 'attachment 200'],
  },
  {
    title: 'the user goes on to another message meanwhile: named, and said',
    message: 'all-pass',
    faults: [att('slow:1500', 1)],
    meanwhile: async (driver, screen, world) => {
      await screen.waitFor('[data-step="reading"] .subject');
      await driver.inPage(`void (location.hash = ${JSON.stringify(new URL(world.addressOf('no-policy')).hash)})`);
    },
    next: async (_, screen) => {
      await screen.waitFor('.left');
    },
  },
  { title: 'a message of 26 MB', message: 'large' },
  {
    title: 'a message of more than is taken in: cut, and said',
    message: 'too-large',
    fidelity: 'body-cut',
    next: async (driver, _, world) => {
      const [newest] = await inspections(driver);
      const page = await driver.ownPage(`report/index.html?tab=${newest && tabOf(newest.subject)}`);
      const said = wordsIn('en').text('limit_body_cut');
      await until(said, async () => (await page.text()).includes(said));
      await driver.visit(addressOf(world, { title: '' }));
    },
  },
];

export const cases: readonly Case[] = [...finding, ...rightOne, ...octets, ...ladder, ...failing];

/** Where the stand-in keeps that message, and at which address its conversation is. */
export function lookUp(world: World, { account = 0, delegate, message = 'all-pass' }: Case) {
  const mailbox = world.webmail.accounts.find((one) => one.index === account && one.delegate === (delegate ?? null));
  const thread = mailbox?.threads.find(({ messages }) => messages.some(({ name }) => name === message));
  if (!thread) throw new Error(`no such message: ${message}`);
  const find = (name: string): MailMessage => thread.messages.find((one) => one.name === name) as MailMessage;
  return { thread, find, message: find(message) };
}

export function addressOf(world: World, one: Case): string {
  const { account = 0, delegate, standin = '', page } = one;
  const { thread, message } = lookUp(world, one);
  const base = { d: '/mail/u/0/d/AEoRXRQ/', b: '/mail/b/AEoRXRQ/u/0/', none: `/mail/u/${account}/` }[
    delegate ?? 'none'
  ].replace('/mail/', one.path ? `/mail/${one.path}/` : '/mail/');
  const rest = (page ?? `#${thread.folder}/${thread.urlId}`)
    .replace('{TH}', message.legacyHex)
    .replace('{PERM}', message.permId)
    .replace('{THREAD}', thread.permId)
    .replace('{URL}', thread.urlId)
    .replace('{FOLDER}', thread.folder);
  const [path = '', fragment = ''] = rest.split(/(?=#)/);
  const address = path.startsWith('#') ? path : `${path}${fragment}`;
  const url = new URL(address, `https://mail.google.com${base}`);
  // The page keeps what it was told last: each case says it anew.
  if (url.searchParams.get('view') === null) url.searchParams.set('standin', standin);
  return url.href;
}

/** Requests to Gmail that the page itself does not make, as "endpoint status". */
export function requestsOf(log: readonly Seen[]): readonly string[] {
  return log.flatMap(({ host, query, status }) => {
    const view = new URLSearchParams(query).get('view');
    if (host.startsWith('mail-attachment')) return `attachment ${status}`;
    return view === 'att' || view === 'om' ? `${view} ${status}` : [];
  });
}
