/** A target that Playwright does not show as a page (an extension's popup), spoken to through its own browser session. */

import type { CDPSession } from 'playwright-core';

export type Target = {
  readonly send: <T = unknown>(method: string, parameters?: object) => Promise<T>;
  /** The value of an expression in the page; promises are waited for. */
  readonly evaluate: <T = unknown>(expression: string) => Promise<T>;
  readonly on: (listen: (event: { readonly method: string; readonly params: unknown }) => void) => void;
};

type Reply = { id?: number; result?: unknown; error?: { message: string }; method?: string; params?: unknown };
type Evaluated<T> = { result: { value: T }; exceptionDetails?: { text: string; exception?: { description?: string } } };

export async function attach(browser: CDPSession, targetId: string): Promise<Target> {
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, { done: (value: never) => void; failed: (error: Error) => void }>();
  const listeners: ((event: { method: string; params: unknown }) => void)[] = [];
  let last = 0;

  browser.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const reply = JSON.parse(event.message) as Reply;
    if (reply.id === undefined) {
      for (const listen of listeners) listen({ method: reply.method ?? '', params: reply.params });
      return;
    }
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error) one?.failed(new Error(reply.error.message));
    else one?.done(reply.result as never);
  });
  browser.on('Target.detachedFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    for (const { failed } of waiting.values()) failed(new Error('the target is gone'));
    waiting.clear();
  });

  const send = <T>(method: string, parameters: object = {}): Promise<T> =>
    new Promise<T>((done, failed) => {
      last += 1;
      waiting.set(last, { done, failed });
      const message = JSON.stringify({ id: last, method, params: parameters });
      browser.send('Target.sendMessageToTarget', { sessionId, message }).catch(failed);
    });
  return {
    send,
    evaluate: async <T>(expression: string) => {
      const options = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await send<Evaluated<T>>('Runtime.evaluate', options);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    on: (listen) => {
      listeners.push(listen);
    },
  };
}
