/** Those whose servers their customers' mail, or their web programs' mail, comes from; and those that mail passes through. */

import type { Service, ServiceKind, ServiceSignals } from './services.ts';

function row(kind: ServiceKind, id: string, name: string, signals: ServiceSignals): Service {
  return { id, name, kind, signals, fix: { spfCanAlign: true }, documentation: null, checkedOn: null };
}

/** A host's own domain: the names of its servers, and the addresses that web programs on them send under. */
function own(...domains: readonly string[]): ServiceSignals {
  return { dkim: domains, mailFrom: domains, includes: domains, hosts: domains };
}

export const webHosts: readonly Service[] = [
  {
    ...row('web-host', 'sakura', 'さくらのレンタルサーバ', own('sakura.ne.jp')),
    documentation: 'https://help.sakura.ad.jp/mail/2811/',
    checkedOn: '2026-11-24',
  },
  {
    ...row('web-host', 'xserver', 'エックスサーバー', own('xserver.jp')),
    documentation: 'https://dm2.co.jp/blog/19956',
  },
  row('web-host', 'conoha-wing', 'ConoHa WING', own('conoha.ne.jp')),
  row('web-host', 'lolipop', 'ロリポップ', own('lolipop.jp')),
  {
    ...row('web-host', 'muumuu-mail', 'ムームーメール', own('muumuu-mail.com')),
    documentation: 'https://support.muumuu-domain.com/hc/ja/articles/6836857454483',
    checkedOn: '2026-11-24',
  },
  {
    ...row('web-host', 'onamae-rs', 'お名前.com レンタルサーバー', own('onamae.ne.jp', 'gmoserver.jp')),
    documentation: 'https://onamae.com/server/rs/news/240123.html',
  },
  {
    ...row('web-host', 'kagoya', 'KAGOYA', own('kagoya.net')),
    documentation: 'https://support.kagoya.jp/kir/manual/add_maildomain/dkim.html',
    checkedOn: '2026-11-24',
  },
  {
    ...row('web-host', 'interlink', 'Interlink', own('interlink.or.jp')),
    documentation: 'https://faq.interlink.or.jp/faq2/View/wcDisplayContent.aspx?id=599',
    checkedOn: '2026-11-24',
  },
  {
    ...row('web-host', 'suitex', 'SuiteX', own('arena.ne.jp')),
    documentation: 'https://help.arena.ne.jp/hc/ja/articles/21875552100503',
    checkedOn: '2026-11-24',
  },
];

export const mailboxProviders: readonly Service[] = [
  {
    ...row('mailbox-provider', 'google-workspace', 'Google Workspace', {
      dkim: ['gappssmtp.com'],
      includes: ['_spf.google.com'],
    }),
    fix: {
      dkim: [{ type: 'TXT', name: 'google._domainkey.{domain}', value: 'v=DKIM1; k=rsa; p={key}' }],
      mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:_spf.google.com ~all' }],
      spfCanAlign: true,
    },
    documentation: 'https://support.google.com/a/answer/177063',
    checkedOn: '2026-11-24',
  },
  // Not by the names of Google's servers: Gmail, Workspace and the receiver itself share them.
  row('mailbox-provider', 'gmail', 'Gmail', { dkim: ['gmail.com'], mailFrom: ['gmail.com', 'googlemail.com'] }),
  {
    ...row('mailbox-provider', 'microsoft-365', 'Microsoft 365', {
      dkim: ['onmicrosoft.com'],
      keys: ['onmicrosoft.com', 'dkim.mail.microsoft'],
      mailFrom: ['onmicrosoft.com'],
      includes: ['spf.protection.outlook.com'],
      hosts: ['outbound.protection.outlook.com'],
    }),
    fix: {
      dkim: [
        { type: 'CNAME', name: 'selector1._domainkey.{domain}', value: '{target1}' },
        { type: 'CNAME', name: 'selector2._domainkey.{domain}', value: '{target2}' },
      ],
      mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:spf.protection.outlook.com ~all' }],
      spfCanAlign: true,
    },
    documentation: 'https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure',
    checkedOn: '2026-11-24',
  },
  row('mailbox-provider', 'outlook', 'Outlook.com', {
    dkim: ['outlook.com', 'hotmail.com'],
    mailFrom: ['outlook.com', 'hotmail.com', 'live.com'],
  }),
  row('mailbox-provider', 'yahoo', 'Yahoo', {
    dkim: ['yahoo.com'],
    mailFrom: ['yahoo.com'],
    hosts: ['mail.yahoo.com', 'mail.ne1.yahoo.com', 'mail.ir2.yahoo.com'],
    received: ['Hermes SMTP Server'],
  }),
  row('mailbox-provider', 'yahoo-japan', 'Yahoo!メール', own('yahoo.co.jp')),
  row('mailbox-provider', 'icloud', 'iCloud', {
    dkim: ['icloud.com', 'me.com', 'mac.com'],
    keys: ['icloudmailadmin.com'],
    mailFrom: ['icloud.com', 'me.com', 'mac.com'],
    includes: ['icloud.com'],
    hosts: ['icloud.com', 'me.com', 'mac.com'],
  }),
  row('mailbox-provider', 'zoho', 'Zoho Mail', {
    dkim: ['zoho.com', 'zohomail.com'],
    mailFrom: ['zoho.com', 'zohomail.com'],
    includes: ['zoho.com', 'zohomail.com', 'zoho.eu'],
    hosts: ['zoho.com', 'zohomail.com'],
  }),
  row('mailbox-provider', 'fastmail', 'Fastmail', {
    dkim: ['fastmail.com', 'messagingengine.com'],
    keys: ['fmhosted.com'],
    mailFrom: ['fastmail.com'],
    includes: ['spf.messagingengine.com'],
    hosts: ['messagingengine.com'],
  }),
];

export const passedThrough: readonly Service[] = [
  row('filter', 'mimecast', 'Mimecast', { includes: ['mimecast.com'], hosts: ['mimecast.com'] }),
  row('filter', 'proofpoint', 'Proofpoint', {
    includes: ['pphosted.com'],
    hosts: ['pphosted.com'],
    received: ['pps.filterd'],
  }),
  row('list', 'google-groups', 'Google Groups', {
    dkim: ['googlegroups.com'],
    mailFrom: ['googlegroups.com'],
    headers: ['x-google-group-id'],
  }),
  row('list', 'groups-io', 'Groups.io', { dkim: ['groups.io'], mailFrom: ['groups.io'], hosts: ['groups.io'] }),
];
