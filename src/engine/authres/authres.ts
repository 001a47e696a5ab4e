/** What others say they checked. RFC 8601 (Authentication-Results), RFC 7208 §9.1 (Received-SPF), RFC 8617 §4.1.1 (ARC-A-R). */

/** One method's result as somebody wrote it. */
export type Claim = {
  /** recorded: written by the receiver itself, by its place in the header section. claimed: anybody may have written it. */
  readonly grade: 'recorded' | 'claimed';
  /** Index of the field that says so. */
  readonly field: number;
  readonly source: 'authentication-results' | 'arc-authentication-results' | 'received-spf';
  /** ARC instance, for arc-authentication-results. */
  readonly instance: number | null;
  /** Lower case; null where the field names none (Outlook). */
  readonly authservId: string | null;
  /** Lower case: spf, dkim, dmarc, arc, iprev, auth, ... */
  readonly method: string;
  /** The keyword in lower case, as written: also those outside RFC 8601, such as hardfail or bestguesspass. */
  readonly result: string;
  readonly reason: string | null;
  /**
   * "ptype.property" in lower case to value, an octet string: "smtp.mailfrom", "header.d", "header.from", "policy.dmarc", ...
   * Of Received-SPF its keys: "client-ip", "envelope-from", "helo", "receiver", "identity", "mechanism".
   */
  readonly properties: Readonly<Record<string, string>>;
  /** Comments in the order written, without their outer parentheses. */
  readonly comments: readonly string[];
  /**
   * The domain that the result is about, in A-labels and lower case: header.from, header.d (else of header.i), smtp.mailfrom (else
   * smtp.helo). Null: it names none.
   */
  readonly about: string | null;
};

/** One property of a result; null where it has none of that name. */
export function propertyOf({ properties }: Pick<Claim, 'properties'>, key: string): string | null {
  return Object.hasOwn(properties, key) ? (properties[key] ?? null) : null;
}

/** What a receiver says of its DMARC result beside the keyword, in lower case; null where it does not say. */
export type PolicyApplied = {
  readonly p: string | null;
  readonly sp: string | null;
  /** "dis=" and Microsoft's "action=": none, quarantine, reject, oreject, … */
  readonly disposition: string | null;
  /** "arc=": the chain on whose word the policy was not applied. */
  readonly arc: string | null;
};

/** What the receiver itself recorded, picked from the claims graded `recorded`: Authentication-Results first. */
export type RecordedResults = {
  readonly spf: Claim | null;
  readonly dkim: readonly Claim[];
  readonly dmarc: Claim | null;
  readonly arc: Claim | null;
  /** What `dmarc` says besides. */
  readonly policyApplied: PolicyApplied | null;
  /** DMARC results for other domains than the Author Domain: no answer for this message. */
  readonly elsewhere?: readonly Claim[];
  /** Recorded as well, in another field, and not the same: ARC-Authentication-Results or Received-SPF against those above. */
  readonly contradicted?: readonly Claim[];
};
