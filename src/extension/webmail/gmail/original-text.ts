/** What is in the octets that Gmail sends: a message, a page, or a page with a message's text in it. */

/** A message begins with a header field (or mbox's "From "), and has one that every message has, before the first empty line. */
export function looksLikeMessage(octets: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(octets.subarray(0, 4096)).replace(/^(?:\xef\xbb\xbf)?\s+/, '');
  const [section = ''] = head.split(/\r?\n\r?\n/, 1);
  return (
    /^(?:[!-9;-~]+[ \t]*:|From )/.test(section) &&
    /^(?:Received|Delivered-To|Return-Path|From|Date|Message-ID|MIME-Version|Subject)[ \t]*:/im.test(section)
  );
}

/** The message in the page's one `<pre>`, with its line ends as they must be; null where there is none. */
export function originalText(page: string): string | null {
  const escaped = /<pre[^>]*raw_message_text[^>]*>([\s\S]*?)<\/pre>/.exec(page)?.[1];
  if (escaped === undefined) return null;
  return withCrlf(unescapeHtml(escaped.replace(/^\r?\n/, '')));
}

/** HTML has turned CRLF and CR into LF: of what the message had, nothing is left. */
export const withCrlf = (text: string): string => text.replace(/\r\n?|\n/g, '\r\n');

/**
 * The page's own link to the whole message, in whatever order its attributes are; null where there is none. Its other
 * links to view=att are attachments and pictures: disp=inline, disp=safe, attid=0.1.
 */
export function downloadLink(page: string): string | null {
  for (const [, escaped = ''] of page.matchAll(/href="([^"]*[?&](?:amp;)?view=att[^"]*)"/g)) {
    const link = unescapeHtml(escaped);
    const asked = new URLSearchParams(link.slice(link.indexOf('?')));
    if (asked.get('disp') === 'comp' && (asked.get('attid') ?? '0') === '0') return link;
  }
  return null;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const unescapeHtml = (text: string) =>
  text.replace(/&(lt|gt|quot|#39|amp);/g, (whole, name: string) => entities[name] ?? whole);

/** The session's `ik` in the text of a script: of today's pages, and of older kinds. */
export function keyIn(text: string): string | null {
  const globals = /\bGLOBALS\s*=\s*(?=\[)/.exec(text);
  const held = globals ? elementOf(text, globals.index + globals[0].length, KEY_AT) : null;
  const found =
    /\bGM_ID_KEY\s*=\s*['"]([a-z0-9]{6,16})['"]/.exec(text)?.[1] ??
    /^['"]([a-z0-9]{6,16})['"]$/.exec(held ?? '')?.[1] ??
    recordedKey(text) ??
    /"w43KIf":\s*\["sdpc",\s*"[^"]{0,200}",\s*"([a-z0-9]{6,16})"/.exec(text)?.[1] ??
    /\b_GM_setData\(\{[^[]{0,200}\[(?:[^,[\]]*,){2}\s*['"]([a-z0-9]{6,16})['"]/.exec(text)?.[1];
  return found ?? null;
}

/** As the page notes the address of its frame of embedded data: `["cftp","KEY"`. */
export const recordedKey = (text: string): string | null => /\["cftp",\s*"([a-z0-9]{6,16})"/.exec(text)?.[1] ?? null;

/** GLOBALS[9], between the path and the address. */
const KEY_AT = 9;
/** Characters of an array that are looked through for it. */
const MAX_ARRAY = 65_536;

/** The text of an element of the array that begins there: brackets within it and commas within its strings belong to it. */
function elementOf(text: string, start: number, index: number): string | null {
  const end = Math.min(text.length, start + MAX_ARRAY);
  let depth = 0;
  let element = 0;
  let from = start + 1;
  let quote = '';
  for (let at = start; at < end; at++) {
    const character = text.charAt(at);
    if (quote) {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    else if ('[{('.includes(character)) depth += 1;
    const ends = (character === ',' && depth === 1) || (character === ']' && depth === 1);
    if (ends && element === index) return text.slice(from, at).trim();
    if (')}]'.includes(character)) depth -= 1;
    if (depth === 0) return null;
    if (ends) [element, from] = [element + 1, at + 1];
  }
  return null;
}
