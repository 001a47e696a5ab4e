/** Messages spread over worker threads, and the questions that these have. What goes between them has a `kind`. */

import type { DnsAnswer, Question, Resolver } from '../engine/dns/dns.ts';
import type { Origin } from './messages.ts';
import type { Shown } from './show.ts';

export type ToThread =
  | {
      readonly kind: 'inspect';
      readonly job: number;
      readonly octets: Uint8Array<ArrayBuffer>;
      readonly origin: Origin;
    }
  | { readonly kind: 'answer'; readonly question: number; readonly answer: DnsAnswer };

export type FromThread =
  | { readonly kind: 'shown'; readonly job: number; readonly shown: Shown }
  | { readonly kind: 'failed'; readonly job: number; readonly problem: string }
  | { readonly kind: 'ask'; readonly question: number; readonly of: Question };

/** A running thread. */
export type Thread = {
  readonly post: (message: ToThread, transfer: readonly ArrayBuffer[]) => void;
  readonly end: () => void;
};

/** Starts one; `ended` is called once with a sentence where it comes to an end that nobody asked for. */
export type StartThread = (heard: (message: FromThread) => void, ended: (problem: string) => void) => Thread;

export type Work = (octets: Uint8Array<ArrayBuffer>, origin: Origin) => Promise<Shown>;
export type Crew = { readonly work: Work; readonly end: () => void };

type Member = {
  readonly thread: Thread;
  readonly jobs: Map<number, { readonly settle: (shown: Shown) => void; readonly fail: (error: Error) => void }>;
};

/** `size` threads, each started when there is work for it. A message that ends a thread fails, and those with it; others go on. */
export function crewOf(size: number, start: StartThread, resolve: Resolver | null): Crew {
  const members: Member[] = [];
  let next = 0;

  function join(): Member {
    const jobs: Member['jobs'] = new Map();
    const thread = start(
      (message) => {
        if (message.kind === 'ask') {
          void resolve?.(message.of).then((answer) =>
            thread.post({ kind: 'answer', question: message.question, answer }, []),
          );
          return;
        }
        const job = jobs.get(message.job);
        jobs.delete(message.job);
        if (message.kind === 'shown') job?.settle(message.shown);
        else job?.fail(new Error(message.problem));
      },
      (problem) => {
        members.splice(members.indexOf(member), 1);
        for (const { fail } of jobs.values()) fail(new Error(problem));
      },
    );
    const member = { thread, jobs };
    members.push(member);
    return member;
  }

  /** One with nothing to do, else a new one, else the one with least to do. */
  function free(): Member {
    const least = members.toSorted((a, b) => a.jobs.size - b.jobs.size)[0];
    return least && (least.jobs.size === 0 || members.length >= size) ? least : join();
  }

  return {
    work: (octets, origin) =>
      new Promise((settle, fail) => {
        const job = next++;
        const { thread, jobs } = free();
        jobs.set(job, { settle, fail });
        thread.post({ kind: 'inspect', job, octets, origin }, [octets.buffer]);
      }),
    end: () => {
      for (const { thread } of members) thread.end();
    },
  };
}

/** In a thread: what it does with what it hears. `post` goes back to the others. */
export function serve(
  work: (resolve: Resolver) => Work,
  post: (message: FromThread) => void,
): (heard: ToThread) => void {
  const waiting = new Map<number, (answer: DnsAnswer) => void>();
  let asked = 0;
  const doWork = work(
    (of) =>
      new Promise((settle) => {
        const question = asked++;
        waiting.set(question, settle);
        post({ kind: 'ask', question, of });
      }),
  );
  return (heard) => {
    if (heard.kind === 'answer') {
      waiting.get(heard.question)?.(heard.answer);
      waiting.delete(heard.question);
      return;
    }
    const { job, octets, origin } = heard;
    doWork(octets, origin).then(
      (shown) => post({ kind: 'shown', job, shown }),
      (error: unknown) => post({ kind: 'failed', job, problem: String(error) }),
    );
  };
}
