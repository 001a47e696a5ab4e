/** Between two pieces of work on the page's thread: the page goes first. */

export const pause = (): Promise<void> =>
  'scheduler' in globalThis && 'yield' in scheduler ? scheduler.yield() : new Promise((next) => setTimeout(next));
