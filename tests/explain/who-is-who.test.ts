import { describe, expect, it } from 'vitest';
import { toAscii } from '../../src/engine/dns/name.ts';
import type { Report } from '../../src/engine/report.ts';
import { whoIsWho } from '../../src/explain/who-is-who.ts';
import { judge } from '../../src/judgement/judgement.ts';
import { inspectedSample } from '../mail/inspected.ts';
import { reportOf } from '../mail/reports.ts';
import { wordsIn } from '../words.ts';

const words = wordsIn('en');

describe('identities', () => {
  it('are those of the seed, in the order of a reader', async () => {
    const lines = whoIsWho(judge(await inspectedSample('service-signed')), words);
    expect(lines.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['display_name', 'from', 'return_path', 'signer', 'message_id', 'helo', 'ip']),
    );
    const odd = (id: string) => lines.find((line) => line.id === id)?.odd;
    expect(odd('from')).toEqual([]);
    expect(odd('return_path')).toEqual(['Another domain than the visible sender’s.']);
    expect(odd('signer')).toEqual(['Another domain than the visible sender’s.']);
  });

  const from = (domain: string): Report => {
    const name = toAscii(Buffer.from(domain).toString('latin1')) ?? domain;
    const mailbox = { displayName: null, address: `a@${name}`, localPart: 'a', domain: name };
    return reportOf({ author: { mailboxes: [mailbox], domain: name } });
  };
  it.each([
    ['shop.example', 0],
    ['bücher.example', 0],
    ['日本語.example', 0],
    ['аррӏе.example', 0],
    ['xn--pypal-4ve.example', 1], // a Cyrillic letter among Latin ones
  ])('%s: scripts that are mixed %d times', (domain, count) => {
    const line = whoIsWho(judge(from(domain)), words).find(({ id }) => id === 'from');
    expect(line?.odd.filter((text) => text.includes('scripts'))).toHaveLength(count);
  });

  it.each([
    ['аррӏе.example', 'apple.example'], // all of it Cyrillic
    ['xn--pypal-4ve.example', 'paypal.example'],
    ['bücher.example', null],
    ['почта.example', null],
    ['apple.example', null],
  ])('%s looks like %s', (domain, latin) => {
    const odd =
      whoIsWho(judge(from(domain)), words)
        .find(({ id }) => id === 'from')
        ?.odd.join(' ') ?? '';
    if (latin) expect(odd).toContain(`It looks like ${latin},`);
    else expect(odd).not.toContain('looks like');
  });

  it('shows a name of other letters beside its Punycode', () => {
    const line = whoIsWho(judge(from('bücher.example')), words).find(({ id }) => id === 'from');
    expect(line?.value).toContain('xn--bcher-kva.example');
    expect(line?.odd.join(' ')).toContain('bücher.example');
  });
});
