/** Japanese services that send for their customers. */

import { everywhere, rowsOf } from '../row.ts';
import type { Service } from '../services.ts';

const sender = rowsOf('sending-service');

export const japaneseServices: readonly Service[] = [
  sender(
    'benchmark-email',
    'Benchmark Email',
    {
      dkim: ['bmsend.com', 'benchmarkemail.com', 'bmetrack.com'],
      keys: ['bmsend.com'],
      mailFrom: ['bmsend.com', 'benchmarkemail.com', 'bmetrack.com'],
      includes: ['bmsend.com'],
      hosts: ['bmsend.com', 'benchmarkemail.com', 'bmetrack.com'],
      selectors: ['bmdeda'],
    },
    {
      fix: {
        dkim: [{ type: 'CNAME', name: 'bmdeda._domainkey.{domain}', value: '{target}.bmsend.com' }],
        mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:bmsend.com ~all' }],
        spf: 'include:bmsend.com',
      },
      documentation: 'https://kb.benchmarkemail.com/jp/what-are-spf-records/',
    },
  ),
  sender('blastengine', 'blastengine', everywhere('blastengine.jp')),
  sender(
    'blastmail',
    'blastmail',
    {
      dkim: ['blastmail.jp'],
      keys: ['blastmail.jp'],
      mailFrom: ['blastmail.jp'],
      includes: ['blastmail.jp', 'spf.bmv.jp'],
      hosts: ['blastmail.jp'],
    },
    { fix: { spf: 'include:spf.bmv.jp' } },
  ),
  sender('cuenote', 'Cuenote', everywhere('cuenote.jp')),
  sender('will-mail', 'WiLL Mail', everywhere('willcloud.jp')),
  sender('arara', { en: 'arara message', ja: 'アララ メッセージ' }, everywhere('am.arara.com'), {
    fix: {
      mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:spf.am.arara.com ~all' }],
      spf: 'include:spf.am.arara.com',
    },
    documentation: 'https://docs.am.arara.com/gui/?p=2767',
    checkedOn: '2026-11-24',
  }),
  sender('repica', { en: 'REPICA', ja: 'レピカ' }, everywhere('repica.jp'), {
    fix: {
      mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:spf.repica.jp ~all' }],
      spf: 'include:spf.repica.jp',
    },
    documentation: 'https://docs.am.arara.com/gui/?p=2767',
    checkedOn: '2026-11-24',
  }),
  sender(
    'orange-mail',
    { en: 'Orange Mail', ja: 'オレンジメール' },
    { ...everywhere('orange-mail.org'), selectors: ['omdk'] },
    {
      fix: {
        dkim: [{ type: 'CNAME', name: 'omdk._domainkey.{domain}', value: 'omdk._domainkey.orange-mail.org' }],
        mailFrom: [{ type: 'CNAME', name: 'omspf.{domain}', value: 'omspf.orange-mail.org' }],
        spfCanAlign: true,
      },
      documentation: 'https://orange-cloud7.net/mail/support/dmarc/',
      checkedOn: '2026-11-24',
    },
  ),
  // Author-domain signatures are an option that is ordered; its records are CNAMEs.
  sender('synergy', 'Synergy!', everywhere('crmstyle.com', 'synergy-marketing.co.jp'), {
    documentation: 'https://synergy-marketing.co.jp/cloud/synergylead/support/manual-mail-dkim-setting',
    checkedOn: '2026-11-24',
  }),
  sender('jcity', 'jcity', { ...everywhere('jcity.com'), selectors: ['mmmg'] }),
  sender('haihai-mail', { en: 'HaiHai Mail', ja: '配配メール' }, everywhere('haihaimail.jp', 'hai2mail.jp'), {
    fix: {
      mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:spf.haihaimail.jp ~all' }],
      spf: 'include:spf.haihaimail.jp',
    },
    documentation: 'https://support.haihaimail.jp/arrivalimprovement/spfset/',
    checkedOn: '2026-11-28',
  }),
  sender('kurumeru', { en: 'Kurumeru', ja: 'クルメル' }, everywhere('kurumeru.jp')),
  sender('myasp', 'MyASP', everywhere('myasp.jp')),
  sender('satori', 'SATORI', everywhere('satori.marketing'), {
    documentation: 'https://satorihelp.zendesk.com/hc/ja/articles/28246538518169',
  }),
  sender('acmailer', 'ACMAILER', everywhere('acmailer.jp')),
  sender('espar-form', 'espar form', everywhere('espar.biz'), {
    fix: { spf: 'include:spf.espar.biz' },
    documentation: 'https://doc.feedtailor.jp/espar/form/config/02',
    checkedOn: '2026-11-28',
  }),
  sender('flexcrm', 'FlexCRM', everywhere('flex-crm.com'), {
    fix: { spf: 'include:spf1.flex-crm.com' },
    documentation: 'https://support.flex-crm.com/spf-setting',
    checkedOn: '2026-11-28',
  }),
  sender('makeshop', 'MakeShop', everywhere('makeshop.jp'), { fix: { spf: 'include:spf.makeshop.jp' } }),
  sender('color-me', { en: 'Color Me Shop', ja: 'カラーミーショップ' }, everywhere('shop-pro.jp')),
  sender('base', 'BASE', everywhere('thebase.in')),
  sender('kintone', 'kintone', everywhere('cybozu.com', 'kintone.com')),
  sender('formzu', { en: 'Formzu', ja: 'フォームズ' }, everywhere('formzu.com', 'formzu.net')),
  sender('formmailer', { en: 'FormMailer', ja: 'フォームメーラー' }, everywhere('form-mailer.jp')),
  sender('customers-mail-cloud', 'Customers Mail Cloud', everywhere('smtps.jp', 'hdems.com')),
  sender('mailpublisher', 'MailPublisher', everywhere('mpme.jp', 'emberpoint.com')),
];
