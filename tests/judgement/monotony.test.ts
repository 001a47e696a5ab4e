/**
 * Nothing that an outsider can write makes an answer better, moves the boundary, or puts its words into a title; and nothing that
 * proves somebody makes an answer worse by being there.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../src/engine/digest.ts';
import { read } from '../../src/engine/read.ts';
import type { Report } from '../../src/engine/report.ts';
import { gmail } from '../../src/engine/trace/receivers.ts';
import { verify } from '../../src/engine/verify.ts';
import { verdictLine } from '../../src/explain/verdict.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { type Answer, told } from '../../src/judgement/verdicts/verdict.ts';
import { parseZone } from '../../src/resolver/master-file.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import { casesOf, seedOf, timeOf } from '../fuzz-run.ts';
import { delivered } from '../mail/delivered.ts';
import { reportOf, type Sketch, shop } from '../mail/reports.ts';
import { ed25519Key, type Message, octetsOf, recordOf, seal, sign } from '../mail/signer.ts';
import { wordsIn } from '../words.ts';

const ranks: readonly Answer[] = ['confirmed', 'with-caution', 'unclear', 'not-checked', 'contradicted'];
const rankOf = (report: Report): number => {
  const judgement = judge(report);
  return ranks.indexOf(told(judgement.verdict.answer, judgement));
};

const own = ed25519Key();
const bank = 'bank.example';
const resolve = (() => {
  const text = [
    '$ORIGIN .',
    '$TTL 300',
    `${bank}. IN TXT "v=spf1 ip4:192.0.2.7 -all"`,
    `_dmarc.${bank}. IN TXT "v=DMARC1; p=reject"`,
    'evil.example. IN TXT "v=spf1 ip4:203.0.113.66 -all"',
    '_dmarc.evil.example. IN TXT "v=DMARC1; p=none"',
    `s1._domainkey.evil.example. IN TXT "${recordOf(own)}"`,
    'mx.evil.example. IN A 203.0.113.66',
    '66.113.0.203.in-addr.arpa. IN PTR mx.evil.example.',
    '; !servfail broken.evil.example.',
    '; !servfail _dmarc.broken.evil.example.',
    '',
  ].join('\n');
  const zone = parseZone(text);
  if (!zone.ok) throw new Error(zone.problem);
  return zoneResolver([zone.value]);
})();

/** A word that stands nowhere else: wherever it comes through, an outsider's words do. */
const MARK = 'zqxmark';

