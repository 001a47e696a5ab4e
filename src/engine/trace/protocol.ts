/** How a message was handed over: the word of the with clause, and whether the client had logged in. RFC 5321 §4.4, RFC 3848. */

import type { OctetString } from '../octets.ts';
import { MAIL_PROTOCOL } from '../syntax/rfc5321.ts';

const REGISTERED = new RegExp(`^(?:${MAIL_PROTOCOL})$`, 'i');

/** Cisco's gateways glue them together: "ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384". */
export function withWordsOf(words: readonly OctetString[]): readonly OctetString[] {
  return /^E?SMTP\/TLS\//i.test(words[0] ?? '') ? words.flatMap((word) => word.split('/')) : words;
}

/** Old Yahoo wrote "via HTTP" and no "with"; GMX writes "(via HTTP)". */
export function httpOf(via: string | null, comments: readonly OctetString[]): string | null {
  if (isHttp(via)) return via;
  return comments.includes('via HTTP') ? 'HTTP' : null;
}

/** Registered words in upper case; others as written, with all their words ("Microsoft SMTP Server"). */
export function protocolOf(words: readonly OctetString[]): string | null {
  const encrypted = words.findIndex((word) => /^encrypted$/i.test(word)); // "CIPHER encrypted SMTP"
  const branded = words.length === 2 && REGISTERED.test(words[1] ?? ''); // "MailEnable ESMTPA"
  const word = words[encrypted >= 0 ? encrypted + 1 : branded ? 1 : 0];
  if (word === undefined) return null;
  return REGISTERED.test(word) ? word.toUpperCase() : words.slice(0, 8).join(' ');
}

/**
 * What servers write where a client has logged in. The comment must begin so, and hold no address: a client chooses its HELO
 * and the name of its address, so neither must be able to say that it logged in.
 */
const LOGGED_IN =
  /^(?:Authenticated(?:[- ](?:sender|user|id|as)\b|[:\s]|$)|AUTH[:=\s]|smtp-?auth\b|user=\S+ mech=|account \S+(?: |$)|SquirrelMail authenticated user |pop[- ]?before[- ]?smtp\b)[^[\]]*$/i;
/** qmail with SMTP AUTH: user@address with login. Yahoo Japan keeps user and mechanism to itself: "(address with )". */
const WITH_LOGIN = /^(?:\S+@[0-9a-f.:]+ with (?:login|plain|cram-md5)|[0-9a-f.:]+ with )$/i;

export function isAuthenticated(protocol: string | null, comments: readonly OctetString[], by: string | null): boolean {
  // RFC 3848: A for SMTP AUTH. LMTPA is a server that logs in to its own mail store.
  if (protocol !== null && /^(?:(?:UTF8)?E?SMTPS?A|ASMTPS?)$/.test(protocol)) return true;
  if (protocol === 'HTTPREST' && by?.toLowerCase() === 'gmailapi.google.com') return true; // its API is for logged-in users only
  return comments.some((comment) => LOGGED_IN.test(comment) || WITH_LOGIN.test(comment));
}

/** Handed in on the machine itself: Exim's "local", and "local-smtp" where the program spoke SMTP. */
export function isLocal(protocol: string | null): boolean {
  return /^local(?:-[a-z]?smtp)?$/i.test(protocol ?? '');
}

/** HTTP in any spelling: a web page or an API in front of the mail server. */
export function isHttp(protocol: string | null): boolean {
  return /^(?:HTTPS?|HTTPREST|REST)$/.test(protocol ?? '');
}
