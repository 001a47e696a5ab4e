/**
 * The signing keys of the samples. They are TEST KEYS: public, worthless, made once and kept with the fixtures, so that the
 * samples come out the same octets each time.
 */

import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../fixtures/samples/keys');

/** Who signs: the author's own domain, a sending service, a mailing list, the receiver's ARC seal, and a second algorithm. */
export type KeyName = 'author' | 'service' | 'list' | 'receiver' | 'ed25519';

function newKey(name: KeyName): string {
  const { privateKey } =
    name === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
}

/** The private key as PEM; made when it is not there yet. */
export function privateKeyOf(name: KeyName): string {
  const file = join(folder, `${name}.test-key.pem`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, newKey(name));
  }
  return readFileSync(file, 'utf8');
}

/** The key record to publish. RFC 6376 §3.6.1; RFC 8463 §4: Ed25519 is published as the bare 32 octets. */
export function keyRecordOf(name: KeyName): string {
  const publicKey = createPublicKey(createPrivateKey(privateKeyOf(name)));
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return name === 'ed25519'
    ? `v=DKIM1; k=ed25519; p=${der.subarray(-32).toString('base64')}`
    : `v=DKIM1; k=rsa; p=${der.toString('base64')}`;
}
