/** The domain that a recorded result is about: RFC 8601 §2.7. A pass for one domain says nothing of another. */

import { toAscii } from '../dns/name.ts';
import { splitAddress } from '../syntax/rfc5321.ts';
import { type Claim, propertyOf } from './authres.ts';

type Result = Pick<Claim, 'method' | 'properties' | 'comments'>;

/** Which property names it, the first that is there. */
const NAMED_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ['dmarc', ['header.from']],
  ['dkim', ['header.d', 'header.i']],
  ['spf', ['smtp.mailfrom', 'envelope-from', 'smtp.helo', 'helo']],
]);

/** In A-labels and lower case; null where the result names none. */
export function aboutOf(result: Result): string | null {
  for (const key of NAMED_BY.get(result.method) ?? []) {
    const value = propertyOf(result, key)?.replace(/^<(.*)>$/s, '$1');
    if (value) return toAscii(splitAddress(value).domain);
  }
  return result.method === 'spf' ? domainSaid(result) : null;
}

/** Gmail of a null reverse-path: "google.com: domain of mx.author.example designates 192.0.2.117 as permitted sender". */
function domainSaid({ comments }: Result): string | null {
  if (comments.length !== 1) return null;
  const said =
    /^[a-z0-9.-]+: domain of (?:transitioning )?([^\s"()@]{1,255}@)?([^\s"()@]{1,255}) (?:designates|does not designate) /i;
  const domain = said.exec(comments[0] ?? '')?.[2];
  return domain === undefined ? null : toAscii(domain);
}
