/**
 * The from clause of a Received field: what the client called itself, what the DNS calls it, and its address. RFC 5321 §4.4
 * (From-domain, TCP-info), and the orders in which servers write them:
 *
 * - Postfix, sendmail, Gmail: HELO (name [address])
 * - Exim: name ([address] helo=HELO); without a name [address] (helo=HELO); HELO ([address]) where HELO is the name
 * - qmail: name (HELO HELO) (user@address);  Zmailer: name ([address]:port "EHLO HELO" …);  Zimbra: name (LHLO HELO) (address)
 * - Exchange: HELO (address)
 */

import { formatAddress, parseAddress } from '../dns/address.ts';
import type { OctetString } from '../octets.ts';

export type Peer = {
  readonly helo: string | null;
  readonly rdns: string | null;
  readonly ip: string | null;
  /** Every address that the clause tells where the server writes what it found. A literal in place of HELO is the client's word and not among them. */
  readonly addresses: readonly string[];
  /** sendmail's "(may be forged)": the name does not lead back to the address. */
  readonly mayBeForged: boolean;
};

/** Octets of a comment that are looked at. */
const MAX_COMMENT = 2000;
/** Words of a comment that are tried as an address. */
const MAX_WORDS = 20;

/** What servers write in place of a name that they did not find. */
const NO_NAME = /^(?:unknown|unverified|really|softdnserr|local|\.)$/i;

/** "EHLO x", helo=x, HELO x: the value is the client's own word; qmail writes "(HELO )" where it said none. */
const INNER_HELO = /"(?:HELO|EHLO) ([^"]*)"|(?:^|\s)(?:helo=|(?:HELO|EHLO|LHLO) )([^\s")]*)|^(?:HELO|EHLO)$/i;

/**
 * Comments of the clause that are not about the address: TLS, the client's certificate, the name it logged in under, its
 * reverse-path, what its proxy said. An address in them is the client's own word.
 */
const NOT_THE_PEER =
  /^(?:using TLS|No client certificate|version=TLS|Client CN |Authenticated(?::|[- ](?:sender|user|id|as|bits)[ :=])|AUTH[:=]|user=|IDENT: |(?:envelope-(?:from|sender)|return-path|mailfrom)[ :=]|SquirrelMail authenticated |proxying for )/i;

/** `words` and `comments` are those of the clause; `exim` where the server is Exim. */
export function peerOf(words: readonly OctetString[], comments: readonly OctetString[], exim: boolean): Peer {
  const addresses: string[] = [];
  let inner: string | null = null;
  let within: string | null = null;
  // The last one with an address: what the client called itself stands before what the server found.
  let bracketed: ReadComment | null = null;
  let bare: ReadComment | null = null;
  let mayBeForged = false;
  for (const comment of comments) {
    if (NOT_THE_PEER.test(comment)) continue;
    const read = readComment(comment.slice(0, MAX_COMMENT));
    inner ??= read.helo;
    within ??= read.name;
    if (read.isBracketed) bracketed = read;
    else if (read.ip !== null) bare = read;
    if (read.ip !== null) addresses.push(read.ip);
    mayBeForged ||= read.mayBeForged;
  }
  const word = words[0] ?? null;
  const found = bracketed ?? bare;
  const ip = found?.ip ?? addressIn(words.slice(0, 2).findLast((said) => said.startsWith('[')) ?? word ?? ''); // fetchmail: name [address]
  // Beside "(helo=x)" the word in front is what the server found.
  if (inner !== null && ip !== null && addresses.length === 0) addresses.push(ip);
  return { helo: (inner ?? word) || null, rdns: rdnsOf(), ip, addresses, mayBeForged };

  function rdnsOf(): string | null {
    if (inner === null) return found?.name ?? within ?? (exim && ip !== null && word !== null ? hostName(word) : null);
    return found?.name ?? (word === null ? null : hostName(word)) ?? within;
  }
}

type ReadComment = {
  /** '' where the client said nothing. */
  readonly helo: string | null;
  readonly name: string | null;
  /** The last address in square brackets; where there is none, the first without them. */
  readonly ip: string | null;
  readonly isBracketed: boolean;
  readonly mayBeForged: boolean;
};

function readComment(comment: OctetString): ReadComment {
  const inner = /(?:helo|ehlo)/i.test(comment) || comment.includes('LHLO') ? INNER_HELO.exec(comment) : null;
  // The client's own word goes first: its HELO may be an address literal.
  const told = (inner ? comment.replace(inner[0], ' ') : comment).trim();
  const literal = literalIn(told);
  const named = NAME_BEFORE_ADDRESS.exec(told)?.[1] ?? (told.includes('.') && !/\s/.test(told) ? told : null);
  return {
    helo: inner ? (inner[1] ?? inner[2] ?? '') : null,
    name: named === null ? null : hostName(afterLast(named, '@')),
    ip: literal ?? bareIn(told),
    isBracketed: literal !== null,
    mayBeForged: told.includes('(may be forged)'),
  };
}

const NAME_BEFORE_ADDRESS = /^([^\s[\]()]+) ?\[/;

/** The last address in square brackets. */
function literalIn(text: OctetString): string | null {
  let before = text.length;
  for (let open = text.lastIndexOf('['); open >= 0 && before > 0; open = text.lastIndexOf('[', before - 1)) {
    const end = text.indexOf(']', open);
    const address = end < 0 || end > before ? null : addressIn(text.slice(open + 1, end));
    if (address !== null) return address;
    before = open;
  }
  return null;
}

/** The first word that is an address, or user@address. */
function bareIn(text: OctetString): string | null {
  for (const word of text.split(/\s+/, MAX_WORDS)) {
    const address = addressIn(afterLast(word, '@'));
    if (address !== null) return address;
  }
  return null;
}

const TAGGED = '(?:IPv6:)?([0-9a-f:.]+)(?:%[^\\]]*)?';
/** With a tag, with the zone identifier of RFC 4007 §11, which means something on one machine only; a port follows the brackets. */
const NOTATIONS = new RegExp(`^(?:\\[${TAGGED}\\](?::\\d{1,5})?|${TAGGED})$`, 'i');

/** What each of them begins with: told at once from a name. */
const MAY_BE_ADDRESS = /^\[?(?:[0-9]{1,3}\.|[0-9a-f]{0,4}:|IPv6:)/i;

/** An address in any of the notations of trace fields, in canonical text: [a], [IPv6:a], a%zone, a:port, ::ffff:a. */
export function addressIn(text: OctetString): string | null {
  if (!MAY_BE_ADDRESS.test(text)) return null;
  const match = NOTATIONS.exec(text);
  const plain = match?.[1] ?? match?.[2];
  if (plain === undefined) return null;
  const address = parseAddress(plain) ?? parseAddress(plain.replace(/^([0-9.]+):\d{1,5}$/, '$1'));
  return address ? formatAddress(address) : null;
}

/** A host name as somebody found it in the DNS: no address, no stand-in for one, no final dot. */
function hostName(text: OctetString): string | null {
  const name = text.replace(/\.$/, '');
  if (NO_NAME.test(text) || !/^[A-Za-z0-9_\x80-\xff]([A-Za-z0-9_.\x80-\xff-]*)$/.test(name)) return null;
  return addressIn(name) === null ? name : null;
}

function afterLast(text: string, mark: string): string {
  return text.slice(text.lastIndexOf(mark) + 1);
}
