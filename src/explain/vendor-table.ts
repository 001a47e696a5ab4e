/**
 * The data table of filter and program headers: whose field it is, what its codes mean, and on which page its maker says so.
 * Adding a field is adding a row; a correction needs no code.
 */

import type { MessageKey } from './words.ts';

/** A code and its sentence; of some codes each value has its own: the value itself, or "1XX" for any of three digits. */
export type Code = { readonly key?: MessageKey; readonly values?: Readonly<Record<string, MessageKey>> };

/**
 * How the codes stand in the value. pairs: "SCL:5;CAT:NONE", "No, score=1, required=5". whole: the value is one fact, of
 * code ''. Else a pattern with a group for each code.
 */
export type Shape = 'pairs' | 'whole' | RegExp;

export type Row = {
  readonly vendor: string;
  /** Null where the maker publishes none, or none was found. */
  readonly page: string | null;
  readonly shape: Shape;
  readonly codes: Readonly<Record<string, Code>>;
};

function whole(vendor: string, page: string | null, code: Code): Row {
  return { vendor, page, shape: 'whole', codes: { '': code } };
}

const defender = 'https://learn.microsoft.com/defender-office-365/message-headers-eop-mdo';
const stamps = 'https://learn.microsoft.com/exchange/antispam-and-antimalware/antispam-protection/antispam-stamps';
const levels: Readonly<Record<string, Code>> = {
  SCL: {
    key: 'vendor_scl',
    values: {
      '-1': 'vendor_scl_skipped',
      0: 'vendor_scl_low',
      1: 'vendor_scl_low',
      5: 'vendor_scl_spam',
      6: 'vendor_scl_spam',
      7: 'vendor_scl_high',
      8: 'vendor_scl_high',
      9: 'vendor_scl_high',
    },
  },
  BCL: {
    key: 'vendor_bcl',
    values: {
      0: 'vendor_bcl_none',
      1: 'vendor_bcl_few',
      2: 'vendor_bcl_few',
      3: 'vendor_bcl_few',
      4: 'vendor_bcl_mixed',
      5: 'vendor_bcl_mixed',
      6: 'vendor_bcl_mixed',
      7: 'vendor_bcl_mixed',
      8: 'vendor_bcl_many',
      9: 'vendor_bcl_many',
    },
  },
  PCL: {
    key: 'vendor_pcl',
    values: {
      1: 'vendor_pcl_low',
      2: 'vendor_pcl_low',
      3: 'vendor_pcl_low',
      4: 'vendor_pcl_high',
      5: 'vendor_pcl_high',
      6: 'vendor_pcl_high',
      7: 'vendor_pcl_high',
      8: 'vendor_pcl_high',
    },
  },
};
const report: Row = {
  vendor: 'Microsoft Exchange',
  page: defender,
  shape: 'pairs',
  codes: {
    ...levels,
    CIP: { key: 'vendor_cip' },
    CTRY: { key: 'vendor_country' },
    IPV: { values: { CAL: 'vendor_ipv_cal', NLI: 'vendor_ipv_nli' } },
    SRV: { values: { BULK: 'vendor_srv_bulk' } },
    SFTY: { values: { '9.19': 'vendor_sfty_domain', '9.20': 'vendor_sfty_user', '9.25': 'vendor_sfty_first' } },
    CAT: {
      key: 'vendor_cat_other',
      values: {
        NONE: 'vendor_cat_none',
        SPM: 'vendor_cat_spm',
        HSPM: 'vendor_cat_hspm',
        OSPM: 'vendor_cat_ospm',
        BULK: 'vendor_cat_bulk',
        PHSH: 'vendor_cat_phsh',
        HPHSH: 'vendor_cat_hphsh',
        HPHISH: 'vendor_cat_hphsh',
        INTOS: 'vendor_cat_intos',
        SPOOF: 'vendor_cat_spoof',
        BIMP: 'vendor_cat_bimp',
        DIMP: 'vendor_cat_dimp',
        UIMP: 'vendor_cat_uimp',
        GIMP: 'vendor_cat_gimp',
        AMP: 'vendor_cat_malw',
        MALW: 'vendor_cat_malw',
        SAP: 'vendor_cat_sap',
        FTBP: 'vendor_cat_ftbp',
      },
    },
    SFV: {
      key: 'vendor_sfv_other',
      values: {
        NSPM: 'vendor_sfv_nspm',
        SPM: 'vendor_sfv_spm',
        SKN: 'vendor_sfv_skn',
        SKS: 'vendor_sfv_sks',
        SKA: 'vendor_sfv_ska',
        SKB: 'vendor_sfv_skb',
        SKQ: 'vendor_sfv_skq',
        SFE: 'vendor_sfv_sfe',
        BLK: 'vendor_sfv_blk',
      },
    },
  },
};
const composite: Row = {
  vendor: 'Microsoft Exchange',
  page: defender,
  shape: /compauth=(?<COMPAUTH>[a-z]+)(?:\s+reason=(?<REASON>\d{3}))?/i,
  codes: {
    COMPAUTH: { key: 'vendor_compauth' },
    REASON: {
      key: 'vendor_compauth_other',
      values: {
        '000': 'vendor_compauth_000',
        '001': 'vendor_compauth_001',
        '002': 'vendor_compauth_002',
        '010': 'vendor_compauth_010',
        130: 'vendor_compauth_130',
        '1XX': 'vendor_compauth_pass',
        '7XX': 'vendor_compauth_pass',
        '2XX': 'vendor_compauth_soft',
        '3XX': 'vendor_compauth_unchecked',
        '4XX': 'vendor_compauth_bypassed',
        '9XX': 'vendor_compauth_bypassed',
        '6XX': 'vendor_compauth_own',
      },
    },
  },
};
const authAs = whole('Microsoft Exchange', null, { key: 'vendor_auth_as' });

