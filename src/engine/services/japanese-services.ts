/** Japanese services that send for their customers. */

import type { Service, ServiceSignals } from './services.ts';

/** One whose customers are given a DKIM record to publish: a signature of the author's own domain. */
function signing(id: string, name: string, signals: ServiceSignals): Service {
  return {
    id,
    name,
    kind: 'sending-service',
    signals,
    fix: { spfCanAlign: null },
    documentation: null,
    checkedOn: null,
  };
}

/** A service's own domain, wherever it shows. */
function own(...domains: readonly string[]): ServiceSignals {
  return { dkim: domains, keys: domains, mailFrom: domains, includes: domains, hosts: domains };
}

export const japaneseServices: readonly Service[] = [
  {
    ...signing('benchmark-email', 'Benchmark Email', { ...own('bmsend.com'), selectors: ['bmdeda'] }),
    fix: {
      dkim: [{ type: 'CNAME', name: 'bmdeda._domainkey.{domain}', value: '{target}.bmsend.com' }],
      mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:bmsend.com ~all' }],
      spfCanAlign: null,
    },
    documentation: 'https://kb.benchmarkemail.com/jp/what-are-spf-records/',
  },
  signing('blastengine', 'blastengine', own('blastengine.jp')),
  signing('blastmail', 'blastmail', { ...own('blastmail.jp'), includes: ['blastmail.jp', 'spf.bmv.jp'] }),
  signing('cuenote', 'Cuenote', own('cuenote.jp')),
  signing('will-mail', 'WiLL Mail', own('willcloud.jp')),
  {
    ...signing('arara', 'アララ メッセージ', own('am.arara.com')),
    fix: {
      mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:spf.am.arara.com ~all' }],
      spfCanAlign: null,
    },
    documentation: 'https://docs.am.arara.com/gui/?p=2767',
    checkedOn: '2026-11-24',
  },
  {
    ...signing('repica', 'レピカ', own('repica.jp')),
    fix: {
      mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:spf.repica.jp ~all' }],
      spfCanAlign: null,
    },
    documentation: 'https://docs.am.arara.com/gui/?p=2767',
    checkedOn: '2026-11-24',
  },
  {
    ...signing('orange-mail', 'オレンジメール', { ...own('orange-mail.org'), selectors: ['omdk'] }),
    fix: {
      dkim: [{ type: 'CNAME', name: 'omdk._domainkey.{domain}', value: 'omdk._domainkey.orange-mail.org' }],
      mailFrom: [{ type: 'CNAME', name: 'omspf.{domain}', value: 'omspf.orange-mail.org' }],
      spfCanAlign: true,
    },
    documentation: 'https://orange-cloud7.net/mail/support/dmarc/',
    checkedOn: '2026-11-24',
  },
  {
    // Author-domain signatures are an option that is ordered; its records are CNAMEs.
    ...signing('synergy', 'Synergy!', own('crmstyle.com', 'synergy-marketing.co.jp')),
    documentation: 'https://synergy-marketing.co.jp/cloud/synergylead/support/manual-mail-dkim-setting',
    checkedOn: '2026-11-24',
  },
  signing('jcity', 'jcity', { ...own('jcity.com'), selectors: ['mmmg'] }),
  {
    ...signing('haihai-mail', '配配メール', own('haihaimail.jp', 'hai2mail.jp')),
    fix: {
      mailFrom: [{ type: 'TXT', name: '{domain}', value: 'v=spf1 include:spf.haihaimail.jp ~all' }],
      spfCanAlign: null,
    },
    documentation: 'https://support.haihaimail.jp/arrivalimprovement/spfset/',
    checkedOn: '2026-11-24',
  },
  signing('kurumeru', 'クルメル', own('kurumeru.jp')),
  signing('myasp', 'MyASP', own('myasp.jp')),
  signing('satori', 'SATORI', own('satori.marketing')),
];
