/** Between two pieces of work on the page's thread: the page goes first. What scheduler.yield() resumes would go before it. */

export const pause = (): Promise<void> =>
  'scheduler' in globalThis ? scheduler.postTask(() => {}) : new Promise((next) => setTimeout(next));
