/** ARC header fields -> ARC sets by instance, and whether they form a chain. RFC 8617 §4.2, §5.2 steps 1 to 3. */

import { type ParsedSignature, parseMessageSignature } from '../dkim/signature.ts';
import type { Field } from '../message/message.ts';
import { resultsInstance } from '../syntax/arc-instance.ts';
import { parseTagList } from '../syntax/tag-list.ts';
import { type ParsedSeal, parseSeal } from './seal.ts';

/** RFC 8617 §4.2.1: position is 1 to 50. */
export const MAX_SETS = 50;

/** ARC fields that are read: twice what a chain can have. With more it is none, and need not be looked at to know. */
const MAX_FIELDS = 6 * MAX_SETS;

const KEYS = {
  'arc-seal': 'seal',
  'arc-message-signature': 'messageSignature',
  'arc-authentication-results': 'results',
} as const;
type Part = (typeof KEYS)[keyof typeof KEYS];

/** One complete set, read. */
export type ReadSet = {
  readonly instance: number;
  readonly seal: { readonly field: Field; readonly parsed: ParsedSeal };
  readonly messageSignature: { readonly field: Field; readonly parsed: ParsedSignature };
  readonly results: Field;
};

export type ChainFault = {
  readonly reason:
    | 'too-many-sets'
    | 'instance-invalid'
    | 'sealed-as-failed'
    | 'set-incomplete'
    | 'field-repeated'
    | 'instance-missing'
    | 'seal-malformed'
    | 'seal-names-fields'
    | 'chain-value-wrong';
  readonly instance: number | null;
};

export type Chain = {
  /** Complete sets, instance 1 first. */
  readonly sets: readonly ReadSet[];
  /** Null: the structure is that of a chain. */
  readonly fault: ChainFault | null;
};

/** Null where the message has no ARC field. */
export function chainOf(fields: readonly Field[]): Chain | null {
  const own = fields.filter((field) => isArcKey(field.key));
  if (own.length === 0) return null;
  if (own.length > MAX_FIELDS) return { sets: [], fault: { reason: 'too-many-sets', instance: null } };

  const parts = own.map((field) => ({
    field,
    part: KEYS[field.key as keyof typeof KEYS],
    instance: instanceOf(field),
  }));
  const byInstance = new Map<number, Map<Part, Field[]>>();
  for (const { field, part, instance } of parts) {
    if (instance === null) continue;
    const set = byInstance.get(instance) ?? new Map<Part, Field[]>();
    byInstance.set(instance, set.set(part, [...(set.get(part) ?? []), field]));
  }
  const instances = [...byInstance.keys()].sort((one, other) => one - other);
  const sets = instances.flatMap((instance) => readSet(instance, byInstance.get(instance)));
  const unread = parts.some(({ instance }) => instance === null);
  return { sets, fault: faultOf(instances, byInstance, sets, unread) };
}

function isArcKey(key: string): key is keyof typeof KEYS {
  return Object.hasOwn(KEYS, key);
}

/** i=, 1 to 99; null where it cannot be read. */
function instanceOf(field: Field): number | null {
  if (field.key === 'arc-authentication-results') return resultsInstance(field.value);
  const list = parseTagList(field.value);
  const value = list.ok ? list.value.find((tag) => tag.name === 'i')?.value : undefined;
  // position = 1*2DIGIT
  return value !== undefined && /^[0-9]{1,2}$/.test(value) && Number(value) > 0 ? Number(value) : null;
}

function readSet(instance: number, set: ReadonlyMap<Part, readonly Field[]> | undefined): readonly ReadSet[] {
  const only = (part: Part) => (set?.get(part)?.length === 1 ? set.get(part)?.[0] : undefined);
  const [seal, messageSignature, results] = [only('seal'), only('messageSignature'), only('results')];
  if (!seal || !messageSignature || !results) return [];
  return [
    {
      instance,
      seal: { field: seal, parsed: parseSeal(seal) },
      messageSignature: { field: messageSignature, parsed: parseMessageSignature(messageSignature) },
      results,
    },
  ];
}

/** The first rule that the chain breaks, in the order of RFC 8617 §5.2. */
function faultOf(
  instances: readonly number[],
  byInstance: ReadonlyMap<number, ReadonlyMap<Part, readonly Field[]>>,
  sets: readonly ReadSet[],
  unread: boolean,
): ChainFault | null {
  const newest = instances.at(-1) ?? 0;
  if (newest > MAX_SETS) return { reason: 'too-many-sets', instance: newest };
  if (unread) return { reason: 'instance-invalid', instance: null };
  const top = sets.at(-1);
  if (top?.instance === newest && top.seal.parsed.ok && top.seal.parsed.value.cv === 'fail') {
    return { reason: 'sealed-as-failed', instance: newest };
  }
  for (const instance of instances) {
    const counts = Object.values(KEYS).map((part) => byInstance.get(instance)?.get(part)?.length ?? 0);
    if (counts.some((count) => count > 1)) return { reason: 'field-repeated', instance };
    if (counts.includes(0)) return { reason: 'set-incomplete', instance };
  }
  const gap = instances.findIndex((instance, at) => instance !== at + 1);
  if (gap >= 0) return { reason: 'instance-missing', instance: gap + 1 };
  return sets.map(sealFault).find((fault) => fault !== null) ?? null;
}

function sealFault({ instance, seal: { parsed } }: ReadSet): ChainFault | null {
  if (!parsed.ok) return { reason: parsed.reason, instance };
  // The first sealer had nothing to validate; every other one must have found the chain whole.
  return parsed.value.cv === (instance === 1 ? 'none' : 'pass') ? null : { reason: 'chain-value-wrong', instance };
}

/** ARC-Message-Signature fields, read: those whose body hashes are needed. */
export function messageSignaturesOf(fields: readonly Field[]): readonly ParsedSignature[] {
  const own = fields.filter((field) => field.key === 'arc-message-signature');
  return own.slice(0, MAX_SETS).map(parseMessageSignature);
}
