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
 * Comments of the clause that are not about the address: the client's certificate, the name it logged in under, its reverse-path,
 * what its proxy said. An address in them is the client's own word.
 */
const NOT_THE_PEER =
  /^(?:Client CN |Authenticated(?::|[- ](?:sender|user|id|as|bits)[ :=])|AUTH[:=]|user=|IDENT: |(?:envelope-(?:from|sender)|return-path|mailfrom)[ :=]|SquirrelMail authenticated |proxying for )/i;

/** `words` and `comments` are those of the clause; `exim` where the server is Exim. */
export function peerOf(words: readonly OctetString[], comments: readonly OctetString[], exim: boolean): Peer {
  const read = comments
    .filter((comment) => !NOT_THE_PEER.test(comment))
    .map((comment) => readComment(comment.slice(0, MAX_COMMENT)));
  const inner = read.find((comment) => comment.helo !== null)?.helo ?? null;
  const word = words[0] ?? null;
  // The last one with an address: what the client called itself stands before what the server found.
  const found =
    read.findLast((comment) => comment.literal !== null) ?? read.findLast((comment) => comment.bare !== null);
  const ip =
    found?.literal ??
    found?.bare ??
    addressIn(words.slice(0, 2).findLast((said) => said.startsWith('[')) ?? words[0] ?? ''); // fetchmail: name [address]
  const outer = word === null ? null : hostName(word);
  const within = found?.name ?? read.find((comment) => comment.name !== null)?.name ?? null;
  const told = read.flatMap(({ literal, bare }) => literal ?? bare ?? []);
  return {
    helo: (inner ?? word) || null,
    rdns: inner === null ? (within ?? (exim && ip !== null ? outer : null)) : (found?.name ?? outer ?? within),
    ip,
    // Beside "(helo=x)" the word in front is what the server found.
    addresses: inner === null || ip === null || told.length > 0 ? told : [ip],
    mayBeForged: read.some((comment) => comment.mayBeForged),
  };
}

type ReadComment = {
  /** '' where the client said nothing. */
  readonly helo: string | null;
  readonly name: string | null;
  /** The last address in square brackets. */
  readonly literal: string | null;
  /** Where there is none, the first address without them. */
  readonly bare: string | null;
  readonly mayBeForged: boolean;
};

function readComment(comment: OctetString): ReadComment {
  const inner = INNER_HELO.exec(comment);
  const helo = inner ? (inner[1] ?? inner[2] ?? '') : null;
  // The client's own word goes first: its HELO may be an address literal.
  const told = (inner ? comment.replace(inner[0], ' ') : comment).trim();
  const literal = literalIn(told);
  const named = /^([^\s[\]()]+) ?\[/.exec(told)?.[1] ?? (told.includes('.') && !/\s/.test(told) ? told : null);
  return {
    helo,
    name: named === null ? null : hostName(afterLast(named, '@')),
    literal,
    bare: literal === null ? bareIn(told) : null,
    mayBeForged: /\(may be forged\)/i.test(told),
  };
}

/** The last address in square brackets. */
function literalIn(text: OctetString): string | null {
  for (const piece of text.split('[').slice(1).reverse()) {
    const end = piece.indexOf(']');
    const address = end < 0 ? null : addressIn(piece.slice(0, end));
    if (address !== null) return address;
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

/** An address in any of the notations of trace fields, in canonical text: [a], [IPv6:a], a%zone, a:port, ::ffff:a. */
export function addressIn(text: OctetString): string | null {
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
