/** Those with whom people have their mailboxes. */

import { clicks, onServers, rowsOf } from '../row.ts';
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
        spf: 'include:_spf.google.com',
      },
      panel: clicks(
        {
          en: 'Admin console › Apps › Google Workspace › Gmail › Authenticate email',
          ja: '管理コンソール › アプリ › Google Workspace › Gmail › メールの認証',
        },
        'https://support.google.com/a/answer/180504',
      ),
      documentation: 'https://support.google.com/a/answer/177063',
      checkedOn: '2026-11-24',
    },
  ),
  // The servers that Gmail and Workspace share; the receiver's own are left out by whoever asks.
  mailbox(
    'gmail',
    'Gmail',
    {
      dkim: ['gmail.com', 'googlemail.com'],
      mailFrom: ['gmail.com', 'googlemail.com'],
      hosts: ['google.com', 'googlemail.com'],
    },
    { fix: { spf: 'include:_spf.google.com' }, documentation: 'https://support.google.com/a/answer/33786' },
  ),
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
        spf: 'include:spf.protection.outlook.com',
      },
      panel: clicks(
        {
          en: 'Microsoft Defender › Email & collaboration › Policies & rules › Threat policies › Email authentication settings › DKIM',
          ja: 'Microsoft Defender › メールとコラボレーション › ポリシーとルール › 脅威ポリシー › メール認証の設定 › DKIM',
        },
        'https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure',
      ),
      documentation: 'https://learn.microsoft.com/defender-office-365/email-authentication-dkim-configure',
      checkedOn: '2026-11-24',
    },
  ),
  mailbox('outlook', 'Outlook.com', {
    dkim: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'live.jp', 'hotmail.co.jp', 'outlook.jp'],
    mailFrom: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'live.jp', 'hotmail.co.jp', 'outlook.jp'],
  }),
  mailbox('yahoo', 'Yahoo', {
    dkim: ['yahoo.com', 'ymail.com', 'aol.com', 'rocketmail.com'],
    mailFrom: ['yahoo.com', 'ymail.com', 'aol.com', 'rocketmail.com'],
    hosts: [
      'mail.yahoo.com',
      'mail.ne1.yahoo.com',
      'mail.ir2.yahoo.com',
      'mail.bf1.yahoo.com',
      'mail.gq1.yahoo.com',
      'mail.sg3.yahoo.com',
    ],
    received: ['Hermes SMTP Server'],
  }),
  mailbox('yahoo-japan', { en: 'Yahoo! Mail (Japan)', ja: 'Yahoo!メール' }, onServers('yahoo.co.jp')),
  mailbox(
    'icloud',
    'iCloud',
    {
      dkim: ['icloud.com', 'me.com', 'mac.com'],
      keys: ['icloudmailadmin.com'],
      mailFrom: ['icloud.com', 'me.com', 'mac.com'],
      includes: ['icloud.com'],
      hosts: ['icloud.com', 'me.com', 'mac.com'],
    },
    { fix: { spf: 'include:icloud.com' } },
  ),
  mailbox(
    'zoho',
    'Zoho Mail',
    onServers('zoho.com', 'zohomail.com', 'zoho.eu', 'zoho.in', 'zohomail.eu', 'zohomail.in'),
    {
      fix: {
        dkim: [{ type: 'TXT', name: 'zmail._domainkey.{domain}', value: 'v=DKIM1; k=rsa; p={key}' }],
        spf: 'include:zoho.{region}',
      },
      panel: clicks(
        'Admin Console › Domains › (domain) › Email Configuration › DKIM',
        'https://www.zoho.com/mail/help/adminconsole/dkim-configuration.html',
      ),
      documentation: 'https://domainsecurityscanner.com/guides/zoho-mail',
      checkedOn: '2026-11-28',
    },
  ),
  mailbox(
    'fastmail',
    'Fastmail',
    {
      dkim: ['fastmail.com', 'messagingengine.com'],
      keys: ['fmhosted.com'],
      mailFrom: ['fastmail.com'],
      includes: ['spf.messagingengine.com'],
      hosts: ['messagingengine.com'],
    },
    {
      fix: { spf: 'include:spf.messagingengine.com' },
      panel: clicks('Settings › Domains', 'https://www.fastmail.help/hc/en-us/articles/360060591153'),
    },
  ),
  mailbox(
    'proton',
    'Proton Mail',
    {
      dkim: ['protonmail.com', 'proton.me', 'pm.me'],
      keys: ['domains.proton.ch'],
      mailFrom: ['protonmail.com', 'proton.me', 'pm.me'],
      includes: ['_spf.protonmail.ch'],
      hosts: ['protonmail.ch', 'proton.ch'],
    },
    {
      fix: {
        dkim: [
          {
            type: 'CNAME',
            name: 'protonmail._domainkey.{domain}',
            value: 'protonmail.domainkey.{token}.domains.proton.ch',
          },
          {
            type: 'CNAME',
            name: 'protonmail2._domainkey.{domain}',
            value: 'protonmail2.domainkey.{token}.domains.proton.ch',
          },
          {
            type: 'CNAME',
            name: 'protonmail3._domainkey.{domain}',
            value: 'protonmail3.domainkey.{token}.domains.proton.ch',
          },
        ],
        spf: 'include:_spf.protonmail.ch',
      },
    },
  ),
  mailbox('tuta', 'Tuta', onServers('tutanota.de', 'tutanota.com', 'tuta.com', 'tuta.io'), {
    fix: { spf: 'include:spf.tutanota.de' },
  }),
  mailbox('mailbox-org', 'mailbox.org', onServers('mailbox.org'), { fix: { spf: 'include:mailbox.org' } }),
  mailbox('posteo', 'Posteo', onServers('posteo.de', 'posteo.net')),
  mailbox(
    'migadu',
    'Migadu',
    {
      dkim: ['migadu.com'],
      keys: ['migadu.com'],
      mailFrom: ['migadu.com'],
      includes: ['spf.migadu.com'],
      hosts: ['migadu.com'],
    },
    { fix: { spf: 'include:spf.migadu.com' } },
  ),
  mailbox('runbox', 'Runbox', onServers('runbox.com'), { fix: { spf: 'include:spf.runbox.com' } }),
  mailbox(
    'titan',
    'Titan',
    {
      dkim: ['titan.email'],
      keys: ['titan.email'],
      mailFrom: ['titan.email'],
      includes: ['spf.titan.email'],
      hosts: ['titan.email'],
      selectors: ['titan1', 'titan2', 'titan3'],
    },
    { fix: { spf: 'include:spf.titan.email' } },
  ),
  mailbox(
    'namecheap-private-email',
    'Namecheap Private Email',
    {
      mailFrom: ['privateemail.com'],
      includes: ['spf.privateemail.com'],
      hosts: ['privateemail.com', 'jellyfish.systems'],
    },
    { fix: { spf: 'include:spf.privateemail.com' } },
  ),
  mailbox('rackspace', 'Rackspace Email', onServers('emailsrvr.com'), { fix: { spf: 'include:emailsrvr.com' } }),
  mailbox(
    'yandex',
    'Yandex',
    {
      dkim: ['yandex.ru', 'yandex.com', 'ya.ru', 'yandex.net'],
      mailFrom: ['yandex.ru', 'yandex.com', 'ya.ru', 'yandex.net'],
      includes: ['_spf.yandex.net'],
      hosts: ['yandex.net', 'yandex.ru', 'yandex-team.ru'],
    },
    {
      fix: {
        dkim: [{ type: 'TXT', name: 'mail._domainkey.{domain}', value: 'v=DKIM1; k=rsa; p={key}' }],
        spf: 'include:_spf.yandex.net',
      },
    },
  ),
  mailbox(
    'mail-ru',
    'Mail.ru',
    {
      dkim: ['mail.ru', 'bk.ru', 'inbox.ru', 'list.ru', 'internet.ru', 'vk.com'],
      mailFrom: ['mail.ru', 'bk.ru', 'inbox.ru', 'list.ru', 'internet.ru'],
      includes: ['_spf.mail.ru'],
      hosts: ['mail.ru', 'smailru.net'],
    },
    { fix: { spf: 'include:_spf.mail.ru' } },
  ),
  mailbox('rambler', 'Rambler', onServers('rambler.ru')),
  mailbox(
    'qq',
    { en: 'QQ Mail (Tencent)', ja: 'QQメール(Tencent)' },
    {
      dkim: ['qq.com', 'foxmail.com'],
      mailFrom: ['qq.com', 'foxmail.com'],
      includes: ['spf.mail.qq.com'],
      hosts: ['qq.com'],
    },
    { fix: { spf: 'include:spf.mail.qq.com' } },
  ),
  mailbox(
    'netease',
    'NetEase',
    {
      dkim: ['163.com', '126.com', '188.com', 'yeah.net', 'netease.com'],
      mailFrom: ['163.com', '126.com', '188.com', 'yeah.net', 'netease.com'],
      includes: ['spf.163.com'],
      hosts: ['163.com', '126.com', '188.com', 'yeah.net', 'netease.com'],
    },
    { fix: { spf: 'include:spf.163.com' } },
  ),
  mailbox(
    'aliyun-mail',
    'Alibaba Mail',
    {
      dkim: ['aliyun.com', 'mxhichina.com'],
      mailFrom: ['aliyun.com', 'mxhichina.com'],
      includes: ['spf.mxhichina.com', 'spf.qiye.aliyun.com'],
      hosts: ['mxhichina.com', 'mail.aliyun.com'],
    },
    { fix: { spf: 'include:spf.qiye.aliyun.com' } },
  ),
  mailbox(
    'naver',
    { en: 'Naver', ja: 'NAVER' },
    {
      dkim: ['naver.com', 'worksmobile.com'],
      mailFrom: ['naver.com', 'worksmobile.com'],
      includes: ['spf.worksmobile.com'],
      hosts: ['naver.com', 'worksmobile.com'],
    },
  ),
  mailbox('daum', { en: 'Daum (Kakao)', ja: 'Daum(Kakao)' }, onServers('daum.net', 'hanmail.net', 'kakao.com')),
  mailbox('gmx', 'GMX / WEB.DE', onServers('gmx.net', 'gmx.de', 'gmx.com', 'web.de')),
  mailbox('t-online', 'Telekom (T-Online)', onServers('t-online.de')),
  mailbox('freenet', 'freenet', onServers('freenet.de')),
  mailbox('orange-fr', 'Orange', {
    dkim: ['orange.fr', 'wanadoo.fr'],
    mailFrom: ['orange.fr', 'wanadoo.fr'],
    hosts: ['smtp-out.orange.fr', 'smtp.orange.fr'],
  }),
  mailbox('free-fr', 'Free', onServers('free.fr')),
  mailbox('laposte', 'La Poste', onServers('laposte.net')),
  mailbox('libero', 'Libero', onServers('libero.it', 'virgilio.it')),
  mailbox('seznam', 'Seznam', onServers('seznam.cz', 'email.cz', 'post.cz')),
  mailbox('wp-pl', 'WP Poczta', onServers('wp.pl', 'o2.pl')),
  mailbox('onet', 'Onet Poczta', onServers('onet.pl', 'op.pl', 'onet.eu')),
  mailbox('ukr-net', 'UKR.NET', onServers('ukr.net')),
  mailbox('rediff', 'Rediffmail', onServers('rediffmail.com', 'rediffmailpro.com')),
  mailbox('comcast', 'Comcast', { dkim: ['comcast.net'], mailFrom: ['comcast.net'] }),
  mailbox(
    'nifty',
    { en: 'NIFTY', ja: '@nifty' },
    { dkim: ['nifty.com', 'nifty.ne.jp'], mailFrom: ['nifty.com', 'nifty.ne.jp'], hosts: ['mail.nifty.com'] },
  ),
  mailbox('biglobe', 'BIGLOBE', { dkim: ['biglobe.ne.jp'], mailFrom: ['biglobe.ne.jp'], hosts: ['mta.biglobe.ne.jp'] }),
  mailbox('ocn', 'OCN', { dkim: ['ocn.ne.jp'], mailFrom: ['ocn.ne.jp'] }),
  mailbox('so-net', 'So-net', { dkim: ['so-net.ne.jp'], mailFrom: ['so-net.ne.jp'], hosts: ['ms.so-net.ne.jp'] }),
  mailbox('plala', { en: 'Plala', ja: 'ぷらら' }, { dkim: ['plala.or.jp'], mailFrom: ['plala.or.jp'] }),
  mailbox('docomo', { en: 'docomo', ja: 'ドコモメール' }, onServers('docomo.ne.jp')),
  mailbox('au', { en: 'au', ja: 'auメール' }, onServers('ezweb.ne.jp', 'au.com')),
  mailbox(
    'softbank',
    { en: 'SoftBank', ja: 'ソフトバンク' },
    {
      dkim: ['softbank.ne.jp', 'i.softbank.jp', 'ymobile.ne.jp'],
      mailFrom: ['softbank.ne.jp', 'i.softbank.jp', 'ymobile.ne.jp'],
      hosts: ['mailsv.softbank.jp', 'i.softbank.jp'],
    },
  ),
];
