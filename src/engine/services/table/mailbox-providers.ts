/** Those with whom people have their mailboxes. */

import { onServers, rowsOf } from '../row.ts';
import type { Service } from '../services.ts';

const mailbox = rowsOf('mailbox-provider');

export const mailboxProviders: readonly Service[] = [
  mailbox(
    'google-workspace',
    'Google Workspace',
    { dkim: ['gappssmtp.com'], includes: ['_spf.google.com'] },
    {
      fix: {
        dkim: [{ type: 'TXT', name: 'google._domainkey.{domain}', value: 'v=DKIM1; k=rsa; p={key}' }],
        mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:_spf.google.com ~all' }],
      },
      documentation: 'https://support.google.com/a/answer/177063',
      checkedOn: '2026-11-24',
    },
  ),
  // Not by the names of Google's servers: Gmail, Workspace and the receiver itself share them.
  mailbox('gmail', 'Gmail', { dkim: ['gmail.com'], mailFrom: ['gmail.com', 'googlemail.com'] }),
  mailbox(
    'microsoft-365',
    'Microsoft 365',
    {
      dkim: ['onmicrosoft.com'],
      keys: ['onmicrosoft.com', 'dkim.mail.microsoft'],
      mailFrom: ['onmicrosoft.com'],
      includes: ['spf.protection.outlook.com'],
      hosts: ['outbound.protection.outlook.com'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'selector1._domainkey.{domain}', value: '{target1}' },
          { type: 'CNAME', name: 'selector2._domainkey.{domain}', value: '{target2}' },
        ],
        mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:spf.protection.outlook.com ~all' }],
      },
      documentation: 'https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure',
      checkedOn: '2026-11-24',
    },
  ),
  mailbox('outlook', 'Outlook.com', {
    dkim: ['outlook.com', 'hotmail.com'],
    mailFrom: ['outlook.com', 'hotmail.com', 'live.com'],
  }),
  mailbox('yahoo', 'Yahoo', {
    dkim: ['yahoo.com'],
    mailFrom: ['yahoo.com'],
    hosts: ['mail.yahoo.com', 'mail.ne1.yahoo.com', 'mail.ir2.yahoo.com'],
    received: ['Hermes SMTP Server'],
  }),
  mailbox('yahoo-japan', { en: 'Yahoo! Mail (Japan)', ja: 'Yahoo!メール' }, onServers('yahoo.co.jp')),
  mailbox('icloud', 'iCloud', {
    dkim: ['icloud.com', 'me.com', 'mac.com'],
    keys: ['icloudmailadmin.com'],
    mailFrom: ['icloud.com', 'me.com', 'mac.com'],
    includes: ['icloud.com'],
    hosts: ['icloud.com', 'me.com', 'mac.com'],
  }),
  mailbox('zoho', 'Zoho Mail', {
    dkim: ['zoho.com', 'zohomail.com'],
    mailFrom: ['zoho.com', 'zohomail.com'],
    includes: ['zoho.com', 'zohomail.com', 'zoho.eu'],
    hosts: ['zoho.com', 'zohomail.com'],
  }),
  mailbox('fastmail', 'Fastmail', {
    dkim: ['fastmail.com', 'messagingengine.com'],
    keys: ['fmhosted.com'],
    mailFrom: ['fastmail.com'],
    includes: ['spf.messagingengine.com'],
    hosts: ['messagingengine.com'],
  }),
];
