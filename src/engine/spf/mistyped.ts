/** A term that cannot be read, or that nobody knows: what was it meant as? RFC 7208 §4.6.1, §12. */

import { parseIPv4, parseIPv6 } from '../dns/address.ts';
import { toAscii } from '../dns/name.ts';
import { decodeUtf8, type OctetString } from '../octets.ts';
import { nearest } from '../syntax/fault.ts';
import type { SpfFaultKind } from './reasons.ts';
import { parseTerm } from './record.ts';

export type Mistyped = { readonly kind: SpfFaultKind; readonly suggestion: OctetString | null };

/** Octets of a term that is looked into; a name has 253. */
const MAX_TERM = 300;

const MECHANISMS = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'] as const;
const MODIFIERS = ['redirect', 'exp'] as const;
/** Of what is shorter than three letters nobody can tell what it was to be. */
const LONG_NAMES = [...MECHANISMS, ...MODIFIERS].filter((name) => name.length > 2);
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['ipv4', 'ip4'],
  ['ipv6', 'ip6'],
  ['ip', 'ip4'],
  ['includes', 'include'],
  ['exist', 'exists'],
]);

/** Do the texts between spaces each stand for something that RFC 7208 knows? */
export function isInOrder(text: OctetString): boolean {
  return text.split(' ').every((term) => {
    const { kind } = parseTerm(term);
    return kind === 'directive' || kind === 'redirect' || kind === 'exp';
  });
}

/** The first that fits is the kind; each proposal must be in order itself. */
const attempts: readonly (readonly [SpfFaultKind, (term: OctetString) => OctetString | null])[] = [
  ['not-ascii', inAscii],
  ['separator', (term) => (/[,;|]/.test(term) ? term.split(/[,;|]/).filter(Boolean).join(' ') : null)],
  // "-all" written "all-", "--all", "-all."
  [
    'term-misspelt',
    (term) =>
      term
        .replace(/^all([-~+?])$/i, '$1all')
        .replace(/^([-~+?])\1(?=[a-z])/i, '$1')
        .replace(/\.$/, ''),
  ],
  ['equals-for-colon', (term) => term.replace(/^([+?~-]?(?:include|a|mx|ptr|ip4|ip6|exists))=/i, '$1:')],
  ['colon-for-equals', (term) => term.replace(/^(redirect|exp):/i, '$1=')],
  ['mechanism-missing', withMechanism],
  [
    'address-family',
    (term) => term.replace(/^([+?~-]?)ip4:(?=[0-9a-f]*:)/i, '$1ip6:').replace(/^([+?~-]?)ip6:(?=[0-9]+\.)/i, '$1ip4:'),
  ],
  ['host-for-address', hostForAddress],
  ['address-for-host', addressForHost],
  ['address-invalid', (term) => term.replace(/\/(255(?:\.[0-9]{1,3}){3})$/, (_, mask: string) => `/${prefixOf(mask)}`)],
  ['url-for-host', withoutUrl],
  ['terms-joined', partedTerms],
  ['term-misspelt', withKnownName],
];

/** Null: the term is as it should be. */
export function mistyped(term: OctetString): Mistyped | null {
  const parsed = parseTerm(term);
  if (term.length > MAX_TERM) return parsed.kind === 'unreadable' ? { kind: 'grammar', suggestion: null } : null;
  if (parsed.kind === 'unknown-modifier') return unknownModifier(term);
  if (parsed.kind !== 'unreadable') return joinedOrUrl(term);
  for (const [kind, propose] of attempts) {
    const suggestion = propose(term);
    if (suggestion !== null && suggestion !== '' && suggestion !== term && isInOrder(suggestion))
      return { kind, suggestion };
  }
  if (parsed.reason === 'not-ascii') return { kind: 'not-ascii', suggestion: null };
  if (/^[+?~-]?ip[46]:/i.test(term)) return { kind: 'address-invalid', suggestion: null };
  if (parsed.reason === 'syntax-error') return { kind: 'grammar', suggestion: null };
  const name = /^[+?~-]?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?$/i.test(term);
  return { kind: name ? 'mechanism-missing' : 'term-misspelt', suggestion: null };
}

/** "v=spf1" again, "ip4=…", "redirct=…": what is ignored as a modifier that nobody knows. */
function unknownModifier(term: OctetString): Mistyped | null {
  if (/^v=spf/i.test(term)) return { kind: 'version-repeated', suggestion: '' };
  const equals = term.replace(/^(include|a|mx|ptr|ip4|ip6|exists)=/i, '$1:');
  if (equals !== term) return { kind: 'equals-for-colon', suggestion: isInOrder(equals) ? equals : null };
  const named = withKnownName(term);
  return named !== null && isInOrder(named) ? { kind: 'term-misspelt', suggestion: named } : null;
}