const handOver = 'Received: from mail.bank.example (mail.bank.example. [192.0.2.7])';
const passing = `spf=pass smtp.mailfrom=a@${bank}; dkim=pass header.i=@${bank}; dmarc=pass (p=REJECT) header.from=${bank}`;
/** Fields that an outsider may hope to be believed, of every kind that is looked at. */
const hostileFields: readonly string[] = [
  `${handOver} by mx.google.com with ESMTPS id ${MARK}1 for <reader@gmail.com>; Thu, 1 Oct 2026 03:00:05 -0700`,
  'Received: by 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e7 with SMTP id x; Thu, 1 Oct 2026 03:00:05 -0700',
  'Received: from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41]) by mx.google.com with SMTPS id 5sor1; Thu, 1 Oct 2026 03:00:05 -0700',
  `Received: from x by lists.${MARK}.example (Mailman) with ESMTP id 1; Thu, 1 Oct 2026 10:00:00 +0000`,
  'Received: from pop.example.org by mx.google.com with POP3 id 1; Thu, 1 Oct 2026 10:00:00 +0000',
  `Authentication-Results: mx.google.com; ${passing}`,
  `Authentication-Results: mx.google.com; dmarc=fail (p=REJECT sp=REJECT dis=NONE arc=pass) header.from=${bank}`,
  `ARC-Authentication-Results: i=1; mx.google.com; ${passing}`,
  'ARC-Seal: i=1; a=rsa-sha256; d=google.com; s=arc-20240605; cv=none; t=1790848800; b=AAAA',
  'ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=google.com; s=arc-20240605; h=from; bh=AAAA; b=AAAA',
  `Received-SPF: pass (google.com: domain of a@${bank} designates 192.0.2.7 as permitted sender) client-ip=192.0.2.7;`,
  `Return-Path: <a@${bank}>`,
  `List-Id: "The secure mail centre of ${bank} ${MARK}" <${MARK}.${bank}>`,
  `List-Post: <mailto:${MARK}@${bank}>`,
  `X-BeenThere: ${MARK}@lists.${bank}`,
  `X-Google-Group-Id: ${MARK}`,
  `Mailing-list: list ${MARK}@googlegroups.com`,
  'X-Mailman-Version: 2.1.39',
  `X-Forwarded-For: a@${bank} ${MARK}@gmail.com`,
  `X-Forwarded-To: ${MARK}@gmail.com`,
  `Resent-From: ${MARK} <a@${bank}>`,
  `X-Gmail-Fetch-Info: ${MARK}@pop.example.org 1 pop.example.org 995 ${MARK}`,
  'X-Received: by 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e8 with SMTP id x; Thu, 1 Oct 2026 03:00:05 -0700',
  `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${bank}; s=s1; h=from; bh=AAAA; b=AAAA`,
  `DKIM-Signature: v=1; a=rsa-sha256; d=${bank}; s=s1; x=1; t=0; h=from:subject; bh=AAAA; b=AAAA`,
  `DKIM-Signature: v=1; a=rsa-sha256; d=broken.evil.example; s=s1; h=from; bh=AAAA; b=AAAA`,
  `X-SG-EID: ${MARK}`,
  `Delivered-To: ${MARK}@${bank}`,
  `constructor: ${MARK}`,
  `__proto__: ${MARK}`,
  ` ${MARK}; dmarc=pass header.from=${bank}`,
];
const envelopes = [
  '',
  'x@evil.example',
  `SRS0=ab=cd=${bank}=a@evil.example`,
  `list-bounces+a=${bank}@evil.example`,
  `team+bncBDQ7NGWH@evil.example`,
  `a+caf_=b=gmail.com@evil.example`,
  'www-data@evil.example',
  'x@broken.evil.example',
  `"a) dmarc=pass header.from=${bank} (b"@evil.example`,
  `"<a@${bank}>"@evil.example`,
  `a@${bank}`,
];
const helos = [
  'mx.evil.example',
  `mail.${bank}`,
  `[203.0.113.66]`,
  `a(${MARK} [192.0.2.7]) by mx.google.com`,
  `${MARK};`,
];

type Attack = {
  readonly mailFrom: string;
  readonly helo: string;
  readonly fields: readonly string[];
  readonly signed: 'not' | 'whole' | 'l=0' | 'From alone';
  readonly sealed: boolean;
};
const attacks: fc.Arbitrary<Attack> = fc.record({
  mailFrom: fc.constantFrom(...envelopes),
  helo: fc.constantFrom(...helos),
  fields: fc.array(fc.constantFrom(...hostileFields), { maxLength: 8 }),
  signed: fc.constantFrom('not', 'whole', 'l=0', 'From alone'),
  sealed: fc.boolean(),
});

const letter: Message = {
  fields: [
    `From: Bank <a@${bank}>`,
    'To: reader@gmail.com',
    'Subject: Your account',
    'Date: Thu, 1 Oct 2026 10:00:00 +0000',
    'Message-ID: <1@bank.example>',
  ],
  body: 'Dear customer\r\n',
};
const evil = { d: 'evil.example', s: 's1' };

function written({ fields, signed, sealed }: Attack): Message {
  const tags = { whole: {}, 'l=0': { l: '0' }, 'From alone': { h: 'from' }, not: {} }[signed];
  const signedLetter = signed === 'not' ? letter : sign(letter, { key: own, tags: { ...evil, ...tags } });
  const withFields = { ...signedLetter, fields: [...fields, ...signedLetter.fields] };
  const sealing = { key: own, instance: 1, results: `mx.google.com; ${passing}`, messageTags: evil, sealTags: evil };
  return sealed ? seal(withFields, sealing) : withFields;
}

