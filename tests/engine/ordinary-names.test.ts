/** "constructor", "__proto__" and their like are ordinary names: of fields, tags, methods, properties, domains, selectors, terms. */

import { describe, expect, it } from 'vitest';
import { digest as digestOf } from '../../src/engine/digest.ts';
import { parseDmarcRecord } from '../../src/engine/dmarc/record.ts';
import { read } from '../../src/engine/read.ts';
import { parseRecord } from '../../src/engine/spf/record.ts';
import type { Receiver } from '../../src/engine/trace/trace.ts';
import { verify } from '../../src/engine/verify.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';

const names = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'isPrototypeOf',
];

/** A message in which a name stands wherever a name can stand. */
const messageOf = (
  name: string,
) => `Received: from ${name} (${name} [192.0.2.1]) by ${name} with ${name} id ${name} for <${name}@${name}>; Mon, 09 Nov 2026 14:40:06 ${name}
Received-SPF: ${name} (${name}) ${name}=${name}; client-ip=192.0.2.1
Authentication-Results: ${name}; ${name}=${name} ${name}.${name}=${name}; spf=${name} smtp.${name}=${name}; dkim=pass header.${name}=${name}
ARC-Authentication-Results: i=1; ${name}; ${name}=${name}
DKIM-Signature: v=1; a=${name}; d=${name}.example; s=${name}; h=from:${name}; bh=eA==; b=eA==; ${name}=${name}; c=${name}/${name}
DKIM-Signature: v=1; a=rsa-sha256; d=${name}.example; s=${name}; h=from:${name}; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=eA==
BIMI-Selector: v=BIMI1; s=${name}
From: ${name} <${name}@${name}.example>
${name}: ${name}
Return-Path: <${name}@${name}.example>

`;
const zoneOf = (name: string) => `
${name}.example. TXT "v=spf1 ${name}=${name} include:${name}.${name}.example ${name} -all"
_dmarc.${name}.example. TXT "v=DMARC1; p=${name}; ${name}=${name}; adkim=${name}; rua=${name}:${name}"
${name}._domainkey.${name}.example. TXT "v=DKIM1; k=${name}; ${name}=${name}; h=${name}; s=${name}; p=eA=="
`;

const receiver: Receiver = { authservIds: ['mx.receiver.example'], hosts: ['mx.receiver.example'] };

/** What storage and messages make of a report: what cannot be cloned or written is lost. */
async function reported(name: string) {
  const octets = new TextEncoder().encode(messageOf(name).replaceAll('\n', '\r\n'));
  const digest = await digestOf(octets);
  const recorded = read(digest, { ...receiver, hosts: [...receiver.hosts, name.toLowerCase()] }, { kind: 'file' });
  const resolve = zoneResolver([zoneOf(name.toLowerCase())]);
  const verified = await verify(recorded, digest, { now: 1_794_300_000, resolve });
  return JSON.stringify(structuredClone({ recorded, verified }));
}

/** Every result, reason, kind and fault, in their order. */
const shapeOf = (report: string) =>
  [...report.matchAll(/"(?:result|reason|kind|why|fault|source|role)":("[a-z-]*"|null)/g)].map(([one]) => one);

describe.each(names)('%s', (name) => {
  it('is read, checked and stored as a name that means nothing', async () => {
    // As long, and of the same characters: what a name may look like is another matter.
    const ordinary = name.replaceAll(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? 'q' : 'Q'));
    expect(shapeOf(await reported(name))).toEqual(
      shapeOf(
        (await reported(ordinary)).replaceAll(ordinary, name).replaceAll(ordinary.toLowerCase(), name.toLowerCase()),
      ),
    );
  });

  it('is a tag, a term, a modifier that nobody knows', () => {
    expect(parseRecord(`v=spf1 ${name} -all`).terms[0]).toMatchObject({ kind: 'unreadable' });
    expect(parseDmarcRecord(`v=DMARC1; p=none; ${name}=x`)?.p).toBe('none');
  });
});
