/** A message whose every field is written against its reader: markup, direction marks, control characters, endless words. */

const LONG = 'x'.repeat(3000);
const markup = '<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script>';
/** Right-to-left override, zero-width space, soft hyphen, a tag character. */
const unseen = '\u202e\u200b\u00ad\u{e0041}';

export const hostileMessage: Buffer = Buffer.from(
  [
    'Delivered-To: reader@gmail.com',
    `Received: from ${LONG}.example (${markup} [192.0.2.66]) by mx.google.com with ESMTPS id ${LONG}; Tue, 10 Nov 2026 00:12:04 +0000`,
    `Return-Path: <${markup.replace(/[\s<>"]/g, '')}@evil.example>`,
    `Authentication-Results: mx.google.com; spf=${unseen}pass (google.com: ${markup} ${unseen}) smtp.mailfrom=evil.example; dkim=<b>pass</b> header.i=@evil.example; dmarc=fail (p=<i>NONE</i>) header.from=xn--pypal-4ve.example`,
    `Received: by ${markup} with javascript:alert(1) id 1; Tue, 99 Nov 2026 00:12:02 +9999`,
    `DKIM-Signature: v=1; a=rsa-sha256; d=evil.example; s=${'s'.repeat(60)}; h=${markup.replace(/[\s:;]/g, '')}:From; bh=AAAA; b=AAAA; i=${LONG}@evil.example`,
    `From: "support@bank.example ${markup} ${unseen}\u0007" <a@xn--pypal-4ve.example>`,
    `Reply-To: ${LONG}@elsewhere.example`,
    `Subject: ${markup} ${unseen}\u0008\u001b[31m ${LONG}`,
    `Message-ID: <${LONG}@${LONG}>`,
    `X-Forefront-Antispam-Report: SCL:${markup.replace(/[\s;,]/g, '')};CAT:${LONG}`,
    `List-Unsubscribe: <javascript:alert(1)>, <https://evil.example/${LONG}>`,
    `List-Id: ${unseen} <${LONG}.evil.example>`,
    `${LONG}: ${LONG}`,
    'Date: Tue, 10 Nov 2026 00:12:00 +0000',
    '',
    markup,
  ].join('\r\n'),
  'utf8',
);

/** hidden: what must not be in the page as it is. shown: what stands there in its place. */
export const hostileMarks = {
  hidden: ['\u202e', '\u200b', '\u{e0041}', '\u0008', '\u001b'],
  shown: ['‹U+202E›', '<script>', 'xn--pypal-4ve.example'],
} as const;