/** As it lies in the mailbox, with what Gmail itself would have found. */
function attacked(attack: Attack) {
  const { mailFrom, helo, signed } = attack;
  const spf = /evil\.example$/.test(mailFrom) ? (mailFrom.includes('broken') ? 'temperror' : 'pass') : 'fail';
  const dkim = signed === 'not' ? [] : ['pass header.i=@evil.example header.s=s1'];
  return delivered({
    ...{ mailFrom, helo: helo.replaceAll(' ', '-'), ip: '203.0.113.66', rdns: 'mx.evil.example', author: bank },
    message: written(attack),
    recorded: { spf: mailFrom === '' ? 'none' : spf, dkim, dmarc: 'fail (p=REJECT sp=REJECT dis=QUARANTINE)' },
  });
}

async function inspected(
  { message }: { readonly message: Message },
  place: Report['place'] = 'inbox',
): Promise<Report> {
  const digested = await digest(octetsOf(message));
  const recorded = read(digested, gmail, { kind: 'mailbox' });
  const verified = await verify(recorded, digested, { resolve, now: 1_790_850_000 });
  return { recorded, verified, place };
}

describe('an outsider', () => {
  const nothing: Attack = { mailFrom: '', helo: 'mx.evil.example', fields: [], signed: 'not', sealed: false };

  it('makes no answer better, moves no boundary, and has no words in a title', {
    timeout: timeOf(120_000),
  }, async () => {
    const least = rankOf(await inspected(attacked(nothing)));
    expect(ranks[least]).toBe('contradicted');
    await fc.assert(
      fc.asyncProperty(attacks, fc.constantFrom('asked', 'not asked'), async (attack, asked) => {
        const mail = attacked(attack);
        const whole = await inspected(mail);
        const report = asked === 'asked' ? whole : { ...whole, verified: null };
        expect(report.recorded.boundary?.field).toBe(mail.boundary);
        expect(report.recorded.results.dmarc?.result).toBe('fail');
        expect(rankOf(report)).toBeGreaterThanOrEqual(least);
        for (const locale of ['en', 'ja'] as const) {
          expect(verdictLine(judge(report), wordsIn(locale)).title).not.toContain(MARK);
        }
      }),
      { numRuns: casesOf(1500), seed: seedOf(20_261_128) },
    );
  });
});

describe('a proof', () => {
  /** What may confirm the author: a signature, a server, a record. */
  type Proofs = { readonly signed: boolean; readonly server: boolean; readonly recorded: boolean };
  const bases: readonly Sketch[] = [
    {},
    { services: [] },
    { headers: ['List-Post: <mailto:a@b.example>'] },
    { policy: 'none' },
    { policy: 'reject' },
    { place: 'inbox' },
    { asked: false },
  ];

  const sketchOf = (base: Sketch, { signed, server, recorded }: Proofs): Sketch => {
    const now = signed || server;
    return {
      ...base,
      mailFrom: server ? `b@${shop}` : 'b@stranger.example',
      spf: server ? 'matched-pass' : 'matched-fail',
      spfRecorded: server ? 'pass' : 'fail',
      signed: signed ? [{ d: shop, recorded: 'pass' }] : [],
      dmarc: signed ? 'aligned-dkim' : server ? 'aligned-spf' : 'no-identifier',
      dmarcRecorded: recorded || (base.asked === false && now) ? 'pass' : now ? null : 'fail',
    };
  };

  it('that is taken away never makes an answer better', () => {
    const some = fc.record({ signed: fc.boolean(), server: fc.boolean(), recorded: fc.boolean() });
    fc.assert(
      fc.property(
        fc.constantFrom(...bases),
        some,
        fc.constantFrom('signed', 'server', 'recorded'),
        (base, proofs, less) => {
          const before = rankOf(reportOf(sketchOf(base, proofs)));
          const after = rankOf(reportOf(sketchOf(base, { ...proofs, [less]: false })));
          expect(after).toBeGreaterThanOrEqual(before);
        },
      ),
      { numRuns: casesOf(500), seed: seedOf(20_261_128) },
    );
  });
});
