import { describe, expect, it } from 'vitest';
import { toAscii } from '../../src/engine/dns/name.ts';
import type { Report } from '../../src/engine/report.ts';
import { vendorLines } from '../../src/explain/vendor-fields.ts';
import { whoIsWho } from '../../src/explain/who-is-who.ts';
import { inspectedSample } from '../support/inspected.ts';
import { reportOf } from '../support/reports.ts';
import { wordsIn } from '../support/words.ts';

const words = wordsIn('en');

describe('identities', () => {
  it('are those of the seed, in the order of a reader', async () => {
    const lines = whoIsWho(await inspectedSample('service-signed'), words);
    expect(lines.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['display_name', 'from', 'return_path', 'signer', 'message_id', 'helo', 'ip']),
    );
    const odd = (id: string) => lines.find((line) => line.id === id)?.odd;
    expect(odd('from')).toEqual([]);
    expect(odd('return_path')).toEqual(['Another domain than the visible sender’s.']);
    expect(odd('signer')).toEqual(['Another domain than the visible sender’s.']);
  });

  const from = (domain: string): Report => {
    const name = toAscii(domain) ?? domain;
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
    const line = whoIsWho(from(domain), words).find(({ id }) => id === 'from');
    expect(line?.odd.filter((text) => text.includes('scripts'))).toHaveLength(count);
  });
});

describe('fields of filters and programs', () => {
  const decoded = (field: string) => vendorLines(reportOf({ headers: [field] }).recorded, words);
  it.each<[string, string, readonly string[]]>([
    [
      'X-Forefront-Antispam-Report: CIP:192.0.2.1;CTRY:JP;SCL:5;SFV:SPM;CAT:HSPM;DIR:INB;',
      'Microsoft Exchange',
      [
        'Connecting address: 192.0.2.1',
        'Country of that address: JP',
        'Spam confidence: 5',
        'Filter: spam',
        'Category: spam, high',
      ],
    ],
    ['X-Microsoft-Antispam: BCL:7;', 'Microsoft Exchange', ['Bulk complaint level: 7']],
    [
      'X-Spam-Status: No, score=-1.9 required=5.0 tests=[A,B]',
      'SpamAssassin',
      ['Not called spam', 'Score -1.9', 'Tests that hit: [A'],
    ],
    ['X-Spam-Flag: YES', 'SpamAssassin', ['Called spam']],
    ['X-Proofpoint-Spam-Details: rule=notspam policy=default score=0', 'Proofpoint', ['Rule: notspam', 'Score 0']],
    ['X-Mimecast-Spam-Score: 3', 'Mimecast', ['Score 3']],
    ['Feedback-ID: 1:2:3:AmazonSES', 'Feedback-ID', ['Complaints are counted under: 1:2:3:AmazonSES']],
    ['X-Forefront-Antispam-Report: CAT:NEW;constructor:1;__proto__:2', 'Microsoft Exchange', ['Category: NEW']],
  ])('%s', (field, vendor, meanings) => {
    const [line] = decoded(field);
    expect(line?.vendor).toBe(vendor);
    expect(line?.meanings).toHaveLength(meanings.length);
    expect(meanings.filter((text, index) => !line?.meanings[index]?.includes(text))).toEqual([]);
  });
  it('are not those that the table does not know', () => {
    expect(decoded('X-Own: SCL:5')).toEqual([]);
    expect(decoded('constructor: 1')).toEqual([]);
  });
});
