/** Firefox's own remote protocol, as far as it is needed here: commands, and functions that run in the browser. */

import { connect, type Socket } from 'node:net';

/** The protocol: "LENGTH:[type, id, command or error, parameters or result]". */
export class Marionette {
  #socket: Socket;
  #received = Buffer.alloc(0);
  #last = 0;
  #waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>();
  readonly hello: Promise<void>;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.hello = new Promise((hello, failed) => {
      this.#socket.on('error', failed);
      this.#socket.on('data', (chunk) => this.#take(chunk, hello));
    });
    this.#socket.on('close', () => {
      for (const { failed } of this.#waiting.values()) failed(new Error('Firefox closed the connection'));
    });
  }

  #take(chunk: Buffer, hello: () => void): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      const end = colon + 1 + Number(this.#received.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.subarray(colon + 1, end).toString());
      this.#received = this.#received.subarray(end);
      if (!Array.isArray(message)) {
        hello();
        continue;
      }
      const [, id, error, result] = message as [number, number, { error: string; message: string } | null, unknown];
      const one = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) one?.failed(new Error(`${error.error}: ${error.message}`));
      else one?.done(result);
    }
  }

  send<T = { value: unknown }>(command: string, parameters: object = {}): Promise<T> {
    return new Promise<T>((done, failed) => {
      this.#last += 1;
      this.#waiting.set(this.#last, { done: done as (value: unknown) => void, failed });
      const text = JSON.stringify([0, this.#last, command, parameters]);
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  end(): void {
    this.#socket.destroy();
  }
}

/** Runs a function where its text alone arrives; arguments and value are JSON. `sandbox` null: in the page's own world. */
export async function execute(
  client: Marionette,
  body: unknown,
  args: readonly unknown[],
  sandbox: string | null,
): Promise<unknown> {
  // __name: what the compiler of the tests wraps inner functions in.
  const script = `const __name = (one) => one; const done = arguments[arguments.length - 1];
    (async (...a) => (${String(body)})(...a))(...Array.prototype.slice.call(arguments, 0, -1))
      .then((value) => done({ value }), (error) => done({ error: String(error) + (error?.stack ?? '') }));`;
  const options = { script, args, newSandbox: sandbox !== null, sandbox };
  const { value } = await client.send('WebDriver:ExecuteAsyncScript', options);
  const { value: result, error } = (value ?? {}) as { value?: unknown; error?: string };
  if (error !== undefined) throw new Error(error);
  return result;
}
