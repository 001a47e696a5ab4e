import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { IprevCheck } from '../../../src/engine/iprev/iprev.ts';
import type { Service, ServiceSignals } from '../../../src/engine/services/services.ts';
import { serviceOf, services, spfTermOf, vouchingFor } from '../../../src/engine/services/table.ts';
import { type found, ids, include, message, signed, spf, tree } from './samples.ts';

const samples: { [S in keyof ServiceSignals]-?: (text: string) => Parameters<typeof found> } = {
  dkim: (domain) => [message({}), { dkim: [signed(`x.${domain}`)] }],
  selectors: (selector) => [message({}), { dkim: [signed('customer.example', 'pass', selector.replace('*', 'abc'))] }],
  keys: (target) => [message({}), { dkim: [signed('customer.example', 'pass', 's', [`x.${target}`])] }],
  mailFrom: (domain) => [message({}), { spf: spf(`bounce.${domain}`) }],
  includes: (target) => [message({}), { spf: spf('customer.example', 'pass', tree([include(target)])) }],
  hosts: (host) => [message({}), { iprev: { confirmed: [`a1.${host}`] } as unknown as IprevCheck }],
  received: (words) => [message({ fields: [`Received: from x ${words} by y`] }), {}],
  headers: (header) => [message({ fields: [`${header.replace('*', 'abc')}${header.includes(':') ? '' : ': 1'}`] }), {}],
};

describe('every row is reached by each of its signals', () => {
  const rows = services.flatMap((service) =>
    (Object.keys(service.signals) as (keyof ServiceSignals)[]).flatMap((signal) =>
      (service.signals[signal] ?? []).map((text) => [service.id, signal, text] as const),
    ),
  );
  test.each(rows)('%s by %s %s', (id, signal, text) => expect(ids(...samples[signal](text))).toContain(id));
});

