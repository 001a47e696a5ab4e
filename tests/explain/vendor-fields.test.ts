import { describe, expect, it } from 'vitest';
import { vendorLines } from '../../src/explain/vendor-fields.ts';
import { vendorTable } from '../../src/explain/vendor-table.ts';
import { reportOf } from '../mail/reports.ts';
import { wordsIn } from '../words.ts';

const words = wordsIn('en');
const decoded = (field: string) => vendorLines(reportOf({ headers: [field] }).recorded, words);

describe('fields of filters and programs', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'X-Forefront-Antispam-Report: CIP:192.0.2.1;CTRY:JP;LANG:en;SCL:5;SRV:;IPV:NLI;SFV:SPM;PTR:;CAT:HSPM;DIR:INB;',
      'Microsoft Exchange',
      [
        'Connecting address: 192.0.2.1',
        'Country of that address: JP',
        'Spam confidence 5: spam',
        'Connecting address: on no reputation list',
        'Filter: spam',
        'Category: spam, high confidence',
      ],
    ],
    ['X-Forefront-Antispam-Report: CTRY:;SCL:-1;SFV:SKN', 'Microsoft Exchange', ['filtering was skipped', 'not asked']],
    [
      'X-Forefront-Antispam-Report: SCL:4;SFTY:9.25;SRV:BULK',
      'Microsoft Exchange',
      ['4', 'first message', 'bulk mail'],
    ],
    ['X-Forefront-Antispam-Report: CAT:NEW;constructor:1;__proto__:2', 'Microsoft Exchange', ['Category: NEW']],
    [
      'X-Microsoft-Antispam: BCL:7;',
      'Microsoft Exchange',
      ['level 7: a bulk sender with a mixed number of complaints'],
    ],
    ['X-MS-Exchange-Organization-PCL: 4', 'Microsoft Exchange', ['Phishing confidence 4: likely phishing']],
    [
      'Authentication-Results: spf=none (sender IP is 192.0.2.7) smtp.mailfrom=a.example; dmarc=fail action=none header.from=b.example;compauth=fail reason=601',
      'Microsoft Exchange',
      ['(compauth): fail', 'Reason 601: failed for one of the organisation’s own domains'],
    ],
    ['Authentication-Results: x; compauth=pass reason=130', 'Microsoft Exchange', ['pass', 'an ARC seal outweighed']],
    ['Authentication-Results: x; compauth=none', 'Microsoft Exchange', ['none']],
    [
      'X-Spam-Status: No, score=-1.9 required=5.0 tests=[A,B]',
      'SpamAssassin',
      ['Not called spam', 'Score -1.9', 'Spam from 5.0 up', 'Tests that hit: [A,B]'],
    ],
    [
      'X-Spam-Status: Yes, score=7.9 required=5.0 tests=A,B,\r\n\tC autolearn=no',
      'SpamAssassin',
      ['Called spam', 'Score 7.9', 'Spam from 5.0 up', 'Tests that hit: A,B,C'],
    ],
    ['X-Spam-Flag: YES', 'SpamAssassin', ['Called spam']],
    [
      'X-Spamd-Result: default: False [5.10 / 15.00];\r\n\tR_SPF_ALLOW(-0.20)[+ip4:192.0.2.0/24]',
      'Rspamd',
      ['Not to be refused', 'Score 5.10', 'Refused from 15.00 up'],
    ],
    [
      'X-Proofpoint-Spam-Details: rule=notspam policy=default score=0 clxscore=1015',
      'Proofpoint',
      ['Rule: notspam', 'Score 0'],
    ],
    ['X-Mimecast-Spam-Score: 3', 'Mimecast', ['Score 3 (28']],
    [
      'X-Barracuda-Spam-Status: Yes, SCORE=3.60 using per-user scores of TAG_LEVEL=3.5 QUARANTINE_LEVEL=9.0 KILL_LEVEL=1000.0 tests=A, B',
      'Barracuda',
      ['Called spam', 'Score 3.60', 'Marked from 3.5', 'quarantine from 9.0', 'Refused from 1000.0', 'hit: A,B'],
    ],
    ['X-TM-AS-Result: No--1.813-5.0-31-10', 'Trend Micro', ['Not called spam', 'Score -1.813', 'Spam from 5.0 up']],
    ['X-SES-Spam-Verdict: GRAY', 'Amazon SES', ['Undecided']],
    ['X-SES-Virus-Verdict: FAIL', 'Amazon SES', ['A virus was found']],
    ['X-Gm-Phishy: 1', 'Gmail', ['Called phishing']],
    ['Feedback-ID: 1:2:3:AmazonSES', 'Feedback-ID', ['Complaints are counted under: 1:2:3:AmazonSES']],
    ['Auto-Submitted: no', 'Auto-Submitted', ['Says that no program sent it']],
    ['Auto-Submitted: auto-generated', 'Auto-Submitted', ['Sent by a program: auto-generated']],
  ])('%s', (field, vendor, meanings) => {
    const [line] = decoded(field);
    expect(line?.vendor).toBe(vendor);
    expect(line?.meanings).toHaveLength(meanings.length);
    expect(meanings.filter((text, index) => !line?.meanings[index]?.includes(text))).toEqual([]);
  });

  it.each([
    'X-Own: SCL:5',
    'constructor: 1',
    'X-Spam-Flag: perhaps',
    'Authentication-Results: mx.example; reason=000',
    'X-Spamd-Result: default: False',
  ])('are not those that the table does not know: %s', (field) => expect(decoded(field)).toEqual([]));

  it('are read only so far', () => {
    const [line] = decoded(`X-Forefront-Antispam-Report: ${'CAT:NEW;'.repeat(5_000)}`);
    expect(line?.meanings).toHaveLength(16);
  });
});

it.each(Object.entries(vendorTable))('%s cites a page by https, or none', (_, { page }) => {
  expect(page ?? 'https://').toMatch(/^https:\/\//);
});
