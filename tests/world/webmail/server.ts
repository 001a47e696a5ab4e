/** The stand-in for Gmail: three hosts on one loopback port, and a control port that a browser under test cannot reach. */

import { createServer, type Server } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Certificate } from '../certificate.ts';
import { messageOf, placeOf } from './account.ts';
import { type Answer, html, interstitial, notFound, redirect, simplePage, type Visit } from './answer.ts';
import { answerAtt, answerAttachment, doesNotExist, type Tickets } from './att.ts';
import { type Account, makeAccounts } from './mailbox.ts';
import { answerOriginal } from './original.ts';
import { answerServiceWorker, answerShell, WORKER_MARK, withPolicy } from './shell.ts';
import { type Mode, type Rule, State, type Switches } from './state.ts';

export type Webmail = {
  readonly port: number;
  /** http://127.0.0.1:PORT: POST /mode, POST /switches, POST /reset, GET /log, GET /csp. */
  readonly controlPort: number;
  readonly accounts: readonly Account[];
  readonly state: State;
  readonly close: () => Promise<void>;
};

const signIn = (visit: Visit) =>
  redirect(
    `https://accounts.google.com/ServiceLogin?continue=${encodeURIComponent(`https://${visit.host}${visit.path}`)}`,
  );

/** Faults that are the same at each endpoint; null where the mode is one of the endpoint's own. */
function commonFault(mode: Mode | null, visit: Visit): Answer | null {
  if (mode === 'signed-out') return signIn(visit);
  if (mode === 'hang' || mode === 'reset') return { status: 200, headers: {}, body: '', manner: mode };
  if (!mode?.startsWith('status:')) return null;
  const status = Number(mode.slice('status:'.length));
  return html(simplePage(`Error ${status}`, `<p>Temporary error (${status}).</p>`), {}, status);
}

async function mailAnswer(visit: Visit, accounts: readonly Account[], state: State, tickets: Tickets): Promise<Answer> {
  const { path, query } = visit;
  if (path === '/mail/cspreport') return { status: 204, headers: {}, body: '' };
  if (path === '/' || path === '/mail' || (path === '/mail/' && !query.has('view'))) return redirect('/mail/u/0/');
  const place = placeOf(path, accounts);
  // An account's number that is none is sent to the first; so is what was asked of it.
  const unknown = /^\/mail(\/ca)?\/u\/\d+\/$/.exec(path);
  if (!place && unknown) return redirect(`/mail${unknown[1] ?? ''}/u/0/${query.size > 0 ? `?${query}` : ''}`);
  if (!place) return notFound;
  if (place.rest === 'sw.js') return answerServiceWorker(state.switches);

  const view = query.get('view');
  const endpoint = view === 'att' || view === 'om' ? view : 'page';
  const mode = state.take(endpoint, place.account.index, messageOf(place.account, query)?.name ?? null);
  const fault = commonFault(mode, visit);
  if (fault) return fault;
  // The page itself signs the visitor in: there is no password here to ask for.
  if (view !== null && !visit.cookies.includes('SID')) return signIn(visit);
  const answer = await viewAnswer();
  const delay = mode?.startsWith('slow:') ? Number(mode.slice('slow:'.length)) : 0;
  return delay > 0 ? { ...answer, manner: { delay } } : answer;

  async function viewAnswer(): Promise<Answer> {
    if (!place) return notFound;
    switch (view) {
      case null:
        return answerShell(place, state.switches, query);
      case 'att':
        return answerAtt(visit, place, mode, state.switches, tickets);
      case 'om':
        if (mode === 'gone') return doesNotExist(state.switches.locale);
        return mode === 'html' ? interstitial() : answerOriginal(visit, place, state.switches.locale, mode);
      case 'pt':
      case 'lg':
        return html(simplePage('Mail', '<p>The message, as it is printed.</p>'));
      default:
        return notFound;
    }
  }
}

