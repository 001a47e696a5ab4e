/**
 * A message that somebody hands to Gmail, with what Gmail then writes above it: what an attacker chooses (the envelope, HELO, his
 * fields, signatures and seals of names of his own) and what he cannot (the address he comes from, and the receiver's words).
 */

import type { Message } from './signer.ts';

export type Handed = {
  readonly mailFrom: string;
  readonly helo: string;
  readonly ip: string;
  /** The name found for that address; null where there is none. */
  readonly rdns: string | null;
  readonly message: Message;
  /** What the receiver found. */
  readonly recorded: {
    readonly spf: string;
    /** Each "pass header.i=@… header.s=…". */
    readonly dkim: readonly string[];
    readonly dmarc: string;
  };
  readonly author: string;
};

const quotedAddress = (address: string) => (/^[\w.@+=-]+$/.test(address) ? address : `"${address}"`);

/** In Gmail's own order, above what was handed over. `boundary`: the index of the field by which it was taken from outside. */
export function delivered({ mailFrom, helo, ip, rdns, message, recorded, author }: Handed): {
  readonly message: Message;
  readonly boundary: number;
} {
  const sender = mailFrom || `postmaster@${helo}`;
  const comment = `google.com: domain of ${sender} designates ${ip} as permitted sender`;
  const results = [
    'mx.google.com',
    ...recorded.dkim.map((one) => `dkim=${one}`),
    `spf=${recorded.spf} (${comment}) smtp.mailfrom=${quotedAddress(sender)}`,
    `dmarc=${recorded.dmarc} header.from=${author}`,
  ].join(';\r\n       ');
  const above = [
    'Delivered-To: reader@gmail.com',
    'Received: by 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 with SMTP id ab12csp123456pzb; Thu, 1 Oct 2026 03:00:07 -0700 (PDT)',
    `Return-Path: <${mailFrom}>`,
    `Received: from ${helo} (${rdns === null ? '' : `${rdns}. `}[${ip}]) by mx.google.com with ESMTPS id d9si1 for <reader@gmail.com>; Thu, 01 Oct 2026 03:00:06 -0700 (PDT)`,
    `Received-SPF: ${recorded.spf} (${comment}) client-ip=${ip};`,
    `Authentication-Results: ${results}`,
  ];
  return { message: { ...message, fields: [...above, ...message.fields] }, boundary: 3 };
}