/** A term by the grammar, whose name cannot have been meant. */
function joinedOrUrl(term: OctetString): Mistyped | null {
  const parted = /[:=][^:=]*[:=]/.test(term) ? partedTerms(term) : null;
  if (parted !== null && parted !== term && isInOrder(parted)) return { kind: 'terms-joined', suggestion: parted };
  if (!/^[+?~-]?(?:include|a|mx|redirect)[:=].*(?::\/\/|@)/i.test(term) || term.includes('%')) return null;
  const host = withoutUrl(term);
  return { kind: 'url-for-host', suggestion: host !== null && isInOrder(host) ? host : null };
}

/** Dashes and letters of another width or shape, and names with letters that the DNS writes otherwise (RFC 5891). */
function inAscii(term: OctetString): OctetString | null {
  if (!/[\x80-\xff]/.test(term)) return null;
  const plain = decodeUtf8(term)
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u02dc\u223c\u301c]/g, '~');
  if (/^[\x20-\x7e]*$/.test(plain)) return plain;
  const at = Math.max(term.indexOf(':'), term.indexOf('=')) + 1;
  const domain = at === 0 ? null : toAscii(term.slice(at));
  return domain && term.slice(0, at) + domain;
}

function isAddress(text: string): 'ip4' | 'ip6' | null {
  const [address = '', length, more] = text.split('/');
  if (more !== undefined || (length !== undefined && !/^[0-9]{1,3}$/.test(length))) return null;
  if (parseIPv4(address)) return 'ip4';
  return parseIPv6(address) ? 'ip6' : null;
}

function withMechanism(term: OctetString): OctetString | null {
  const [, qualifier = '', rest = ''] = /^([+?~-]?)(.*)$/.exec(term) ?? [];
  const family = isAddress(rest);
  return family && `${qualifier}${family}:${rest}`;
}

function hostForAddress(term: OctetString): OctetString | null {
  const [, qualifier = '', rest = ''] = /^([+?~-]?)ip[46]:([^/:]*)$/i.exec(term) ?? [];
  return /[a-z]/i.test(rest) ? `${qualifier}a:${rest}` : null;
}

function addressForHost(term: OctetString): OctetString | null {
  const [, qualifier = '', rest = ''] = /^([+?~-]?)(?:include|a|mx|ptr):(.*)$/i.exec(term) ?? [];
  const family = isAddress(rest);
  return family && `${qualifier}${family}:${rest}`;
}

/** "255.255.255.0" -> 24; NaN where the bits do not stand together. */
function prefixOf(mask: string): number {
  const bits = (parseIPv4(mask)?.octets ?? []).map((octet) => octet.toString(2).padStart(8, '0')).join('');
  return /^1+0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : Number.NaN;
}

function withoutUrl(term: OctetString): OctetString | null {
  const [, head = '', host = ''] = /^([+?~-]?[a-z0-9]+[:=])(?:https?:\/\/)?(?:[^@/]*@)?([^/@:]+)\/?$/i.exec(term) ?? [];
  return host === '' ? null : head + host;
}

/** A space in front of each mechanism that begins within, and in front of an "all" that hangs on. */
function partedTerms(term: OctetString): OctetString {
  return term
    .replace(/([^+?~-])([+?~-]?(?:include:|ip4:|ip6:|exists:|redirect=))/gi, '$1 $2')
    .replace(/([a-z0-9])([+?~-]all)$/i, '$1 $2');
}

function withKnownName(term: OctetString): OctetString | null {
  const [, qualifier = '', name = '', rest = ''] = /^([+?~-]?)([a-z][a-z0-9_-]*)(.*)$/is.exec(term) ?? [];
  const lower = name.toLowerCase();
  const meant =
    OTHER_NAMES.get(lower) ?? (lower.length < 2 ? null : nearest(lower, LONG_NAMES, lower.length > 5 ? 2 : 1));
  if (meant === null) return null;
  const value = /^[:=]/.test(rest) ? rest.slice(1) : rest;
  const family = meant === 'ip4' || meant === 'ip6' ? (isAddress(value) ?? meant) : meant;
  if (rest === '') return `${qualifier}${meant}`;
  return `${qualifier}${family}${meant === 'redirect' || meant === 'exp' ? '=' : ':'}${value}`;
}
