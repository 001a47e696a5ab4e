/** What filters and programs wrote into the header, decoded by a table: which field, whose it is, what its codes mean. */

import type { Recorded } from '../engine/report.ts';
import { shownText } from './shown.ts';
import type { MessageKey, Words } from './words.ts';

export type VendorLine = {
  readonly vendor: string;
  /** Index of the field, and its name. */
  readonly field: number;
  readonly name: string;
  readonly meanings: readonly string[];
};

/** A code of a field and its sentence; of some codes each value has a sentence of its own. */
type Code = { readonly key: MessageKey; readonly values?: Readonly<Record<string, MessageKey>> };
type Row = {
  readonly vendor: string;
  /** pairs: "SCL:5;CAT:NONE" or "score=1, required=5". whole: the value is one fact. */
  readonly shape: 'pairs' | 'whole';
  readonly codes: Readonly<Record<string, Code>>;
};

const category: Code = {
  key: 'vendor_cat_other',
  values: {
    NONE: 'vendor_cat_none',
    SPM: 'vendor_cat_spm',
    HSPM: 'vendor_cat_hspm',
    PHSH: 'vendor_cat_phsh',
    HPHSH: 'vendor_cat_hphsh',
    HPHISH: 'vendor_cat_hphsh',
    BULK: 'vendor_cat_bulk',
    SPOOF: 'vendor_cat_spoof',
    MALW: 'vendor_cat_malw',
  },
};
const filterVerdict: Code = {
  key: 'vendor_sfv_other',
  values: {
    NSPM: 'vendor_sfv_nspm',
    SPM: 'vendor_sfv_spm',
    SKN: 'vendor_sfv_skn',
    SKS: 'vendor_sfv_sks',
    BLK: 'vendor_sfv_blk',
    SFE: 'vendor_sfv_sfe',
  },
};
const exchange: Row = {
  vendor: 'Microsoft Exchange',
  shape: 'pairs',
  codes: {
    SCL: { key: 'vendor_scl' },
    BCL: { key: 'vendor_bcl' },
    PCL: { key: 'vendor_pcl' },
    CAT: category,
    SFV: filterVerdict,
    CIP: { key: 'vendor_cip' },
    CTRY: { key: 'vendor_country' },
  },
};
const yesOrNo = {
  YES: 'vendor_spam_yes',
  TRUE: 'vendor_spam_yes',
  NO: 'vendor_spam_no',
  FALSE: 'vendor_spam_no',
} as const;
const scores: Row['codes'] = {
  YES: { key: 'vendor_spam_yes' },
  NO: { key: 'vendor_spam_no' },
  SCORE: { key: 'vendor_score' },
  HITS: { key: 'vendor_score' },
  TESTS: { key: 'vendor_tests' },
  RULE: { key: 'vendor_rule' },
  CLXSCORE: { key: 'vendor_score' },
};

function whole(vendor: string, key: MessageKey, values?: Code['values']): Row {
  return { vendor, shape: 'whole', codes: { '': { key, ...(values && { values }) } } };
}

const table: Readonly<Record<string, Row>> = {
  'x-forefront-antispam-report': exchange,
  'x-forefront-antispam-report-untrusted': exchange,
  'x-microsoft-antispam': exchange,
  'x-microsoft-antispam-untrusted': exchange,
  'x-ms-exchange-organization-scl': whole('Microsoft Exchange', 'vendor_scl'),
  'x-ms-exchange-organization-pcl': whole('Microsoft Exchange', 'vendor_pcl'),
  'x-ms-exchange-organization-authas': whole('Microsoft Exchange', 'vendor_auth_as'),
  'x-ms-exchange-crosstenant-authas': whole('Microsoft Exchange', 'vendor_auth_as'),
  'x-spam-status': { vendor: 'SpamAssassin', shape: 'pairs', codes: scores },
  'x-spam-flag': whole('SpamAssassin', 'vendor_spam_no', yesOrNo),
  'x-spam-score': whole('SpamAssassin', 'vendor_score'),
  'x-spamd-result': whole('Rspamd', 'vendor_score'),
  'x-rspamd-score': whole('Rspamd', 'vendor_score'),
  'x-proofpoint-spam-details': { vendor: 'Proofpoint', shape: 'pairs', codes: scores },
  'x-proofpoint-virus-version': whole('Proofpoint', 'vendor_filtered'),
  'x-mimecast-spam-score': whole('Mimecast', 'vendor_score'),
  'x-mimecast-impersonation-protect': whole('Mimecast', 'vendor_rule'),
  'x-barracuda-spam-score': whole('Barracuda', 'vendor_score'),
  'x-barracuda-spam-status': { vendor: 'Barracuda', shape: 'pairs', codes: scores },
  'x-ironport-av': whole('Cisco IronPort', 'vendor_filtered'),
  'x-ironport-anti-spam-filtered': whole('Cisco IronPort', 'vendor_filtered'),
  'feedback-id': whole('Feedback-ID', 'vendor_feedback'),
  'x-mailer': whole('X-Mailer', 'vendor_program'),
  'user-agent': whole('User-Agent', 'vendor_program'),
  'x-php-originating-script': whole('PHP', 'vendor_program'),
  'auto-submitted': whole('Auto-Submitted', 'vendor_automatic'),
  precedence: whole('Precedence', 'vendor_bulk'),
};

/** Fields and codes that are shown; the rest stands with the header fields. */
const MOST_FIELDS = 40;
const MOST_CODES = 16;

export function vendorLines({ fields }: Recorded, words: Words): readonly VendorLine[] {
  return fields
    .flatMap(({ key, name, value, index }) => {
      const row = Object.hasOwn(table, key) ? table[key] : undefined;
      const meanings = row ? meaningsOf(row, value, words) : [];
      return row && meanings.length > 0 ? [{ vendor: row.vendor, field: index, name: shownText(name), meanings }] : [];
    })
    .slice(0, MOST_FIELDS);
}

function meaningsOf({ shape, codes }: Row, value: string, words: Words): readonly string[] {
  const text = value.replace(/\r?\n/g, '').trim();
  if (shape === 'whole') return [sentence(codes[''], text, words)].filter((one) => one !== null);
  return text
    .split(/[;,\s]+/, 200)
    .flatMap((part) => {
      const [, code = part, said = ''] = /^([A-Za-z]+)[:=](.*)$/s.exec(part) ?? [];
      const known = code.toUpperCase();
      const meaning = Object.hasOwn(codes, known) ? sentence(codes[known], said, words) : null;
      return meaning === null ? [] : [meaning];
    })
    .slice(0, MOST_CODES);
}

function sentence(code: Code | undefined, value: string, words: Words): string | null {
  if (!code) return null;
  const upper = value.toUpperCase();
  const key = code.values && Object.hasOwn(code.values, upper) ? code.values[upper] : undefined;
  return words.text(key ?? code.key, { value: shownText(value) });
}
