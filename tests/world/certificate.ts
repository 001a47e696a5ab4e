/** A throw-away certificate authority and one certificate for every host that the tests play. Nothing of it is kept. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gmail's hosts, and those of the resolvers in src/resolver/providers.ts. */
export const gmailHosts = ['mail.google.com', 'mail-attachment.googleusercontent.com', 'accounts.google.com'] as const;
export const dohHosts = [
  ...['dns.google', 'cloudflare-dns.com', 'dns.quad9.net', 'public.dns.iij.jp'],
  ...['doh.applied-privacy.net', 'doh.dns.sb'],
] as const;

export type Certificate = {
  readonly key: string;
  /** Leaf and authority, PEM. */
  readonly chain: string;
  /** The authority alone: what a client has to trust. */
  readonly authorityFile: string;
  /** base64 of SHA-256 over the public key: Chromium's --ignore-certificate-errors-spki-list. */
  readonly spki: string;
  readonly remove: () => void;
};

const leafExtensions = `basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=${[...gmailHosts, ...dohHosts, 'localhost'].map((host) => `DNS:${host}`).join(',')},IP:127.0.0.1
`;

/** Makes it with the openssl command, in a folder of its own below the system's temporary one. */
export function makeCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-certificate-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const newKey = (name: string) => openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', at(name));

  newKey('authority.key');
  openssl(
    ...['req', '-x509', '-new', '-key', at('authority.key'), '-sha256', '-days', '30', '-out', at('authority.pem')],
    ...['-subj', '/CN=Waybill throw-away test authority', '-addext', 'basicConstraints=critical,CA:TRUE'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  );
  newKey('leaf.key');
  writeFileSync(at('leaf.ext'), leafExtensions);
  openssl('req', '-new', '-key', at('leaf.key'), '-subj', '/CN=mail.google.com', '-out', at('leaf.csr'));
  openssl(
    ...['x509', '-req', '-in', at('leaf.csr'), '-CA', at('authority.pem'), '-CAkey', at('authority.key')],
    ...['-CAcreateserial', '-sha256', '-days', '30', '-extfile', at('leaf.ext'), '-out', at('leaf.pem')],
  );
  const publicKey = openssl('x509', '-in', at('leaf.pem'), '-pubkey', '-noout');
  const der = execFileSync('openssl', ['pkey', '-pubin', '-outform', 'der'], { input: publicKey });
  const spki = execFileSync('openssl', ['dgst', '-sha256', '-binary'], { input: der }).toString('base64');
  return {
    key: readFileSync(at('leaf.key'), 'utf8'),
    chain: readFileSync(at('leaf.pem'), 'utf8') + readFileSync(at('authority.pem'), 'utf8'),
    authorityFile: at('authority.pem'),
    spki,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
