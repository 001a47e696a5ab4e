/** TLS as Received fields tell it: a dozen notations of one fact. RFC 3848 for the letter S, RFC 8314 §4.3 for the tls clause. */

import type { OctetString } from '../octets.ts';
import type { Tls } from './trace.ts';

/** Octets of a comment that are looked at; no server writes more. */
const MAX_COMMENT = 2000;

/** OpenSSL before 1.1 said "TLSv1/SSLv3" of every suite, those of TLS 1.2 among them: that is no version. */
const VERSION = /(?<![A-Z0-9/])(TLS|SSL)v?[ _]?([1-3])(?:[._]([0-3]))?(?![0-9A-Z]|\/SSL)/i;
/** A cipher suite by its IANA, OpenSSL or GnuTLS name: at least two parts, so that no other word is taken for one. */
const SUITE = '[A-Z0-9]+(?:[_-]{1,2}[A-Z0-9]+)+';
const SUITE_ALONE = new RegExp(`^${SUITE}$`, 'i');
const CIPHER: readonly RegExp[] = [
  /\bcipher=([^\s,;)]+)/i, // (version=TLS1_3 cipher=X bits=256/256), with or without commas
  new RegExp(`\\bwith cipher (${SUITE})`, 'i'), // (using TLSv1.3 with cipher X (256/256 bits))
  // (TLSv1.3:X:256:NO), (TLS1.3 X), (TLS: TLSv1.3,256bits,X), (using TLS: TLSv1.2, X), de/crypted with TLSv1.3: X
  new RegExp(`\\b(?:TLS|SSL)v?[0-9._]+(?:/SSLv3)?(?:: ?|,\\d{1,3}bits,|, | )(${SUITE})`, 'i'),
  new RegExp(`^(${SUITE}) encrypted$`, 'i'), // with (X encrypted) ESMTPS
];
const SAYS_TLS = new RegExp(
  `^(?:using |encrypted |over TLS |de/crypted with |No client certificate|Google Transport Security$|TLS|SSL|Cipher |version=|cipher=|AUTH: .*, TLS: |\\S+ ESMTP with TLS|${SUITE} encrypted$)`,
  'i',
);

/**
 * Null where nothing is said of TLS, which does not mean that there was none.
 *
 * `told` are all comments of the field, and what stands in its clauses behind a name; `words` the words of its with clause,
 * `protocol` the protocol word.
 */
export function tlsOf(
  told: readonly OctetString[],
  words: readonly OctetString[],
  protocol: string | null,
): Tls | null {
  const texts = told.map((text) => text.slice(0, MAX_COMMENT)).filter((text) => SAYS_TLS.test(text));
  const version = first(texts, versionOf);
  const cipher = first(texts, cipherOf) ?? cipherWord(words);
  if (version !== null || cipher !== null) return { version, cipher };
  const said = texts.length > 0 || words.some((word) => /^(?:START)?TLS$/i.test(word)) || isSecure(protocol);
  return said ? { version: null, cipher: null } : null;
}

/** "TLS 1.3", whatever the notation: TLS1_3, TLSv1.3, TLS1.3; TLSv1 is TLS 1.0. */
function versionOf(text: OctetString): string | null {
  const match = VERSION.exec(text);
  return match ? `${(match[1] ?? '').toUpperCase()} ${match[2]}.${match[3] ?? '0'}` : null;
}

function cipherOf(text: OctetString): string | null {
  return first(CIPHER, (pattern) => pattern.exec(text)?.[1] ?? null);
}

/** Exim's tls clause ("esmtps … tls TLS_AES_256_GCM_SHA384"), and "DHE-RSA-AES256-SHA encrypted SMTP". */
function cipherWord(words: readonly OctetString[]): string | null {
  const at = words.findIndex((word) => /^tls$/i.test(word));
  const before = words.findIndex((word) => /^encrypted$/i.test(word));
  const word = at >= 0 ? words[at + 1] : words[before - 1];
  return word !== undefined && SUITE_ALONE.test(word) ? word : null;
}

/** RFC 3848: S for TLS, before the A for SMTP AUTH. CommuniGate wrote ESMTP-TLS. */
function isSecure(protocol: string | null): boolean {
  return protocol !== null && /^(?:(?:UTF8)?(?:E?SMTP|LMTP)SA?|ASMTPS|ESMTP-TLS|HTTPS|HTTPREST)$/.test(protocol);
}

function first<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
