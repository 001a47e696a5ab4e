/**
 * What each step on the way to a message sees, without a word of its content: for whoever reports that Waybill does not
 * find its way. Shapes of ids, status, redirect, type, length, line ends, the name of the first header field.
 */

import type { Errand, ReadFailure } from '../../protocol.ts';
import { type Asker, pull } from '../pull.ts';
import type { Found } from './locate.ts';
import { downloadLink, keyIn, looksLikeMessage, originalText } from './original-text.ts';
import { selectors } from './selectors.ts';
import { keysOf } from './session-key.ts';
import { basePath, downloadAddress, originalAddress, probe } from './source.ts';

/** One line a step, in English: it goes into an issue. */
export type Survey = readonly string[];

export async function survey(document: Document, found: Found | ReadFailure, asker: Asker): Promise<Survey> {
  const { pathname, hash, origin } = document.location;
  const count = (selector: string) => document.querySelectorAll(selector).length;
  const keys = keysOf(document);
  const held = await asker.keyOfPage();
  const lines = [
    `path: ${pathname.replace(/(\/[bd]\/)[^/]+/g, '$1ID')}`,
    `view: ${/^#[a-z]*/.exec(hash)?.[0] || '(none)'}`,
    `in the page: ${count(selectors.view)} views, ${count(selectors.item)} items, ${count(selectors.message)} messages, ${count(selectors.subject)} subjects`,
    `ik in the page: ${[...keys.keys()].join(', ') || 'nowhere'}; in its scripts' own world: ${held ? 'yes' : 'no'}`,
    `online: ${navigator.onLine}, service worker: ${navigator.serviceWorker?.controller ? 'yes' : 'no'}`,
  ];
  if (typeof found === 'string') return [...lines, `message: ${found}`];
  const { ids, located } = found;
  const perm = ids.perm?.replace(/[-\d]+$/, '…') ?? 'none';
  lines.push(
    `message: ${located.chosen}, of ${located.candidates.length}; hexadecimal id ${ids.hex ? `of ${ids.hex.length} digits` : 'none'}, permanent id ${perm}`,
  );
  const base = `${origin}${basePath(pathname)}`;
  const copy = await pull(base, asker);
  const fresh = copy.ok ? keyIn(new TextDecoder().decode(copy.octets)) : null;
  lines.push(`mailbox page: ${await probe(base, asker)}, ik in a fresh copy: ${fresh ? 'yes' : 'no'}`);
  const errand: Errand = { base, ...ids, key: [...keys.values()][0] ?? fresh ?? held };
  lines.push(`download, no redirect followed: ${await probe(downloadAddress(errand), asker)}`);
  lines.push(`download: ${await seen(downloadAddress(errand), asker)}`);
  if (ids.hex && ids.perm)
    lines.push(`download by permanent id: ${await seen(downloadAddress({ ...errand, hex: null }), asker)}`);
  lines.push(`show original: ${await seen(originalAddress(errand), asker)}`);
  lines.push(`show original without ik: ${await seen(originalAddress({ ...errand, key: null }), asker)}`);
  return lines;
}

async function seen(url: string, asker: Asker): Promise<string> {
  const pulled = await pull(url, asker);
  if (!pulled.ok) return `${pulled.failure} (${pulled.detail})`;
  const { octets, response, type } = pulled;
  const answer = `HTTP ${response.status}${response.redirected ? `, redirected to ${new URL(response.url).host}` : ''}, ${type}, ${octets.length} octets`;
  const disposition = /^[a-z]+/i.exec(response.headers.get('content-disposition') ?? '')?.[0] ?? 'none';
  const name = /^\s*([!-9;-~]{1,76})[ \t]*:/.exec(new TextDecoder('latin1').decode(octets.subarray(0, 256)))?.[1];
  if (looksLikeMessage(octets))
    return `${answer}, disposition ${disposition}, a message, ${lineEnds(octets)}, first field ${name ?? 'From_'}`;
  const page = new TextDecoder().decode(octets);
  return `${answer}, no message, text of one ${originalText(page) === null ? 'absent' : 'present'}, link ${downloadLink(page) ? 'present' : 'absent'}`;
}

function lineEnds(octets: Uint8Array): string {
  let [crlf, lf] = [0, 0];
  for (let at = octets.indexOf(10); at >= 0; at = octets.indexOf(10, at + 1)) {
    if (octets[at - 1] === 13) crlf += 1;
    else lf += 1;
  }
  return `${crlf} CRLF, ${lf} LF alone`;
}
