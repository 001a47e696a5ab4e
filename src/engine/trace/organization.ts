/**
 * Whether two host names look like one organization's. A rule of thumb for the drawing of a path, never for a verdict: alignment
 * is DMARC's business and asks the DNS.
 */

/** The second level under a country where names are registered below it: co.jp, ne.jp, com.au, ac.uk. */
const SECOND_LEVEL = /^(?:ac|ad|co|com|ed|edu|go|gob|gov|gr|lg|mil|ne|net|or|org|gv|me|ltd|plc|sch)$/;

/** Ends of names that mean something inside one network only: RFC 6762 §3 and appendix G. They tell of no organization outside. */
const INSIDE = /^(?:local|internal|intranet|private|corp|home|lan|localdomain)$/;

/** The labels at which organizations register; null where the text is no host name below one. */
export function organizationOf(host: string | null): string | null {
  const labels = (host ?? '').toLowerCase().replace(/\.$/, '').split('.');
  const [second = '', top = ''] = labels.slice(-2);
  if (
    labels.length < 2 ||
    labels.includes('') ||
    /^[0-9]+$/.test(top) ||
    INSIDE.test(top) ||
    !/^[a-z0-9_.\x80-\xff-]+$/.test(labels.join('.'))
  )
    return null;
  const count = top.length === 2 && SECOND_LEVEL.test(second) ? 3 : 2;
  return labels.length < count ? null : labels.slice(-count).join('.');
}

/** Names under which one provider's servers hand mail to each other. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['gmail.com', 'google.com'],
  ['googlemail.com', 'google.com'],
  ['googlegroups.com', 'google.com'],
  ['exchangelabs.com', 'outlook.com'],
  ['office365.com', 'outlook.com'],
  ['hotmail.com', 'outlook.com'],
  ['me.com', 'icloud.com'],
  ['mac.com', 'icloud.com'],
  ['zohomail.com', 'zoho.com'],
  ['proton.ch', 'protonmail.ch'],
]);

export function sameOrganization(a: string | null, b: string | null): boolean {
  const [one, other] = [organizationOf(a), organizationOf(b)].map((name) => (name && ALIASES.get(name)) ?? name);
  return one !== null && one === other;
}
