/** The grammar of each mechanism. RFC 7208 §5, §7.1, §12. */

import { type Address, parseIPv4, parseIPv6 } from '../dns/address.ts';
import type { OctetString } from '../octets.ts';
import { type MacroString, parseMacroString, uses } from './macro.ts';
import type { SpfReason } from './reasons.ts';

/** `target` null: the domain of the record. `ip4`, `ip6`: how many bits of an address are compared. */
export type Mechanism =
  | { readonly name: 'all' }
  | { readonly name: 'include'; readonly target: MacroString }
  | { readonly name: 'exists'; readonly target: MacroString }
  | { readonly name: 'a' | 'mx'; readonly target: MacroString | null; readonly ip4: number; readonly ip6: number }
  | { readonly name: 'ptr'; readonly target: MacroString | null }
  | { readonly name: 'ip4' | 'ip6'; readonly network: Address; readonly prefix: number };

/** What stands behind the name: from its ":" or "/" on. Null where it breaks the grammar. */
type Rest = (rest: OctetString) => Mechanism | null;

const mechanisms: ReadonlyMap<string, Rest> = new Map<string, Rest>([
  // all = "all"
  ['all', (rest) => (rest === '' ? { name: 'all' } : null)],
  // include = "include" ":" domain-spec
  ['include', (rest) => withTarget('include', rest)],
  // exists = "exists" ":" domain-spec
  ['exists', (rest) => withTarget('exists', rest)],
  // a = "a" [ ":" domain-spec ] [ dual-cidr-length ]
  ['a', (rest) => withHosts('a', rest)],
  // mx = "mx" [ ":" domain-spec ] [ dual-cidr-length ]
  ['mx', (rest) => withHosts('mx', rest)],
  // ptr = "ptr" [ ":" domain-spec ]
  ['ptr', parsePtr],
  // ip4 = "ip4" ":" ip4-network [ ip4-cidr-length ]
  ['ip4', (rest) => withNetwork('ip4', rest, parseIPv4, 32)],
  // ip6 = "ip6" ":" ip6-network [ ip6-cidr-length ]
  ['ip6', (rest) => withNetwork('ip6', rest, parseIPv6, 128)],
]);

/** `name` in lower case. */
export function parseMechanism(
  name: string,
  rest: OctetString,
): Mechanism | Extract<SpfReason, 'unknown-mechanism' | 'syntax-error'> {
  const parse = mechanisms.get(name);
  return parse ? (parse(rest) ?? 'syntax-error') : 'unknown-mechanism';
}

function withTarget(name: 'include' | 'exists', rest: OctetString): Mechanism | null {
  const target = rest.startsWith(':') ? parseDomainSpec(rest.slice(1)) : null;
  return target && { name, target };
}

function parsePtr(rest: OctetString): Mechanism | null {
  return rest === '' ? { name: 'ptr', target: null } : withOptionalTarget(rest, (target) => ({ name: 'ptr', target }));
}

function withOptionalTarget(rest: OctetString, make: (target: MacroString) => Mechanism): Mechanism | null {
  const target = rest.startsWith(':') ? parseDomainSpec(rest.slice(1)) : null;
  return target && make(target);
}

/**
 * dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ]
 * ip4-cidr-length  = "/" ("0" / %x31-39 0*1DIGIT) ; value range 0-32
 * ip6-cidr-length  = "/" ("0" / %x31-39 0*2DIGIT) ; value range 0-128
 * A domain-spec ends in a toplabel or a macro-expand, neither of which ends in "/" and digits: what fits here is a length.
 */
const DUAL_CIDR = /(?:\/(0|[1-9][0-9]?))?(?:\/\/(0|[1-9][0-9]{0,2}))?$/;

function withHosts(name: 'a' | 'mx', rest: OctetString): Mechanism | null {
  const found = DUAL_CIDR.exec(rest.slice(-LONGEST_DUAL_CIDR));
  const [length = '', four = '32', six = '128'] = found ?? [];
  const [ip4, ip6] = [Number(four), Number(six)];
  if (ip4 > 32 || ip6 > 128) return null;
  const host = rest.slice(0, rest.length - length.length);
  if (host === '') return { name, target: null, ip4, ip6 };
  return withOptionalTarget(host, (target) => ({ name, target, ip4, ip6 }));
}

/** "/32//128" */
const LONGEST_DUAL_CIDR = 8;

/**
 * ip4-network = qnum "." qnum "." qnum "." qnum
 * qnum        = DIGIT / %x31-39 DIGIT / "1" 2DIGIT / "2" %x30-34 DIGIT / "25" %x30-35
 * ip6-network = <as per Section 2.2 of [RFC4291]>
 */
const NETWORK = /^:([0-9a-f:.]{2,45})(?:\/(0|[1-9][0-9]{0,2}))?$/i;

function withNetwork(
  name: 'ip4' | 'ip6',
  rest: OctetString,
  parse: (text: string) => Address | null,
  longest: number,
): Mechanism | null {
  const [, text, length = String(longest)] = NETWORK.exec(rest) ?? [];
  const network = text === undefined ? null : parse(text);
  const prefix = Number(length);
  return network && prefix <= longest ? { name, network, prefix } : null;
}

/**
 * domain-spec = macro-string domain-end
 * domain-end  = ( "." toplabel [ "." ] ) / macro-expand
 */
export function parseDomainSpec(text: OctetString): MacroString | null {
  const parsed = parseMacroString(text);
  if (!parsed.ok) return null;
  // §7.2: "The following macro letters are allowed only in 'exp' text", and a name is no such text.
  if (uses(parsed.value, 'crt')) return null;
  const last = parsed.value.at(-1);
  if (!last) return null;
  return last.kind !== 'literal' || endsInTopLabel(last.text) ? parsed.value : null;
}

/**
 * toplabel = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum )
 * That is: letters, digits and hyphens, no hyphen at either end, not digits alone.
 */
const TOP_LABEL = /^(?![0-9]*$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

function endsInTopLabel(literal: string): boolean {
  const text = literal.endsWith('.') ? literal.slice(0, -1) : literal;
  const dot = text.lastIndexOf('.');
  return dot >= 0 && TOP_LABEL.test(text.slice(dot + 1));
}
