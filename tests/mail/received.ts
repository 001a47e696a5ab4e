/** A Received field in brief: all that it says, without what it does not say. */

import { parseReceived } from '../../src/engine/trace/received.ts';

export function briefly(line: string) {
  const {
    from,
    by,
    via,
    with: protocol,
    id,
    for: recipient,
    envelopeFrom,
    tls,
    authenticated,
    time,
    submitter,
  } = parseReceived(line);
  const said = {
    helo: from.helo,
    rdns: from.rdns,
    ip: from.ip,
    forged: from.mayBeForged || null,
    submitter,
    by,
    via,
    with: protocol,
    id,
    for: recipient,
    envelopeFrom,
    tls: tls && [tls.version, tls.cipher],
    auth: authenticated || null,
    time: time === null ? null : new Date(time * 1000).toISOString().replace('.000Z', 'Z'),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}