function visitOf(request: Http2ServerRequest): Visit {
  const host = String(request.headers[':authority'] ?? request.headers['host'] ?? '').replace(/:\d+$/, '');
  const url = new URL(request.url, `https://${host}`);
  const cookies = String(request.headers['cookie'] ?? '')
    .split(/;\s*/)
    .flatMap((one) => one.split('=')[0] || []);
  return { host, path: url.pathname, query: url.searchParams, method: request.method, cookies };
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function write(answer: Answer, response: Http2ServerResponse): Promise<void> {
  const { manner } = answer;
  if (manner === 'hang') return;
  if (manner === 'reset') {
    response.stream?.destroy();
    response.socket?.destroy();
    return;
  }
  if (typeof manner === 'object') await wait(manner.delay);
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    ...(answer.headers as Record<string, string>),
    'content-length': `${body.length}`,
  });
  if (manner !== 'cut' && manner !== 'stall') {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, body.length / 2));
  if (manner === 'stall') return;
  await wait(50); // the half that is sent has to arrive
  // The whole connection: of a stream alone that ends early, browsers think differently.
  const session = response.stream?.session;
  if (session) session.destroy();
  else response.socket?.destroy();
}

const json = async (stream: AsyncIterable<unknown>): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
};

function controlServer(state: State): Server {
  return createServer(async (request, response) => {
    const send = (value: unknown) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    switch (`${request.method} ${request.url}`) {
      case 'GET /log':
        return send(state.log);
      case 'GET /csp':
        return send(state.cspReports);
      case 'POST /mode':
        state.setMode((await json(request)) as Rule);
        return send('ok');
      case 'POST /switches':
        state.switches = { ...state.switches, ...((await json(request)) as Partial<Switches>) };
        return send('ok');
      case 'POST /reset':
        state.reset();
        return send('ok');
      default:
        response.writeHead(404).end();
    }
  });
}

const listen = (server: { listen(port: number, host: string, ready: () => void): unknown; address(): unknown }) =>
  new Promise<number>((ready) => server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port)));

export async function startWebmail(certificate: Certificate): Promise<Webmail> {
  const accounts = makeAccounts();
  const state = new State();
  const tickets: Tickets = new Map();

  async function answer(request: Http2ServerRequest, visit: Visit): Promise<Answer> {
    switch (visit.host) {
      case 'mail.google.com':
        if (visit.path === '/mail/cspreport') {
          let report = '';
          for await (const chunk of request) report += String(chunk);
          state.cspReports.push(report);
        }
        return withPolicy(await mailAnswer(visit, accounts, state, tickets), state.switches);
      case 'mail-attachment.googleusercontent.com':
        return answerAttachment(visit, state.switches.attType, tickets);
      case 'accounts.google.com':
        return html(simplePage('Sign in', '<h1>Sign in</h1><form><input name="address"><button>Next</button></form>'));
      default:
        return notFound;
    }
  }

  const server = createSecureServer({ allowHTTP1: true, key: certificate.key, cert: certificate.chain });
  const open = new Set<{ destroy(): void }>();
  server.on('secureConnection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  });
  server.on('request', async (request, response) => {
    const visit = visitOf(request);
    const given = await answer(request, visit).catch((error: unknown): Answer => {
      process.stderr.write(`stand-in: ${String(error)}\n`);
      return { status: 500, headers: {}, body: String(error) };
    });
    const header = (name: string) => (request.headers[name] as string | undefined) ?? null;
    state.log.push({
      ...{ host: visit.host, path: visit.path, query: visit.query.toString(), method: visit.method },
      ...{ origin: header('origin'), referer: header('referer'), cookies: visit.cookies, status: given.status },
      fetchSite: header('sec-fetch-site'),
      fetchMode: header('sec-fetch-mode'),
      fetchDest: header('sec-fetch-dest'),
      throughWorker: header(WORKER_MARK) !== null,
    });
    await write(given, response).catch(() => response.stream?.destroy());
  });

  const control = controlServer(state);
  const [port, controlPort] = await Promise.all([listen(server), listen(control)]);
  return {
    ...{ port, controlPort, accounts, state },
    close: async () => {
      for (const socket of open) socket.destroy();
      control.closeAllConnections();
      await Promise.all([server, control].map((one) => new Promise((closed) => one.close(closed))));
    },
  };
}
