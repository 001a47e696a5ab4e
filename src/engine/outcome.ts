/** How anything here can end: an RFC 8601 keyword, or null where nothing was judged, always with a reason from a closed table. */

/** RFC 8601 §2.7.2, RFC 7208 §2.6. */
export type SpfKeyword = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror';
/** RFC 8601 §2.7.1. */
export type DkimKeyword = 'none' | 'pass' | 'fail' | 'policy' | 'neutral' | 'temperror' | 'permerror';
/** RFC 8617 §4.4. */
export type ArcKeyword = 'none' | 'pass' | 'fail';
/** RFC 9989, Authentication-Results method "dmarc". */
export type DmarcKeyword = 'none' | 'pass' | 'fail' | 'temperror' | 'permerror';
/** draft-brand-indicators-for-message-identification-10 §7.7. */
export type BimiKeyword = 'pass' | 'none' | 'fail' | 'temperror' | 'declined' | 'skipped';
/** RFC 8601 §3. */
export type IprevKeyword = 'pass' | 'fail' | 'temperror' | 'permerror';

/**
 * One row of a reason table: what it means for the result, and by which rule.
 * `result` is null where nothing was judged (not asked, could not check, not judged here).
 */
export type Reason<K extends string = string> = { readonly result: K | null; readonly rule: string };

/** A result with its reason, for a table of reasons: the pair always belongs together. */
export type Outcome<T extends Readonly<Record<string, Reason>>> = {
  [R in keyof T & string]: { readonly result: T[R]['result']; readonly reason: R };
}[keyof T & string];

/** The outcome that a table gives for a reason: of several reasons the union, each with its own result. */
export function outcomeOf<T extends Readonly<Record<string, Reason>>, R extends keyof T & string>(
  table: T,
  reason: R,
): Outcome<Pick<T, R>> {
  const row: T[R] = table[reason];
  return { result: row.result, reason } as Outcome<Pick<T, R>>;
}

/** What a parser returns: a value, or where (an index into the text) it stopped understanding. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly at: number };

/**
 * How far a fact can be believed: recorded by the receiver, verified by us now, claimed by others (below the trust
 * boundary), inferred by us, seen in the webmail page.
 */
export type Grade = 'recorded' | 'verified' | 'claimed' | 'inferred' | 'seen';

/** The end of a switch over a closed union: it compiles only when every case is named. */
export function never(value: never): never {
  throw new Error(`not a case: ${JSON.stringify(value)}`);
}
