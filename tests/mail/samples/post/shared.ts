/** What several samples have in common: times, a greeting, an ordinary server with its DNS. */

import { keyRecordOf } from '../keys.ts';
import { host, mx, txt, type ZoneRecord } from '../zone.ts';

/** Seconds since 1970 of a moment in November 2026, UTC. */
export const at = (day: number, hour: number, minute: number): number =>
  Date.UTC(2026, 10, day, hour, minute, 0) / 1000;

export const japanese = { greeting: 'いつもお世話になっております。' } as const;

/** A domain with its own mail server, SPF, one key, and DMARC. */
export function ownServer(domain: string, address: string, dmarc: string, selector: string): readonly ZoneRecord[] {
  return [
    mx(domain, `mail.${domain}`),
    ...host(`mail.${domain}`, address),
    txt(domain, 'v=spf1 mx -all'),
    txt(`${selector}._domainkey.${domain}`, keyRecordOf('author')),
    txt(`_dmarc.${domain}`, dmarc),
  ];
}

/** Handed in by a mail program with SMTP-AUTH, and passed on inside. */
export const submitted = (domain: string) => (t: (seconds: number) => string) => [
  'Received: from [192.168.10.21] (p5b0.dip0.provider.example [203.0.113.200])\r\n' +
    '\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\r\n' +
    '\t key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256)\r\n' +
    '\t(No client certificate requested)\r\n' +
    `\t(Authenticated sender: post@${domain})\r\n` +
    `\tby mail.${domain} (Postfix) with ESMTPSA id 4F3D21234AB\r\n` +
    `\tfor <hana@office.example>; ${t(2)}`,
];

export const fromOwnServer = (domain: string, address: string, mailFrom = `post@${domain}`) => ({
  mailFrom,
  helo: `mail.${domain}`,
  rdns: `mail.${domain}`,
  ip: address,
});
