/** The key of a sentence from the name of a fact: "too-many-lookups" of room spf is `spf_too_many_lookups`. */

export type Snake<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}_${Snake<Tail>}` : S;

/** Browsers refuse a message key with a hyphen. The type follows, so a fact without a sentence does not compile. */
export function snake<S extends string>(name: S): Snake<S> {
  return name.replaceAll('-', '_') as Snake<S>;
}
