/** How the stand-in is told to misbehave, and what it remembers of the requests that it saw. */

/** What an endpoint does instead of its work. */
export type Mode =
  | 'direct'
  /** Asked by th=, the newest message of the conversation comes. */
  | 'newest'
  /** Of whatever is asked, the conversation's first message comes. */
  | 'first'
  | 'redirect-cors'
  | 'redirect-nocors'
  | 'html'
  | 'gone'
  | 'truncate'
  | 'stall'
  | 'hang'
  | 'reset'
  | 'signed-out'
  | `status:${number}`
  | `slow:${number}`;

export type Rule = {
  readonly endpoint: 'att' | 'om' | 'page' | 'any';
  readonly mode: Mode;
  /** Only for the message of that name. */
  readonly message?: string;
  /** Only for /u/N. */
  readonly account?: number;
  /** How many times; then it is over. */
  readonly times?: number;
};

/** Headers that every answer of the page carries or not; and what its att answers are called. */
export type Switches = {
  /** Firefox holds a content script's fetch to the page's connect-src. */
  readonly connectSrc: 'absent' | 'self' | 'none';
  readonly serviceWorker: 'off' | 'pass-through' | 'cache-first' | 'broken';
  readonly attType: string;
  /** Whether a download is sent on to the other host, as most have observed, or answered at once. */
  readonly download: 'redirect-cors' | 'direct';
  /** In which the account's pages speak: en, ja, de, id, ar. */
  readonly locale: string;
  /** How the page's scripts tell `ik`: as today, in GLOBALS alone, as those of 2022 did, or not at all. */
  readonly scripts: 'today' | 'globals' | 'older' | 'none';
};

export const plain: Switches = {
  connectSrc: 'absent',
  serviceWorker: 'off',
  attType: 'text/plain; charset=UTF-8',
  download: 'redirect-cors',
  locale: 'en',
  scripts: 'today',
};

/** One request, as it came. */
export type Seen = {
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly method: string;
  readonly origin: string | null;
  readonly referer: string | null;
  readonly fetchSite: string | null;
  readonly fetchMode: string | null;
  readonly fetchDest: string | null;
  /** It passed through the page's own service worker, which is switched to pass-through. */
  readonly throughWorker: boolean;
  /** Names of the cookies that came with it. */
  readonly cookies: readonly string[];
  readonly status: number;
};

export class State {
  #rules: { rule: Rule; left: number }[] = [];
  switches: Switches = plain;
  readonly log: Seen[] = [];
  readonly cspReports: string[] = [];

  setMode(rule: Rule): void {
    this.#rules.unshift({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
  }

  /** The newest rule that fits; a use of it is counted. */
  take(endpoint: Rule['endpoint'], account: number, message: string | null): Mode | null {
    const found = this.#rules.find(
      ({ rule, left }) =>
        left > 0 &&
        (rule.endpoint === endpoint || rule.endpoint === 'any') &&
        (rule.account === undefined || rule.account === account) &&
        (rule.message === undefined || rule.message === message),
    );
    if (!found) return null;
    found.left -= 1;
    return found.rule.mode;
  }

  reset(): void {
    this.#rules = [];
    this.switches = plain;
    this.forget();
  }

  /** Empties the log, and leaves the modes as they are. */
  forget(): void {
    this.log.length = 0;
    this.cspReports.length = 0;
  }
}
