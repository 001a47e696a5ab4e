/** A real recursive resolver, Debian's unbound, on loopback: it serves a master file as the whole world, and can be made to fail. */

import { execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What becomes of all questions below a domain: its name servers fail; refused here; taken and never answered. */
export type UnboundFault = 'servfail' | 'refused' | 'dropped';

export type Unbound = {
  /** Of TCP and UDP on 127.0.0.1. */
  readonly port: number;
  readonly setFault: (domain: string, fault: UnboundFault) => void;
  /** Takes all faults away, and forgets what was learned of them. */
  readonly heal: () => void;
  readonly close: () => Promise<void>;
};

/** Zones that unbound answers by itself, with nothing, unless it is told not to: the samples have names there. */
const ownZones = [
  'test',
  '2.0.192.in-addr.arpa',
  '100.51.198.in-addr.arpa',
  '113.0.203.in-addr.arpa',
  '8.b.d.0.1.0.0.2.ip6.arpa',
];

const configuration = (folder: string, port: number) => `server:
  directory: "${folder}"
  chroot: ""
  username: ""
  pidfile: ""
  use-syslog: no
  logfile: ""
  verbosity: 0
  do-daemonize: no
  num-threads: 1
  interface: 127.0.0.1@${port}
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  module-config: "iterator"
  trust-anchor-signaling: no
  root-key-sentinel: no
  minimal-responses: no
  cache-max-ttl: 300
  infra-host-ttl: 0
${ownZones.map((zone) => `  local-zone: "${zone}." nodefault`).join('\n')}
remote-control:
  control-enable: yes
  control-interface: "${folder}/control"
  control-use-cert: no
auth-zone:
  name: "."
  zonefile: "${folder}/world.zone"
  for-downstream: no
  for-upstream: yes
  fallback-enabled: no
`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Answers everything with SERVFAIL: what a domain's own name servers do when they are broken. */
async function startBrokenServer(): Promise<{ port: number; close: () => void }> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { address, port }) => {
    const reply = Buffer.from(query);
    reply.writeUInt16BE(0x8402, 2); // QR, AA, rcode 2
    socket.send(reply, port, address);
  });
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  return { port: socket.address().port, close: () => socket.close() };
}

/** `zone`: one master file, from the root down. */
export async function startUnbound(zone: string): Promise<Unbound> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-unbound-'));
  const [port, broken] = await Promise.all([freePort(), startBrokenServer()]);
  const config = join(folder, 'unbound.conf');
  writeFileSync(join(folder, 'world.zone'), zone);
  writeFileSync(config, configuration(folder, port));
  const daemon = spawn('unbound', ['-d', '-c', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
  });
  let said = '';
  daemon.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const ended = new Promise<void>((end) => daemon.on('close', () => end()).on('error', () => end()));
  const control = (...words: string[]) =>
    execFileSync('unbound-control', ['-c', config, ...words], {
      stdio: 'ignore',
      env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
    });

  if (!(await answers(port, ended))) throw new Error(`unbound does not answer: ${said}`);
  const faults = new Map<string, UnboundFault>();
  const forget = () => {
    control('flush_zone', '.');
    control('flush_infra', 'all');
  };
  return {
    port,
    setFault: (domain, fault) => {
      faults.set(domain, fault);
      if (fault === 'servfail') control('forward_add', `${domain}.`, `127.0.0.1@${broken.port}`);
      else control('local_zone', `${domain}.`, fault === 'refused' ? 'refuse' : 'deny');
      forget();
    },
    heal: () => {
      for (const [domain, fault] of faults) {
        control(fault === 'servfail' ? 'forward_remove' : 'local_zone_remove', `${domain}.`);
      }
      faults.clear();
      forget();
    },
    close: async () => {
      daemon.kill();
      await ended;
      broken.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const PATIENCE = 10_000; // ms

async function answers(port: number, ended: Promise<void>): Promise<boolean> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (const end = Date.now() + PATIENCE; Date.now() < end && !over; ) {
    const open = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        done(true);
      });
      socket.on('error', () => done(false));
    });
    if (open) return true;
    await new Promise((later) => setTimeout(later, 50));
  }
  return false;
}