describe('the table', () => {
  test('ids are unique, in kebab-case, and lead to their rows', () => {
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
    for (const service of services) {
      expect(service.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(serviceOf(service.id)).toBe(service);
    }
    expect(serviceOf('nobody')).toBe(null);
  });

  test.each(services.map((service): [string, Service] => [service.id, service]))('%s is well-formed', (_, service) => {
    expect(service.name.en).toMatch(/^[\x20-\x7e]+$/);
    expect(service.name.ja).not.toBe('');
    expect(Object.values(service.signals).flat().length).toBeGreaterThan(0);
    const { dkim = [], keys = [], mailFrom = [], includes = [], hosts = [] } = service.signals;
    for (const name of [...dkim, ...keys, ...mailFrom, ...includes, ...hosts, ...service.vouches]) {
      expect(name).toMatch(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.[a-z]+$/);
      // A longer name would never be looked up.
      expect(name.split('.').length).toBeLessThanOrEqual(5);
    }
    for (const header of service.signals.headers ?? []) expect(header).toMatch(/^[a-z][a-z0-9-]*(-\*|: .+)?$/);
    expect(service.documentation ?? 'https://').toMatch(/^https:\/\//);
    expect(service.checkedOn ?? '2026-01-01').toMatch(/^2026-\d\d-\d\d$/);
    // What was looked up can be looked up again.
    if (service.checkedOn) expect(service.documentation).not.toBe(null);
  });

  test.each(services.map((service): [string, Service] => [service.id, service]))('%s: its records', (_, { fix }) => {
    for (const { type, name, value } of [...fix.dkim, ...fix.mailFrom]) {
      expect(name).toMatch(/^(?:[a-z0-9_{}-]+\.)*\{domain\}$/);
      if (type === 'CNAME') expect(value).toMatch(/^(?:\{[a-z0-9]+\}|[a-z0-9._-]|\{[a-z]+\}\.)+$/);
      if (type === 'MX') expect(value).toMatch(/^10 [a-z0-9.{}-]+$/);
      if (type === 'TXT')
        expect(value).toMatch(
          /^(?:v=DKIM1; k=rsa; |k=rsa; )?p=\{key\}$|^v=spf1 include:[a-z0-9._-]+ ~all$|^brevo-code:/,
        );
    }
    for (const { name } of fix.dkim) if (!name.startsWith('{domain}')) expect(name).toContain('._domainkey.');
    if (fix.mailFrom.length > 0) expect(fix.spfCanAlign).not.toBe(false);
    // One server's address stands for nobody's servers.
    if (fix.spf !== null) expect(fix.spf).toMatch(/^(?:a:\{host\}|include:(?:\{[a-z]+\}|[a-z0-9._-])+)$/);
  });

  test.each(services.flatMap(({ id, panel }) => (panel ? [[id, panel] as const] : [])))(
    '%s: what to click',
    (_, { path, url }) => {
      expect(url).toMatch(/^https:\/\//);
      for (const text of [path.en, path.ja]) expect(text).toMatch(/^[^›>→]+(?: › [^›>→]+)+$/);
      expect(path.en).toMatch(/^[\x20-\x7e›]+$/);
    },
  );

  test('only lists and forwarders vouch, for names that they sign with', () => {
    for (const { kind, vouches, signals } of services.filter(({ vouches }) => vouches.length > 0)) {
      expect(['list', 'forwarder']).toContain(kind);
      for (const name of vouches) expect(signals.dkim).toContain(name);
    }
  });

  test('no name stands for two senders', () => {
    const owners = new Map<string, string[]>();
    for (const { id, kind, signals } of services)
      if (kind === 'sending-service' || kind === 'list' || kind === 'forwarder')
        for (const name of signals.dkim ?? []) owners.set(name, [...(owners.get(name) ?? []), id]);
    expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([]);
  });
});

describe('the SPF term of a service', () => {
  test.each<[string, string | null, string | null, string]>([
    ['sendgrid', 'o1.ptr1.sendgrid.net', 'include:sendgrid.net', 'an include, whichever server it was'],
    ['gmail', 'mail-sor-f41.google.com', 'include:_spf.google.com', 'an include'],
    ['lolipop', 'smtp.lolipop.jp', 'include:_spf.lolipop.jp', 'an include'],
    ['microsoft-365', null, 'include:spf.protection.outlook.com', 'an include, and the server is not known'],
    ['sakura', 'www1234.sakura.ne.jp', 'a:www1234.sakura.ne.jp', 'by server, where each stands alone'],
    ['sakura', null, null, 'by server, and it is not known'],
    ['sakura', 'mail.evil.example', null, 'by server, and this is somebody else’s'],
    ['sakura', 'sakura.ne.jp.evil.example', null, 'by server, and this only begins like one'],
    ['sakura', 'sakura.ne.jp', null, 'by server, and this is the domain itself'],
    ['mailchimp', 'mail1.rsgsv.net', null, 'none: its return path is always its own'],
  ])('%s %s: %s (%s)', (id, host, term) => {
    const service = serviceOf(id);
    expect(service && spfTermOf(service, host)).toBe(term);
  });
});

describe('who vouches', () => {
  test.each<[string, string | null]>([
    ['googlegroups.com', 'google-groups'],
    ['groups.io', 'groups-io'],
    ['lists.sourceforge.net', 'sourceforge'],
    ['forwardemail.net', 'forward-email'],
    ['evilgooglegroups.com', null],
    ['googlegroups.com.evil.example', null],
    // It signs what its customers send as well.
    ['cloudflare-email.net', null],
    ['sendgrid.net', null],
    ['pobox.com', null],
    ['constructor', null],
  ])('%s: %s', (signer, id) => expect(vouchingFor(signer)?.id ?? null).toBe(id));
});

describe('what real mail brings', () => {
  const d = (name: string) => ids(message({}), { dkim: [signed(name)] });
  const from = (name: string) => ids(message({ mailFrom: `b@${name}` }), { spf: spf(name) });
  const host = (name: string) => ids(message({ hops: [{ rdns: name }] }), {});
  const key = (name: string) => ids(message({}), { dkim: [signed('customer.example', 'pass', 's', [name])] });
  test.each<[string, (name: string) => readonly string[], string]>([
    ['sendgrid', d, 'sendgrid.info'],
    ['hubspot', d, 'bf01.eu1.hubspotstarter.net'],
    ['hubspot', from, 'bf02.hubspotfree.net'],
    ['postmark', d, 'pm.mtasv.net'],
    ['postmark', host, 'mta213a-ord.mtasv.net'],
    ['mailchimp', from, 'mail141.atl271.mcdlv.net'],
    ['klaviyo', key, 'kl1.domainkey.1.klaviyodns.com'],
    ['klaviyo', d, 'klaviyomail.com'],
    ['marketo', d, 'mktdns.com'],
    ['marketo', host, 'em-sj-77.mktomail.com'],
    ['activecampaign', d, 'acems1.com'],
    ['activecampaign', from, 's7.acems2.com'],
    ['activecampaign', key, 'dkim.acdkim1.acems1.com'],
    ['zendesk', host, 'out5.pod6.iad1.zdsys.com'],
    ['oracle-email-delivery', host, 'aib29agh124.zrh1.oracleemaildelivery.com'],
    ['improvmx', from, 'improvmx.com'],
    ['zeptomail', from, 'bounce.transmail.net'],
    ['locaweb', host, 'hm1315.locaweb.com.br'],
    ['mailchannels', host, 'purple.birch.relay.mailchannels.net'],
    ['ovh', host, '3.mo583.mail-out.ovh.net'],
    ['ionos', host, 'mout.kundenserver.de'],
    ['cisco-secure-email', host, 'esa6.microchip.iphmx.com'],
    ['gmail', host, 'mail-sor-f41.google.com'],
    ['yandex', host, 'forward103a.mail.yandex.net'],
    ['mail-ru', host, 'f123.i.mail.ru'],
    ['qq', host, 'out203-205-221-190.mail.qq.com'],
    ['squarespace', key, 'squarespace-domainkey.squarespace-mail.com'],
    ['wix', from, 'bounces.wixemails.com'],
    ['kit', from, 'convertkit-mail2.com'],
    ['getresponse', d, 'getresponse-mail.com'],
    ['iterable', host, 'mta.iterable.com'],
    ['godaddy', host, 'p3plsmtpa07-01.prod.phx3.secureserver.net'],
    ['heteml', host, 'smtp.heteml.jp'],
    ['sakura', host, 'www1234.sakura.ne.jp'],
    ['lolipop', host, 'smtp.lolipop.jp'],
    ['xserver', host, 'sv1234.xserver.jp'],
    ['onamae-rs', host, 'mail89.onamae.ne.jp'],
    ['gandi', key, 'gm1.gandimail.net'],
    ['hostinger', key, 'hostingermail-a.dkim.mail.hostinger.com'],
    ['proofpoint', host, 'mx0a-00123456.pphosted.com'],
    ['symantec-cloud', host, 'mail1.bemta30.messagelabs.com'],
    ['google-groups', d, 'googlegroups.com'],
    ['groups-io', d, 'groups.io'],
    ['sourceforge', d, 'lists.sourceforge.net'],
    ['simplelogin', host, 'mail-200165.simplelogin.co'],
    ['duckduckgo', host, 'smtp-outbound7.duck.com'],
    ['cloudflare-email-routing', d, 'cloudflare-email.net'],
    ['forward-email', d, 'forwardemail.net'],
  ])('%s', (id, seen, name) => expect(seen(name)).toEqual([id]));

  test.each([
    'ip-203-0-113-9.ip.secureserver.net',
    'static.9.113.0.203.clients.your-server.de',
    'vps-1a2b3c4d.vps.ovh.net',
    'p578d1a2b.dip0.t-ipconnect.de',
    'c-203-0-113-9.hsd1.ca.comcast.net',
    'sp49-98-1-2.msd.spmode.ne.jp',
  ])('%s is a machine that somebody rents, or a line', (name) => expect(host(name)).toEqual([]));

  // Whoever registers the next number is not the service.
  test.each(['acems77.com', 'cmail99.com', 'sendgrid.org'])('%s is nobody’s', (name) => expect(d(name)).toEqual([]));
});

describe('services are identified once', () => {
  const root = resolve(import.meta.dirname, '../../../src');
  const calls = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('engine/services'))
    .flatMap((file) => (readFileSync(join(root, file), 'utf8').match(/\bidentifyServices\(/g) ?? []).map(() => file));
  test('when the message is read, and when its checks have ended; nobody else asks again', () => {
    expect(calls.sort()).toEqual(['engine/read.ts', 'engine/verify.ts']);
  });
});
