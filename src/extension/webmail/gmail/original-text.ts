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

/** The page's own link to the whole message, in whatever order its attributes are; null where there is none. */
export function downloadLink(page: string): string | null {
  const escaped = /href="([^"]*[?&](?:amp;)?view=att[^"]*)"/.exec(page)?.[1];
  return escaped === undefined ? null : unescapeHtml(escaped);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const unescapeHtml = (text: string) =>
  text.replace(/&(lt|gt|quot|#39|amp);/g, (whole, name: string) => entities[name] ?? whole);

/** The session's `ik` in the text of a script: of today's pages, and of two older kinds. */
export function keyIn(text: string): string | null {
  const found =
    /\bGM_ID_KEY\s*=\s*['"]([a-z0-9]{6,16})['"]/.exec(text) ??
    // GLOBALS[9], between the path and the address.
    /\bGLOBALS\s*=\s*\[(?:[^,[\]]*,){9}\s*['"]([a-z0-9]{6,16})['"]/.exec(text) ??
    /\b_GM_setData\(\{[^[]{0,200}\[(?:[^,[\]]*,){2}\s*['"]([a-z0-9]{6,16})['"]/.exec(text);
  return found?.[1] ?? null;
}
