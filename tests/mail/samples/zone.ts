/** Resource records -> one RFC 1035 master file. Its root is the whole world: a name that is not in it does not exist. */

/** One record as it stands in the file: absolute name without its final dot, type (with "!", a fault), data. */
export type ZoneRecord = { readonly name: string; readonly type: string; readonly data: string };

/** TXT data: character-strings of at most 255 octets each, RFC 1035 §3.3.14. */
export function txt(name: string, text: string): ZoneRecord {
  const strings = text.match(/.{1,255}/g) ?? [''];
  return { name, type: 'TXT', data: strings.map((one) => `"${one.replace(/[\\"]/g, '\\$&')}"`).join(' ') };
}

export const a = (name: string, address: string): ZoneRecord => ({ name, type: 'A', data: address });
export const mx = (name: string, exchange: string): ZoneRecord => ({ name, type: 'MX', data: `10 ${exchange}.` });
export const cname = (name: string, target: string): ZoneRecord => ({ name, type: 'CNAME', data: `${target}.` });

/** A name whose questions are not answered: a remark that our zone files know. */
export const fault = (name: string, cause: 'servfail' | 'timeout'): ZoneRecord => ({
  name,
  type: `!${cause}`,
  data: '',
});

/** A server with its name, in both directions: what forward-confirmed reverse DNS asks for. */
export function host(name: string, address: string): readonly ZoneRecord[] {
  const reverse = `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  return [a(name, address), { name: reverse, type: 'PTR', data: `${name}.` }];
}

/** Names by their labels from the right, so that a domain and what is below it stand together. */
const sortKey = (name: string) => name.split('.').reverse().join('.');

export function masterFile(records: readonly ZoneRecord[]): string {
  const lines = new Set(
    records
      .toSorted((x, y) => sortKey(x.name).localeCompare(sortKey(y.name), 'en') || (x.type < y.type ? -1 : 1))
      .map(({ name, type, data }) => (type.startsWith('!') ? `; ${type} ${name}.` : `${name}. IN ${type} ${data}`)),
  );
  return [
    '; The DNS of the sample messages: all of it. A name that is not here does not exist (NXDOMAIN).',
    '; Written by `npm run samples`. The domains, addresses and keys are invented; the names of sending services are real',
    '; ones, so that they are recognised, but nothing here is their real data.',
    '$ORIGIN .',
    '$TTL 300',
    '. IN SOA a.root. nobody.root. 1 1800 900 604800 60',
    '. IN NS a.root.',
    'a.root. IN A 127.0.0.1',
    ...lines,
    '',
  ].join('\n');
}
