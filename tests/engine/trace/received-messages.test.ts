/** What is read of messages that receivers delivered: where the record begins, who handed it over, and whose record it is. */

import { expect, test } from 'vitest';
import { gmail, receiverNamed } from '../../../src/engine/trace/receivers.ts';
import { headerOf, recordedOf, storyOf } from '../../mail/received-messages.ts';

const yahoo = receiverNamed('yahoo') ?? gmail;

// biome-ignore format: a table
test.each<readonly [string, string, Record<string, unknown>]>([
  ['a line of somebody else\'s above: the mailbox is there, and nothing below is a record', 'elsewhere-after-gmail',
    { none: { reason: 'elsewhere', field: 1, host: 'mx.other.example', station: 0 }, client: null, results: [] }],
  ['the same where the name of Gmail was invented', 'forged-mx-google-in-foreign-mail',
    { none: { reason: 'elsewhere', field: 0, host: 'mx.other.example', station: 0 }, client: null, results: [] }],
  ['handed over inside Google: the line of the first mailbox is a claim, with the set that may vouch for it', 'gmail-to-gmail-forward',
    { boundary: 4, earlier: 'mx.google.com for first@hosted.example i=1', client: '209.85.220.41', results: ['spf=pass hosted.example', 'dmarc=fail author.example', 'arc=pass null'],
      hops: ['msa smtp-auth', 'mta same-provider', 'forwarder forwarding-field', 'mx boundary', 'mda internal-delivery'] }],
  ['a Google Group', 'google-group',
    { boundary: 3, earlier: 'gmr-mx.google.com for team@googlegroups.com i=null', hops: ['msa smtp-auth', 'list list-id', 'mta same-provider', 'mx boundary', 'mda internal-delivery'] }],
  ['a Google Group under its customer\'s domain', 'google-group-own-domain',
    { boundary: 3, earlier: 'mx.google.com for team@hosted.example i=null', hops: ['msa smtp-auth', 'list list-id', 'mta same-provider', 'mx boundary', 'mda internal-delivery'] }],
  ['an inbound gateway that Gmail skipped', 'workspace-inbound-gateway',
    { boundary: 3, gateway: 'skipped mx1.gateway.example 203.0.113.5 ', client: '192.0.2.37', results: ['spf=pass shop.example', 'dmarc=pass shop.example'] }],
  ['an inbound gateway that was configured: no SPF was judged', 'gateway-configured',
    { boundary: 3, gateway: 'configured gw.example.org 198.51.100.120 gapps.example.org', client: null, mailFrom: 'bounce@example.com', results: [] }],
  ['fetched by POP: Gmail\'s words, about no client', 'fetched-by-pop',
    { none: { reason: 'fetched', field: 5, protocol: 'POP3', host: 'pop.example.org', account: 'user@example.org' }, client: null, results: ['spf=softfail example.com', 'dmarc=fail example.com'],
      hops: ['mta in-between', 'mta in-between', 'mda internal-delivery', 'mda internal-delivery'] }],
  ['smtp.mail= of old Gmail, with nothing: the domain that its comment names', 'null-smtp-mail',
    { boundary: 2, mailFrom: '', results: ['spf=pass mx.author.example'] }],
  ['a rented server', 'direct-from-data-centre', { hops: ['mx boundary-direct', 'mda internal-delivery'] }],
  ['HELO is a comment that says that the client had logged in', 'helo-comment-hides-boundary',
    { boundary: 3, client: '198.51.100.66', results: ['spf=pass evil.example', 'dmarc=fail bank.example'] }],
  ['HELO is a semicolon', 'helo-semicolon-hides-boundary',
    { boundary: 3, client: '198.51.100.66', results: ['spf=pass evil.example', 'dmarc=fail bank.example'] }],
  ['a quoted local part that holds an angle bracket', 'return-path-quoted-angle',
    { mailFrom: '"x@bank.example>"@evil.example', results: ['spf=pass evil.example', 'dmarc=fail bank.example'] }],
  ['fields that bear the names of properties', 'proto-field-name', { results: ['spf=pass evil.example', 'dmarc=fail bank.example'] }],
  ['qmail\'s empty HELO', 'qmail-empty-helo', { none: { reason: 'elsewhere', field: 0, host: 'mx.example.org', station: null } }],
  ['"by NAME," with a comma', 'by-with-comma', { none: { reason: 'elsewhere', field: 0, host: 'st.example.org', station: null } }],
  ['a local part in quotes that closes the comment and opens a result', 'quoted-local-part-in-comment', { results: ['dmarc=fail example.com'] }],
  ['a DMARC pass for another domain', 'dmarc-pass-for-another-domain', { results: ['spf=pass evil.example'] }],
  ['a comment that the local part closes: a result begins after ";" alone', 'comment-paren', { results: ['spf=fail mta.example', 'dmarc=fail bank.example'] }],
  ['and after a ";" of the sender\'s: what is no pass goes before a pass', 'comment-paren-semicolon', { results: ['spf=fail null', 'dmarc=fail bank.example'] }],
  ['a first line that folds onto the results', 'first-line-folds', { results: ['spf=fail mta.example', 'dmarc=fail bank.example'] }],
])('%s', (_, name, expected) => {
  expect(storyOf(recordedOf(headerOf(name)))).toMatchObject(expected);
});

test('Yahoo: its results below the step to the mail store', () => {
  expect(storyOf(recordedOf(headerOf('yahoo'), yahoo))).toEqual({
    boundary: 6,
    by: '10.217.135.60',
    client: '192.0.2.10',
    mailFrom: 'bounce@example.com',
    results: ['spf=pass example.com', 'dkim=pass example.com', 'dmarc=pass example.com'],
    hops: ['mx boundary-direct', 'mda internal-delivery'],
  });
});

test('qmail: the name in front is the one that the server found', () => {
  expect(recordedOf(headerOf('qmail-empty-helo')).hops[0]?.from).toEqual({
    helo: null,
    rdns: 'mx10.example.net',
    ip: '192.0.2.10',
  });
});
