/**
 * Cases that real mail, public reports and hostile senders brought, each with what is right: tests/fixtures/cases, told by the
 * command line. Names and addresses are invented. A row is one example of a kind; the rooms hold more of each.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../src/cli/run.ts';
import type { Recorded } from '../src/engine/report.ts';
import type { Explanation } from '../src/explain/explanation.ts';
import { textOf } from '../src/explain/text.ts';
import { filesOf } from './cli/files.ts';
import { wordsIn } from './words.ts';

const folder = join(import.meta.dirname, 'fixtures/cases');

type Told = { readonly recorded: Recorded; readonly explanation: Explanation; readonly text: string };

/** What the command line says of a file, in English: as JSON, and all of its text. */
async function toldOf(name: string, now: number): Promise<Told> {
  const printed: string[] = [];
  const zone = join(folder, `${name}.zone`);
  const files = Object.fromEntries(
    [
      ...(existsSync(zone) ? [['zone', readFileSync(zone)] as const] : []),
      ['message', readFileSync(join(folder, `${name}.eml`))] as const,
    ].map(([file, octets]) => [file, new Uint8Array(octets)] as const),
  );
  const given = ['message', ...('zone' in files ? ['--zone', 'zone'] : []), '--place', 'spam'];
  const code = await run([...given, '--now', `${now}`, '--json'], {
    ...filesOf(files),
    print: (text) => {
      printed.push(text);
    },
    complain: (text) => expect.unreachable(text),
    now: () => now,
    timeZone: 'UTC',
  });
  expect(code).toBe(0);
  const { recorded, explanation } = JSON.parse(printed.join('')) as Omit<Told, 'text'>;
  return { recorded, explanation, text: `${textOf(explanation, wordsIn('en'))}\n${explanation.advice.letter ?? ''}` };
}

type Right = {
  readonly verdict?: string;
  readonly answer?: string;
  /** In the text, in any place. */
  readonly says?: readonly RegExp[];
  readonly never?: readonly RegExp[];
  readonly title?: RegExp;
  readonly dmarc?: string | null;
  readonly ip?: string | null;
  readonly letter?: null;
};

const NEVER_ALTERED = /altered after|changed since signing|changed after signing/i;

function judged(rows: readonly (readonly [string, string, Right])[], now: number): void {
  it.each(rows)('%s: %s', async (name, _title, right) => {
    const { recorded, explanation, text } = await toldOf(name, now);
    const { verdict, advice } = explanation;
    if (right.verdict) expect(verdict.id).toBe(right.verdict);
    if (right.answer) expect(verdict.answer).toBe(right.answer);
    if (right.title) expect(verdict.title).toMatch(right.title);
    for (const said of right.says ?? []) expect(text).toMatch(said);
    for (const wrong of right.never ?? []) expect(text).not.toMatch(wrong);
    if (right.dmarc !== undefined) expect(recorded.results.dmarc?.result ?? null).toBe(right.dmarc);
    if (right.ip !== undefined) expect(recorded.envelope.ip?.value ?? null).toBe(right.ip);
    if (right.letter === null) expect(advice.letter).toBeNull();
    expect(recorded.source).toEqual({ kind: 'file' });
  });
}

