/** What an endpoint answers, as a value; the server writes it out. */

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer | string;
  /** What the connection does: answer in full, after a while, in part and break or be silent, never, or break at once. */
  readonly manner?: { readonly delay: number } | 'cut' | 'stall' | 'hang' | 'reset';
};

/** A request, as far as the endpoints look at it. */
export type Visit = {
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly method: string;
  readonly cookies: readonly string[];
};

const TYPE = 'content-type';

export const html = (body: string, headers: Answer['headers'] = {}, status = 200): Answer => ({
  status,
  headers: { [TYPE]: 'text/html; charset=UTF-8', 'cache-control': 'no-cache, no-store, max-age=0', ...headers },
  body,
});

export const redirect = (location: string, headers: Answer['headers'] = {}): Answer => ({
  status: 302,
  headers: { location, [TYPE]: 'text/html; charset=UTF-8', ...headers },
  body: '',
});

export const notFound: Answer = { status: 404, headers: { [TYPE]: 'text/plain' }, body: 'no such page' };

/** For text and for attribute values. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

const strip =
  '<p style="background:#7a4f00;color:#fff;padding:4px 12px;margin:0;font:13px sans-serif">TEST STAND-IN, not Gmail</p>';

/** A small page of its own, with the strip that every page carries. */
export const simplePage = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>` +
  `<body style="font:14px sans-serif;margin:0">${strip}${body}</body></html>`;

/** Something else in place of what was asked for, with status 200: a question back, a consent, a captive portal. */
export const interstitial = (): Answer =>
  html(simplePage('Mail', '<p>Please confirm that it is you.</p><form><button>Go on</button></form>'));