const spam: Code['values'] = {
  YES: 'vendor_spam_yes',
  TRUE: 'vendor_spam_yes',
  1: 'vendor_spam_yes',
  FAIL: 'vendor_spam_yes',
  NO: 'vendor_spam_no',
  FALSE: 'vendor_spam_no',
  0: 'vendor_spam_no',
  PASS: 'vendor_spam_no',
  GRAY: 'vendor_undecided',
  PROCESSING_FAILED: 'vendor_not_looked_at',
};
const score: Code = { key: 'vendor_score' };
const status: Readonly<Record<string, Code>> = {
  YES: { key: 'vendor_spam_yes' },
  NO: { key: 'vendor_spam_no' },
  SCORE: score,
  HITS: score,
  REQUIRED: { key: 'vendor_required' },
  TESTS: { key: 'vendor_tests' },
};

const assassin = 'https://spamassassin.apache.org/full/4.0.x/doc/Mail_SpamAssassin_Conf.html';
const rspamd = 'https://rspamd.com/doc/modules/milter_headers.html';
const kaspersky = 'https://support.kaspersky.com/KSMG/2.0.1/en-US/205767.htm';
const sesVerdicts = 'https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html';

export const vendorTable: Readonly<Record<string, Row>> = {
  'x-forefront-antispam-report': report,
  'x-forefront-antispam-report-untrusted': report,
  'x-microsoft-antispam': report,
  'x-microsoft-antispam-untrusted': report,
  'authentication-results': composite,
  'x-ms-exchange-authentication-results': composite,
  'x-ms-exchange-organization-scl': whole('Microsoft Exchange', stamps, levels['SCL'] ?? {}),
  'x-ms-exchange-organization-pcl': whole('Microsoft Exchange', stamps, levels['PCL'] ?? {}),
  'x-ms-exchange-organization-authas': authAs,
  'x-ms-exchange-crosstenant-authas': authAs,
  'x-spam-status': { vendor: 'SpamAssassin', page: assassin, shape: 'pairs', codes: status },
  'x-spam-flag': whole('SpamAssassin', assassin, { values: spam }),
  'x-spam-score': whole('SpamAssassin', assassin, score),
  'x-spam': whole('Rspamd', rspamd, { values: spam }),
  'x-rspamd-score': whole('Rspamd', rspamd, score),
  'x-spamd-result': {
    vendor: 'Rspamd',
    page: rspamd,
    // "True" is its action "reject", and the second number what that takes.
    shape: /^default: (?<REJECT>True|False) \[(?<SCORE>-?[\d.]+) \/ (?<LIMIT>-?[\d.]+)\]/,
    codes: {
      REJECT: { values: { TRUE: 'vendor_reject_yes', FALSE: 'vendor_reject_no' } },
      SCORE: score,
      LIMIT: { key: 'vendor_level_reject' },
    },
  },
  'x-proofpoint-spam-details': {
    vendor: 'Proofpoint',
    page: null,
    shape: 'pairs',
    codes: { RULE: { key: 'vendor_rule' }, SCORE: score },
  },
  'x-proofpoint-virus-version': whole('Proofpoint', null, { key: 'vendor_filtered' }),
  'x-mimecast-spam-score': whole(
    'Mimecast',
    'https://mimecastsupport.zendesk.com/hc/en-us/articles/34000674839699-Spam-Phishing-Message-Insight-Spam-Score',
    { key: 'vendor_score_mimecast' },
  ),
  'x-mimecast-impersonation-protect': whole('Mimecast', null, { key: 'vendor_rule' }),
  'x-barracuda-spam-score': whole('Barracuda', null, score),
  'x-barracuda-spam-flag': whole('Barracuda', null, { values: spam }),
  'x-barracuda-spam-status': {
    vendor: 'Barracuda',
    page: null,
    shape: 'pairs',
    codes: {
      ...status,
      TAG_LEVEL: { key: 'vendor_level_tag' },
      QUARANTINE_LEVEL: { key: 'vendor_level_quarantine' },
      KILL_LEVEL: { key: 'vendor_level_reject' },
    },
  },
  'x-tm-as-result': {
    vendor: 'Trend Micro',
    page: 'https://success.trendmicro.com/en-US/solution/KA-0001462',
    // "No--1.813-5.0-31-10": the first hyphen divides, the second is a sign.
    shape: /^(?<SPAM>Yes|No)-(?<SCORE>-?[\d.]+)-(?<REQUIRED>[\d.]+)/i,
    codes: { SPAM: { values: spam }, SCORE: score, REQUIRED: { key: 'vendor_required' } },
  },
  'x-ksmg-antispam-status': whole('Kaspersky', kaspersky, { key: 'vendor_called' }),
  'x-ksmg-antispam-rate': whole('Kaspersky', kaspersky, score),
  'x-klms-antispam-status': whole('Kaspersky', kaspersky, { key: 'vendor_called' }),
  'x-klms-antispam-rate': whole('Kaspersky', kaspersky, score),
  'x-ses-spam-verdict': whole('Amazon SES', sesVerdicts, { values: spam }),
  'x-ses-virus-verdict': whole('Amazon SES', sesVerdicts, {
    values: {
      ...spam,
      PASS: 'vendor_virus_no',
      FAIL: 'vendor_virus_yes',
    },
  }),
  'x-gm-spam': whole('Gmail', null, { values: spam }),
  'x-gm-phishy': whole('Gmail', null, { values: { 1: 'vendor_phishing_yes', 0: 'vendor_phishing_no' } }),
  'x-ironport-av': whole('Cisco IronPort', null, { key: 'vendor_filtered' }),
  'x-ironport-anti-spam-filtered': whole('Cisco IronPort', null, { key: 'vendor_filtered' }),
  'feedback-id': whole('Feedback-ID', 'https://support.google.com/a/answer/6254652', { key: 'vendor_feedback' }),
  'x-mailer': whole('X-Mailer', null, { key: 'vendor_program' }),
  'user-agent': whole('User-Agent', null, { key: 'vendor_program' }),
  'x-php-originating-script': whole('PHP', 'https://www.php.net/manual/mail.configuration.php', {
    key: 'vendor_program',
  }),
  'auto-submitted': whole('Auto-Submitted', 'https://www.rfc-editor.org/rfc/rfc3834#section-5', {
    key: 'vendor_automatic',
    values: { NO: 'vendor_automatic_no', 'AUTO-REPLIED': 'vendor_automatic_reply' },
  }),
  precedence: whole('Precedence', 'https://www.rfc-editor.org/rfc/rfc3834#section-3.1.8', { key: 'vendor_bulk' }),
};
