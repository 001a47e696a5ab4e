/**
 * Letter -> message as it lies in a Gmail mailbox: trace fields in Gmail's own order. Gmail's Received-SPF and
 * Authentication-Results stand directly below the Received field of mx.google.com.
 */

import type { Envelope, RecordedByGmail, Sample } from './sample.ts';
import { sealed, signed } from './sign.ts';

export const reader = 'hana@office.example';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => String(n).padStart(2, '0');

/** RFC 5322 §3.3. `offset`: hours from UTC. */
export function dateText(seconds: number, offset: number, comment?: string): string {
  const d = new Date((seconds + offset * 3600) * 1000);
  const day = `${days[d.getUTCDay()]}, ${two(d.getUTCDate())} ${months[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
  const time = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.abs(offset))}00`;
  return `${day} ${time} ${zone}${comment ? ` (${comment})` : ''}`;
}

/** RFC 2047 encoded words for what is not ASCII; each holds whole characters and at most 75 octets. */
export function encodedWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let part = '';
  for (const character of text) {
    if (Buffer.byteLength(part + character) > 42) {
      words.push(part);
      part = '';
    }
    part += character;
  }
  words.push(part);
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}

/** "名前 <a@b.example>" with the name encoded. */
const mailboxText = (text: string) => {
  const parts = /^(.*?)\s*(<[^>]*>)$/.exec(text);
  return parts?.[1] ? `${encodedWords(parts[1])} ${parts[2]}` : text;
};

/** Gmail ends its ids with the time, in its own zone. */
const stamp = (seconds: number) =>
  new Date((seconds - 8 * 3600) * 1000).toISOString().slice(0, 19).replace(/[-T:]/g, '.');

const octets = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

/** The text that stands in the body of each sample, and must be found nowhere else. */
export const canaryOf = (id: string) => `CANARY-${id}-mZ3kQ9`;

function letter(sample: Sample): string {
  const domain = /@([^>]+)>?$/.exec(sample.from)?.[1] ?? 'unknown.example';
  const fields = [
    ...(sample.fields ?? []),
    `From: ${mailboxText(sample.from)}`,
    `To: ${mailboxText(sample.to ?? `<${reader}>`)}`,
    `Subject: ${encodedWords(sample.subject)}`,
    `Date: ${dateText(sample.at, 9)}`,
    `Message-ID: <${sample.at.toString(36)}.${sample.id}@${domain}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
  ];
  const body = `${sample.body.trim()}\n\n${canaryOf(sample.id)}\n`;
  return octets(`${fields.join('\r\n')}\r\n\r\n${body.replace(/\n/g, '\r\n')}`);
}

const spfWords: Readonly<Record<string, (domain: string, ip: string) => string>> = {
  pass: (domain, ip) => `domain of ${domain} designates ${ip} as permitted sender`,
  fail: (domain, ip) => `domain of ${domain} does not designate ${ip} as permitted sender`,
  softfail: (domain, ip) => `domain of transitioning ${domain} does not designate ${ip} as permitted sender`,
  neutral: (domain, ip) => `${ip} is neither permitted nor denied by domain of ${domain}`,
  none: (domain) => `${domain} does not designate permitted sender hosts`,
};

function spfComment(recorded: RecordedByGmail, { mailFrom, helo, ip }: Envelope): string {
  const words = spfWords[recorded.spf] ?? (() => 'error in processing');
  return `google.com: ${words(mailFrom || `postmaster@${helo}`, ip)}`;
}

/** The first eight characters of b=, by which Authentication-Results names a signature (RFC 6008). */
function signatureStart(message: string, domain: string, selector: string): string {
  for (const [field] of message.matchAll(/^DKIM-Signature:.*\r\n(?:[ \t].*\r\n)*/gim)) {
    const text = field.replace(/\r\n[ \t]+/g, ' ');
    if (text.includes(`d=${domain};`) && text.includes(`s=${selector};`)) {
      return (/[; ]b=([^;]*)/.exec(text)?.[1] ?? '').replace(/\s/g, '').slice(0, 8);
    }
  }
  throw new Error(`no signature of ${domain}, ${selector}`);
}

/** authserv-id and results, one a line, as Gmail writes them. */
function results(message: string, envelope: Envelope, recorded: RecordedByGmail, author: string): string {
  const mailFrom = envelope.mailFrom || `postmaster@${envelope.helo}`;
  const quoted = /^[\w.@-]+$/.test(mailFrom) ? mailFrom : `"${mailFrom}"`;
  const lines = [
    ...recorded.dkim.map(
      ({ result, words, domain, selector }) =>
        `dkim=${result}${words ? ` (${words})` : ''} header.i=@${domain} header.s=${selector} ` +
        `header.b=${signatureStart(message, domain, selector)}`,
    ),
    `spf=${recorded.spf} (${spfComment(recorded, envelope)}) smtp.mailfrom=${quoted}`,
  ];
  if (recorded.dmarc) {
    const { result, policy, disposition } = recorded.dmarc;
    lines.push(`dmarc=${result} (p=${policy} sp=${policy} dis=${disposition}) header.from=${author}`);
  }
  return ['mx.google.com', ...lines].join(';\r\n       ');
}

/** The steps of one sample, in the order in which they happened. */
export async function deliver(sample: Sample): Promise<Buffer> {
  let message = letter(sample);
  const sign = async () => {
    for (const signature of sample.signatures) message = await signed(message, signature, sample.at + 1);
  };
  if (sample.signedBy !== 'relay') await sign();
  if (sample.altered) message = await sample.altered(message, sample.at);
  for (const field of sample.path((seconds) => dateText(sample.at + seconds, 0, 'UTC'))) {
    message = `${field}\r\n${message}`;
  }
  if (sample.signedBy === 'relay') await sign();
  const { envelope, recorded } = sample;
  if (!envelope || !recorded) return Buffer.from(message, 'latin1');

  const author = /@([^>]+)>?$/.exec(sample.from)?.[1] ?? '';
  const found = results(message, envelope, recorded, author);
  const mark = sample.at.toString(36);
  const pacific = (seconds: number) => dateText(sample.at + seconds, -8, 'PST');
  const peer = `${envelope.helo} (${envelope.rdns === null ? '' : `${envelope.rdns}. `}[${envelope.ip}])`;
  message = [
    `Return-Path: <${envelope.mailFrom}>`,
    `Received: from ${peer}`,
    `        by mx.google.com with ESMTPS id d9443c01a7336-${mark}si1234567plx.12.${stamp(sample.at + 6)}`,
    `        for <${reader}>`,
    '        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);',
    `        ${pacific(6)}`,
    `Received-SPF: ${recorded.spf} (${spfComment(recorded, envelope)}) client-ip=${envelope.ip};`,
    `Authentication-Results: ${found}`,
    message,
  ].join('\r\n');

  const sets = message.match(/^ARC-Seal:/gim)?.length ?? 0;
  const seal = { domain: 'google.com', selector: 'arc-20240605', key: 'receiver' as const };
  message = await sealed(message, { ...seal, instance: sets + 1, results: found, at: sample.at + 6 });
  message = [
    `Delivered-To: ${reader}`,
    `Received: by 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 with SMTP id ${mark}csp123456pzb;`,
    `        ${pacific(7)}`,
    `X-Received: by 2002:a17:902:e5c3:b0:20b:fd0c:1c1b with SMTP id d9443c01a7336-${mark}mr9876543plx.35.${sample.at + 6}123;`,
    `        ${pacific(6)}`,
    message,
  ].join('\r\n');
  return Buffer.from(message, 'latin1');
}
