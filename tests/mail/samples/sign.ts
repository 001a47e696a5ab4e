/**
 * DKIM signatures and ARC seals by an independent signer, mailauth. Its files are loaded one by one: its main entry needs a
 * newer Node than this project does.
 */

import { createRequire } from 'node:module';
import { type KeyName, privateKeyOf } from './keys.ts';

type Signer = {
  dkimSign(message: Buffer, options: object): Promise<{ signatures: string; errors: readonly unknown[] }>;
};
type Sealer = { sealMessage(message: Buffer, seal: object): Promise<Buffer> };

const require = createRequire(import.meta.url);
const { dkimSign } = require('mailauth/lib/dkim/sign') as Signer;
const { sealMessage } = require('mailauth/lib/arc') as Sealer;

export type Signature = {
  readonly domain: string;
  readonly selector: string;
  readonly key: KeyName;
  /** Signed field names; without it the signer's own list. */
  readonly fields?: string;
  /** l=, octets of the body. */
  readonly bodyLength?: number;
  /** x=, seconds after signing. */
  readonly expiresAfter?: number;
  /** a=; without it that of the key with SHA-256. */
  readonly algorithm?: 'rsa-sha1';
};

const atSecond = (seconds: number) => new Date(seconds * 1000);

/** Puts the signature above the message. Messages are octet strings. */
export async function signed(message: string, signature: Signature, at: number): Promise<string> {
  const { signatures, errors } = await dkimSign(Buffer.from(message, 'latin1'), {
    canonicalization: 'relaxed/relaxed',
    signTime: atSecond(at),
    ...(signature.fields ? { headerList: signature.fields } : {}),
    ...(signature.expiresAfter ? { expires: atSecond(at + signature.expiresAfter) } : {}),
    signatureData: [
      {
        signingDomain: signature.domain,
        selector: signature.selector,
        privateKey: privateKeyOf(signature.key),
        ...(signature.bodyLength === undefined ? {} : { maxBodyLength: signature.bodyLength }),
        ...(signature.algorithm ? { algorithm: signature.algorithm } : {}),
      },
    ],
  });
  if (errors.length > 0) throw new Error(`not signed: ${JSON.stringify(errors)}`);
  return signatures + message;
}

export type Seal = {
  readonly domain: string;
  readonly selector: string;
  readonly key: KeyName;
  readonly instance: number;
  /** What the sealer found: authserv-id and results, as in Authentication-Results. */
  readonly results: string;
  readonly at: number;
};

/** Puts an ARC set above the message. RFC 8617 §5.1. */
export async function sealed(message: string, seal: Seal): Promise<string> {
  const set = await sealMessage(Buffer.from(message, 'latin1'), {
    i: seal.instance,
    cv: seal.instance === 1 ? 'none' : 'pass',
    signingDomain: seal.domain,
    selector: seal.selector,
    privateKey: privateKeyOf(seal.key),
    authResults: seal.results,
    signTime: atSecond(seal.at),
  });
  if (set.length === 0) throw new Error(`not sealed: i=${seal.instance}`);
  return set.toString('latin1') + message;
}