describe('real mail', () =>
  judged(
    [
      [
        'mail-1-elsewhere-after-gmail',
        'Gmail was a station on the way',
        { verdict: 'not-delivered', title: /mx\.other\.example/, dmarc: null },
      ],
      [
        'mail-2-forged-mx-google-in-foreign-mail',
        'what stands below another receiver is a claim',
        { verdict: 'not-delivered', dmarc: null },
      ],
      [
        'mail-3-gmail-to-gmail-forward',
        'forwarded inside Google, and nobody is blamed',
        { verdict: 'forwarded', answer: 'unclear', letter: null, never: [/third party/i, /Passed on by others/i] },
      ],
      [
        'mail-4-google-group',
        'a mailing list',
        { verdict: 'list', answer: 'unclear', letter: null, never: [/custom MAIL FROM/, /return address under/] },
      ],
      [
        'mail-5-google-group-own-domain',
        'the same on a customer’s domain',
        { verdict: 'list', answer: 'unclear', letter: null, never: [/custom MAIL FROM/, /return address under/] },
      ],
      [
        'mail-6-mailman-unsigned-author',
        'the same for Mailman',
        { verdict: 'list', title: /lists\.list\.example/, letter: null, never: [/custom MAIL FROM/] },
      ],
      [
        'mail-7-own-signature-failed',
        'the failed signature is named',
        { says: [/s=default; d=shop\.example/], never: [/Sign with DKIM as/] },
      ],
      [
        'mail-8-workspace-inbound-gateway',
        'judged by the address that Gmail recorded',
        { ip: '192.0.2.37', says: [/own gateway/] },
      ],
      ['mail-9-null-smtp-mail', 'no hole in a sentence', { never: [/for {2}\(/, /passed for {2}/] }],
      [
        'mail-10-unreadable-signature',
        'a signature is there',
        { says: [/cannot be read/], never: [/There is no DKIM signature/] },
      ],
      ['mail-11-direct-from-data-centre', 'a rented server', { never: [/internet line/, /OP25B/] }],
      ['mail-12-sendgrid-info', 'SendGrid', { says: [/SendGrid/] }],
      ['mail-13-hubspotstarter', 'HubSpot', { says: [/HubSpot/] }],
    ],
    1794204100,
  ));

describe('hostile senders', () =>
  judged(
    [
      ['hostile-proto-field-name', 'a field like any other', {}],
      ['hostile-cli-crash-constructor', 'a report', {}],
      [
        'hostile-list-id-in-verdict-title',
        'fields that anybody can write have no word in it',
        { answer: 'contradicted', title: /^(?!.*secure mail).*$/i },
      ],
      [
        'hostile-dkim-l0-replay',
        'nothing that is seen is signed',
        { verdict: 'signed-partly', answer: 'with-caution' },
      ],
      ['hostile-dkim-replay', 'signed by, not sent by', { verdict: 'signed-replayed', answer: 'with-caution' }],
      [
        'hostile-helo-semicolon-hides-boundary',
        'unknown, never the next line',
        { dmarc: 'fail', answer: 'contradicted' },
      ],
      ['hostile-helo-comment-hides-boundary', 'a comment is the client’s word', { answer: 'contradicted' }],
      ['hostile-invented-file', 'what the file claims', { says: [/this file says/i], never: [/^Confirmed/] }],
      [
        'hostile-return-path-quoted-angle',
        'the domain of the reverse-path',
        { never: [/SPF passed for bank\.example/] },
      ],
      ['hostile-spf-plus-all', 'a pass that confirms nobody', { verdict: 'allowed-to-anyone', answer: 'with-caution' }],
      ['hostile-allowed-by-author-names-the-wrong-domain', 'the domain that passed', {}],
      [
        'hostile-tld-record-aligns-strangers',
        'strangers share the suffix',
        { verdict: 'shared-suffix', answer: 'with-caution' },
      ],
      ['hostile-tld-record-without-psd', 'the same', { verdict: 'shared-suffix', answer: 'with-caution' }],
    ],
    1794270000,
  ));

describe('reports', () =>
  judged(
    [
      ['report-C062', 'the reader’s own gateway', { says: [/gateway/i], never: [/ip4:/] }],
      ['report-C088', 'a raw ";" in an encoded word', {}],
      ['report-C110', 'fetched over POP', { says: [/pop\.example\.org/, /POP3/] }],
      ['report-C111', 'Gmail’s own hop is no forwarder', { never: [/Passed on by others in between: 2002:/] }],
      ['report-C120', 'the key excludes the algorithm', { never: [NEVER_ALTERED] }],
      ['report-C121', 't=s and i= of a subdomain', { never: [NEVER_ALTERED] }],
      ['report-C122', 'From is not signed', { never: [NEVER_ALTERED] }],
      ['report-C123', 'v= is missing', { never: [NEVER_ALTERED] }],
      ['report-C124', 'the key record holds a host name', { never: [NEVER_ALTERED], says: [/CNAME/] }],
      ['report-C126', 'the key is cut', { never: [NEVER_ALTERED], says: [/cut/i] }],
      ['report-C127', ';; in the key record', { never: [NEVER_ALTERED], says: [/;;/] }],
      ['report-C128', 'two DMARC records', { says: [/Keep one/], never: [/has no DMARC record/] }],
      ['report-C130', 'v=dmarc1', { says: [/v=dmarc1/, /v=DMARC1/], never: [/has no DMARC record/] }],
      ['report-C131', 'p=quarantaine', { says: [/quarantaine/] }],
      ['report-C134', 'the service’s include', { says: [/include:sendgrid\.net/], never: [/ip4:/] }],
      ['report-C135', 'no term twice', { says: [/behind|after/i] }],
      ['report-C139', 'HELO is empty', {}],
      ['report-C140', 'the comma is no part of the name', { says: [/1\. st\.example\.org \(/] }],
      ['report-C149', 'a quoted local part brings no result', { dmarc: 'fail' }],
      ['report-C150', 'a result for another domain', { dmarc: null }],
      ['report-C157', 'include:_spf.google.com', { says: [/include:_spf\.google\.com/], never: [/ip4:192/] }],
      ['report-C159', 'include:_spf.lolipop.jp', { says: [/include:_spf\.lolipop\.jp/], never: [/ip4:192/] }],
      ['report-C160', 'the host', { says: [/a:www\d+\.sakura\.ne\.jp/], never: [/ip4:192/] }],
      [
        'report-C161',
        'include:spf.protection.outlook.com',
        { says: [/include:spf\.protection\.outlook\.com/], never: [/ip4:192/] },
      ],
      ['report-C162', 'quotes around the display name', { says: [/Dr\. Example/] }],
      ['report-C167', 'terms behind -all are dead', { says: [/-all/] }],
      ['report-C169', 'an IPv6 client and hosts with IPv4 alone', { says: [/IPv6/] }],
      ['report-C172', 'Yahoo', {}],
    ],
    1794204100,
  ));

describe('results', () =>
  judged(
    [
      ['results-1-comment-paren', 'a local part closes the comment', { dmarc: 'fail', answer: 'contradicted' }],
      ['results-2-comment-paren-semicolon', 'any non-pass beats a pass', { dmarc: 'fail' }],
      [
        'results-3-first-line-folds',
        'what an outsider appends does not count',
        { never: [/Signed by bank\.example, not by bank\.example/] },
      ],
    ],
    1795834800,
  ));
