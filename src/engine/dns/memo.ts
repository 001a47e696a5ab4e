/**
 * One message's questions: each asked once, so many at a time, so many in all, until the time is up. And the ledger of them.
 *
 * The limits are what keeps a hostile record from turning one click into a flood of questions.
 */

import type { DnsAnswer, DnsFailure, Question, Resolver } from './dns.ts';

export type MemoOptions = {
  /** Questions a message; the next ones fail with the cause 'budget'. 100. */
  readonly budget?: number;
  /** Questions under way at once; the next ones wait in line. 16. */
  readonly inFlight?: number;
  /** Settles when the time for the whole check is up: whatever has no answer by then fails with the cause 'timeout'. */
  readonly expired?: Promise<unknown>;
  /** Milliseconds since 1970, for answers that nobody gave. */
  readonly now?: () => number;
};

export type Memo = Resolver & {
  /** Every question that was taken on and has ended, in the order asked. A question beyond the budget is not among them. */
  readonly ledger: readonly DnsAnswer[];
};

/** A resolver that remembers. The same question gives the same answer, object for object, also while it is under way. */
export function memo(resolve: Resolver, options: MemoOptions = {}): Memo {
  const { budget = 100, inFlight = 16, expired, now = () => 0 } = options;
  const asked = new Map<string, Promise<DnsAnswer>>();
  const answers: (DnsAnswer | null)[] = [];
  const line = lineOf(inFlight);
  let over = false;

  const failed = (question: Question, cause: DnsFailure, since: number): DnsAnswer => ({
    question,
    server: '',
    at: since,
    took: now() - since,
    authentic: false,
    aliases: [],
    ttl: 0,
    status: 'failed',
    cause,
  });

  const askInTime = (question: Question): Promise<DnsAnswer> => {
    const since = now();
    return new Promise((settle, reject) => {
      const expire = () => settle(failed(question, 'timeout', since));
      if (over) return expire();
      expired?.then(expire, expire);
      line.enter(() => (over ? Promise.resolve() : resolve(question).then(settle, reject)));
    });
  };

  const ask: Resolver = (question) => {
    const key = `${question.type} ${question.name}`;
    const before = asked.get(key);
    if (before) return before;
    if (asked.size >= budget) return Promise.resolve(failed(question, 'budget', now()));
    const place = answers.push(null) - 1;
    const answer = askInTime(question).then((found) => {
      answers[place] = found;
      return found;
    });
    asked.set(key, answer);
    return answer;
  };

  const end = () => {
    over = true;
  };
  expired?.then(end, end);
  return Object.defineProperty(ask, 'ledger', { get: () => answers.filter((one) => one !== null) }) as Memo;
}

/** A line in which `width` jobs are under way at once, first come first served. */
function lineOf(width: number): { enter(job: () => Promise<void>): void } {
  const waiting: (() => Promise<void>)[] = [];
  let busy = 0;
  let next = 0;
  const advance = () => {
    while (busy < width) {
      const job = waiting[next];
      if (!job) return;
      next++;
      busy++;
      const leave = () => {
        busy--;
        advance();
      };
      job().then(leave, leave);
    }
  };
  return {
    enter(job) {
      waiting.push(job);
      advance();
    },
  };
}
