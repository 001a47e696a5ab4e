/** What is wrong in one tag of a DMARC record: its name, its value, the places for reports. RFC 9989 §4.7. */

import { nearest } from '../syntax/fault.ts';
import type { DmarcFault } from './dmarc.ts';
import { endOf, halves, isAddress, isReport, type Part, TAG_NAMES } from './parts.ts';
import { CURRENT, FAILURE_OPTIONS, HISTORIC, isReportUri } from './record.ts';

export const POLICIES = ['none', 'quarantine', 'reject'] as const;
const NAMES: ReadonlyMap<string, string> = new Map([
  ['policy', 'p'],
  ['subdomain', 'sp'],
  ['subdomainpolicy', 'sp'],
]);

export function policyOf(written: string): (typeof POLICIES)[number] | null {
  const word = written.replace(/[.:]$/, '');
  return nearest(word, POLICIES, word.length > 4 ? 2 : 1);
}

export function tagFaults(tags: readonly Part[]): readonly DmarcFault[] {
  const seen = new Map<string, string>();
  return tags.flatMap((part, i): readonly DmarcFault[] => {
    const [name, value] = halves(part.text);
    if (isAddress(part.text) && isReport(tags, i - 1)) return uriFaults(part, part.text, part.at);
    if (name === '' || !/^[a-z]+$/i.test(name)) {
      return [{ kind: 'tag-malformed', ...part, suggestion: assignmentOf(part.text), costs: 'part' }];
    }
    if (HISTORIC.has(name)) {
      // What "pct=0" was is "t=y" now (RFC 9989 §4.7 "t"); of any other share nothing is left.
      const suggestion = name !== 'pct' || value === '100' ? '' : value === '0' ? 't=y' : null;
      return [{ kind: 'tag-historic', ...part, suggestion, costs: 'nothing' }];
    }
    if (!CURRENT.has(name)) return [unknownTag(part, name, value)];
    const before = seen.get(name);
    if (before !== undefined) {
      return [{ kind: 'tag-repeated', ...part, suggestion: before === value ? '' : null, costs: 'part' }];
    }
    seen.set(name, value);
    return valueFaults(part, name, value, tags);
  });
}

/** The tag that a name was meant as; null where nobody can tell. */
function meantName(name: string): string | null {
  const lower = name.toLowerCase();
  if (TAG_NAMES.includes(lower)) return lower;
  return (
    NAMES.get(lower) ??
    (lower.length < 3
      ? null
      : nearest(
          lower,
          TAG_NAMES.filter((one) => one.length > 2),
          1,
        ))
  );
}

/** The tag that a part was meant as, however it is written. */
export function namedSo(text: string): string | null {
  return meantName(/^[a-z]+/i.exec(text)?.[0] ?? '');
}

function unknownTag(part: Part, name: string, value: string): DmarcFault {
  const meant = meantName(name);
  if (meant === null) return { kind: 'tag-unknown', ...part, suggestion: null, costs: 'nothing' };
  return { kind: 'tag-misspelt', ...part, suggestion: `${meant}=${value}`, costs: 'part' };
}

/** "p:reject", "p reject" -> "p=reject", where that is a tag with a value of its own. */
function assignmentOf(text: string): string | null {
  const [, name = '', value = ''] = /^([a-z]{1,5})[ \t:>-]{1,4}([^ \t:>-].*)$/is.exec(text) ?? [];
  const tag = name.toLowerCase();
  if (tag === 'p' || tag === 'sp' || tag === 'np') {
    const policy = policyOf(value);
    return policy && `${tag}=${policy}`;
  }
  const known = CURRENT.has(tag) && valueFaults({ text, at: 0 }, tag, value, []).length === 0;
  return known ? `${tag}=${value}` : null;
}

const VALUES: ReadonlyMap<string, readonly (readonly [string, readonly string[]])[]> = new Map([
  [
    'adkim',
    [
      ['r', ['relaxed', 'relax']],
      ['s', ['strict']],
    ],
  ],
  [
    'aspf',
    [
      ['r', ['relaxed', 'relax']],
      ['s', ['strict']],
    ],
  ],
  [
    'psd',
    [
      ['y', ['yes', 'true', '1']],
      ['n', ['no', 'false', '0']],
      ['u', ['unknown']],
    ],
  ],
  [
    't',
    [
      ['y', ['yes', 'true', '1']],
      ['n', ['no', 'false', '0']],
    ],
  ],
]);

function valueFaults(part: Part, name: string, value: string, tags: readonly Part[]): readonly DmarcFault[] {
  const values = VALUES.get(name);
  if (values) {
    const lower = value.toLowerCase();
    if (values.some(([letter]) => letter === lower)) return [];
    const meant = values.find(([, words]) => words.includes(lower))?.[0] ?? null;
    return [{ kind: 'value-invalid', ...part, suggestion: meant && `${name}=${meant}`, costs: 'part' }];
  }
  if (name === 'fo') {
    if (!FAILURE_OPTIONS.test(value)) return [{ kind: 'value-invalid', ...part, suggestion: null, costs: 'part' }];
    const used = tags.length === 0 || tags.some((tag) => halves(tag.text)[0] === 'ruf');
    return used ? [] : [{ kind: 'fo-without-ruf', ...part, suggestion: null, costs: 'nothing' }];
  }
  return name === 'rua' || name === 'ruf' ? uriFaults(part, value, endOf(part) - value.length) : [];
}

/** The addresses of a rua or ruf tag, whose value begins at `at`. */
function uriFaults(part: Part, value: string, at: number): readonly DmarcFault[] {
  let from = at;
  return value.split(',').flatMap((written): readonly DmarcFault[] => {
    const start = from + (written.length - written.trimStart().length);
    const uri = written.trim();
    from += written.length + 1;
    if (uri === '') return value === '' ? [{ kind: 'uri-invalid', ...part, suggestion: null, costs: 'part' }] : [];
    const wrong = { text: uri, at: start, costs: 'part' } as const;
    const bare = uri.replace(/^[<'"]{1,3}/, '').replace(/[>'"]{1,3}$/, '');
    if (!uri.includes(':') && isAddress(bare))
      return [{ kind: 'uri-without-scheme', ...wrong, suggestion: `mailto:${bare}` }];
    const meant = meantUri(bare);
    return isReportUri(uri) && meant === uri ? [] : [{ kind: 'uri-invalid', ...wrong, suggestion: meant }];
  });
}

/** What a place for reports was meant as. Another scheme than mailto is left as it is. */
function meantUri(uri: string): string | null {
  const [, scheme = '', rest = ''] = /^([a-z]{1,10})[ \t]*[:;=][ \t]*(?:\/\/)?(.*)$/is.exec(uri) ?? [];
  const mail = nearest(scheme, ['mailto'], 2) ?? (scheme.toLowerCase() === 'mail' ? 'mailto' : null);
  if (mail === null) return isReportUri(uri) ? uri : null;
  const addresses = rest
    .split(/[ \t]+/)
    .filter(Boolean)
    .map((one) => one.replace(/^mailto:/i, ''));
  const meant = addresses.map((address) => `mailto:${address}`).join(',');
  const sound =
    addresses.length > 0 && addresses.every((address) => isAddress(address) && isReportUri(`mailto:${address}`));
  if (!sound) return isReportUri(uri) && mail === scheme.toLowerCase() ? uri : null;
  // "MAILTO:" is as good (RFC 3986 §3.1).
  return meant.toLowerCase() === uri.toLowerCase() ? uri : meant;
}
