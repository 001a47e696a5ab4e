/**
 * Invented names for real ones: the same for the same throughout, and related as the real ones are. Addresses and domains are
 * those set aside for documentation: RFC 5737, RFC 3849, RFC 2606.
 */

import { keptWord } from './kept-words.ts';

/** Providers that everybody's mail goes through, and services: they tell how the message came, not whose it is. */
const publicDomains: ReadonlySet<string> = new Set(
  `google.com gmail.com googlemail.com gappssmtp.com googlegroups.com 1e100.net outlook.com hotmail.com onmicrosoft.com
   microsoft.com office365.com yahoo.com yahoodns.net icloud.com sendgrid.net amazonses.com amazonaws.com mcsv.net rsgsv.net
   mandrillapp.com mailgun.org mailgun.net mtasv.net sparkpostmail.com hubspotemail.net salesforce.com exacttarget.com
   sendinblue.com brevo.com zendesk.com resend.com xserver.jp sakura.ne.jp conoha.ne.jp pphosted.com mimecast.com`.split(
    /\s+/,
  ),
);

/** Servers of rented web space: that it is one is what the name tells. */
const SERVER_LABEL = /^(?:sv|www)\d{1,6}$/;

/** Accounts and mailboxes that are offices, not persons. */
const offices: ReadonlySet<string> = new Set(
  `postmaster mailer-daemon abuse noreply no-reply donotreply bounce bounces apache www-data www nobody httpd nginx wwwrun
   root`.split(/\s+/),
);

const networks = ['192.0.2', '198.51.100', '203.0.113'] as const;
const HOSTS = 254;
/** No name of the DNS is longer (RFC 1035 §2.3.4). */
const LONGEST = 253;

export type Inventor = {
  readonly domain: (domain: string) => string;
  readonly localPart: (localPart: string) => string;
  readonly address: (localPart: string, domain: string) => string;
  readonly ipv4: (ip: string) => string;
  readonly ipv6: (ip: string) => string;
  readonly word: (word: string) => string;
};

export function inventor(): Inventor {
  const numberOf = counters();
  const word = (text: string) => `word${numberOf('word', text.toLowerCase())}`;
  const ipv4 = (ip: string) => {
    const number = numberOf('ipv4', ip) - 1;
    // More than the three networks hold do not occur in one message; they would share names.
    return `${networks[Math.floor(number / HOSTS) % networks.length]}.${(number % HOSTS) + 1}`;
  };
  const ipv6 = (ip: string) => `2001:db8::${numberOf('ipv6', ip.toLowerCase()).toString(16)}`;
  const label = (text: string) => {
    if (text.startsWith('_') || SERVER_LABEL.test(text)) return text;
    return keptWord(text) ? text : `word${numberOf('word', text)}`;
  };
  const domain = (text: string): string => {
    const name = text.toLowerCase();
    if (publicDomains.has(name)) return name;
    const reverse = name.match(/^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/);
    if (reverse) {
      const ip = ipv4(reverse.slice(1).reverse().join('.'));
      return `${ip.split('.').reverse().join('.')}.in-addr.arpa`;
    }
    if (name.endsWith('.ip6.arpa')) return `${numberOf('ip6.arpa', name)}.ip6.arpa`;
    if (name.length > LONGEST) return `domain${numberOf('domain', name)}.example`;
    // Google names a customer's default signature after its domain, with hyphens for dots.
    const tenant = name.match(/^([a-z0-9-]+)\.(\d{1,8}\.gappssmtp\.com)$/);
    if (tenant) return `${domain((tenant[1] ?? '').replaceAll('-', '.')).replaceAll('.', '-')}.${tenant[2]}`;
    const dot = name.indexOf('.');
    const parent = name.slice(dot + 1);
    if (dot < 0) return label(name);
    // Below a name of two labels each label has its own invented one, so that names stay related as they are.
    if (!parent.includes('.')) return `domain${numberOf('domain', name)}.example`;
    return `${label(name.slice(0, dot))}.${domain(parent)}`;
  };
  const localPart = (text: string): string => {
    const lower = text.toLowerCase();
    if (offices.has(lower)) return lower;
    const rewritten = lower.match(/^srs[01][=+-]/)?.[0] ?? '';
    const forwarded = lower.includes('+caf_=') ? '+caf_=x' : '';
    return `${rewritten}person${numberOf('person', lower)}${forwarded}`;
  };
  return { domain, localPart, ipv4, ipv6, word, address: (local, host) => `${localPart(local)}@${domain(host)}` };
}

/** Numbers from 1, one for each text of a kind. */
function counters(): (kind: string, text: string) => number {
  const kinds = new Map<string, Map<string, number>>();
  return (kind, text) => {
    const numbers = kinds.get(kind) ?? new Map<string, number>();
    kinds.set(kind, numbers);
    const number = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, number);
    return number;
  };
}
