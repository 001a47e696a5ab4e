/** Messages whose octets are hard to carry: made from one sample, each with one thing changed. */

import { octetsOf } from '../../mail/samples/samples.ts';

export type OddMessage = { readonly name: string; readonly octets: () => Buffer };

const MEBI = 1048576;
const base = () => octetsOf('all-pass').toString('latin1');
const buffer = (text: string) => Buffer.from(text, 'latin1');
const withBody = (change: (body: string) => string) => () => {
  const text = base();
  const at = text.indexOf('\r\n\r\n') + 4;
  return buffer(text.slice(0, at) + change(text.slice(at)));
};

/** A message with an attachment of that many mebioctets, in base64. */
export function largeMessage(mebi: number): Buffer {
  const line = `${'QUJD'.repeat(19)}\r\n`;
  const attachment = line.repeat(Math.ceil((mebi * MEBI) / line.length));
  const text = base().replace(
    'Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit',
    ['Content-Type: multipart/mixed; boundary="large-part"'].join('\r\n'),
  );
  return buffer(
    `${text}--large-part\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--large-part\r\n` +
      'Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n' +
      `Content-Disposition: attachment; filename="large.bin"\r\n\r\n${attachment}--large-part--\r\n`,
  );
}

export const oddMessages: readonly OddMessage[] = [
  { name: 'lf-only', octets: () => buffer(base().replace(/\r\n/g, '\n')) },
  { name: 'mixed-line-endings', octets: withBody((body) => body.replace('\r\n', '\n')) },
  { name: 'latin1-body', octets: withBody(() => 'caf\xe9 cr\xe8me\r\n') },
  { name: 'invalid-utf8', octets: withBody(() => 'broken \xc3( and \xff\xfe\r\n') },
  { name: 'nul-in-body', octets: withBody((body) => `\0${body}`) },
  { name: 'lone-cr', octets: withBody((body) => `one\rtwo\r\n${body}`) },
  { name: 'blank-lines-first', octets: withBody((body) => `\r\n\r\n${body}`) },
  { name: 'trailing-spaces', octets: withBody((body) => `spaces   \t \r\n${body}`) },
  { name: 'entities', octets: withBody(() => 'a &amp;lt; b &lt; c & d "e" \'f\'\r\n') },
  { name: 'closing-pre', octets: withBody(() => '</pre></body></html><script>alert(1)</script>\r\n') },
  { name: 'headers-only', octets: () => buffer(base().slice(0, base().indexOf('\r\n\r\n') + 2)) },
  { name: 'empty', octets: () => Buffer.alloc(0) },
  { name: 'large', octets: () => largeMessage(26) },
  { name: 'too-large', octets: () => largeMessage(52) },
  {
    name: 'confidential',
    octets: () => buffer(`X-Gm-Locker: A-x1\r\n${base().replace(/(?<=\r\n\r\n).*$/s, 'The text lies elsewhere.\r\n')}`),
  },
  {
    name: 'signed-part',
    octets: () => {
      const [header = '', body = ''] = base().split(/(?<=\r\n)\r\n/, 2);
      const type = 'multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha512; boundary="signed-part"';
      const part = (kind: string, text: string) => `--signed-part\r\nContent-Type: ${kind}\r\n\r\n${text}\r\n`;
      return buffer(
        `${header.replace('text/plain; charset=UTF-8', type)}\r\n${part('text/plain', body)}` +
          `${part('application/pgp-signature', '-----BEGIN PGP SIGNATURE-----\r\n\r\niQ==')}--signed-part--\r\n`,
      );
    },
  },
  {
    name: 'encrypted',
    octets: () =>
      buffer(
        base()
          .replace('text/plain; charset=UTF-8', 'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"')
          .replace('Transfer-Encoding: 8bit', 'Transfer-Encoding: base64')
          .replace(/(?<=\r\n\r\n).*$/s, 'MIAGCSqGSIb3DQEHA6CAMIACAQAxggE=\r\n'),
      ),
  },
];
