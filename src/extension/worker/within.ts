/** Nothing waits for ever: not for a page that is frozen, and not for a browser that does not answer. */

/** What comes of it, or a rejection after that many milliseconds. */
export function within<T>(patience: number, work: Promise<T>): Promise<T> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`no answer within ${patience} ms`)), patience);
    work.then(done, failed).finally(() => clearTimeout(timer));
  });
}
