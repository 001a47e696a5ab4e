/** Reports made by hand, a few facts at a time: for tests of the words, which need no octets. */

import { aboutOf } from '../../src/engine/authres/about.ts';
import type { Claim } from '../../src/engine/authres/authres.ts';
import type { DkimCheck, DkimSignature } from '../../src/engine/dkim/dkim.ts';
import { dkimReasons } from '../../src/engine/dkim/reasons.ts';
import type { Alignment, DmarcCheck, DmarcRecord, Policy, Relation } from '../../src/engine/dmarc/dmarc.ts';
import { dmarcReasons } from '../../src/engine/dmarc/reasons.ts';
import type { Author } from '../../src/engine/message/author.ts';
import type { Field } from '../../src/engine/message/message.ts';
import { outcomeOf } from '../../src/engine/outcome.ts';
import type { Recorded, Report, Verified } from '../../src/engine/report.ts';
import { identifyServices } from '../../src/engine/services/identify.ts';
import type { ServiceMatch } from '../../src/engine/services/services.ts';
import { spfReasons } from '../../src/engine/spf/reasons.ts';
import type { SpfCheck } from '../../src/engine/spf/spf.ts';
import { clocksOf } from '../../src/engine/trace/clocks.ts';
import type { Hop } from '../../src/engine/trace/trace.ts';

/** The seed: a shop's message through a sending service, with the service's return address. */
export const shop = 'shop.example';
export const service = 'sendgrid.net';

type Signed = {
  readonly d: string;
  readonly now?: keyof typeof dkimReasons;
  readonly recorded?: string;
  readonly relation?: Relation;
  /** What of the body it signs. */
  readonly covers?: 'all' | 'beginning' | 'nothing';
};

/** What a test says of a message; all else is the seed's. */
export type Sketch = {
  readonly author?: Partial<Author>;
  readonly limits?: Recorded['limits'];
  readonly mailFrom?: string | null;
  readonly spf?: keyof typeof spfReasons | null;
  readonly spfRecorded?: string | null;
  readonly spfRelation?: Relation;
  readonly spfMode?: 'r' | 's';
  readonly signed?: readonly Signed[];
  readonly dmarc?: keyof typeof dmarcReasons | null;
  readonly dmarcRecorded?: string | null;
  readonly policy?: Policy;
  /** What Gmail wrote that it made of the policy. */
  readonly disposition?: 'NONE' | 'QUARANTINE';
  readonly rfc7489?: DmarcCheck['rfc7489'];
  readonly headers?: readonly string[];
  readonly services?: readonly ServiceMatch[];
  readonly delivered?: boolean;
  readonly hops?: readonly Hop[];
  /** false: nothing was asked. */
  readonly asked?: boolean;
  readonly complete?: boolean;
  readonly place?: Report['place'];
  readonly source?: Recorded['source'];
  /** What a pass of SPF is worth; 'listed' where it is not said. */
  readonly breadth?: 'anyone' | 'wide' | 'listed';
  /** The Organizational Domain is a public suffix. */
  readonly shared?: boolean;
};

export const sendGrid: ServiceMatch = {
  id: 'sendgrid',
  name: { en: 'SendGrid', ja: 'SendGrid' },
  kind: 'sending-service',
  evidence: [{ signal: 'spf-domain', strength: 'strong', grade: 'verified', value: service, field: null }],
};

export function reportOf(sketch: Sketch = {}): Report {
  return {
    recorded: recordedOf(sketch),
    verified: sketch.asked === false ? null : verifiedOf(sketch),
    place: sketch.place === undefined ? 'spam' : sketch.place,
  };
}

function mailFromOf({ mailFrom }: Sketch): string | null {
  return mailFrom === undefined ? `bounces+1@${service}` : mailFrom;
}

function domainOf(address: string | null): string {
  return address?.slice(address.lastIndexOf('@') + 1) ?? '';
}

function recordedOf(sketch: Sketch): Recorded {
  const mailFrom = mailFromOf(sketch);
  const { spfRecorded = 'pass', dmarcRecorded = 'fail', signed = [], delivered = true } = sketch;
  const { disposition = 'QUARANTINE' } = sketch;
  const hops = sketch.hops ?? (delivered ? [boundaryHop] : []);
  const date = 1_790_848_800;
  const fields = [
    'Received: from o1.sendgrid.net by mx.google.com with ESMTPS; Thu, 1 Oct 2026 10:00:04 +0000',
    'Authentication-Results: mx.google.com',
    ...(sketch.headers ?? []),
  ].map(fieldOf);
  const recorded: Omit<Recorded, 'services'> = {
    size: 4000,
    limits: sketch.limits ?? [],
    source: sketch.source ?? { kind: 'mailbox' },
    receiver: { authservIds: ['mx.google.com'], hosts: ['mx.google.com'] },
    fields,
    hops,
    boundary: delivered ? { field: 0, hop: 0, by: 'mx.google.com', certain: true, readable: true } : null,
    noBoundary: delivered ? null : { reason: 'no-received' },
    earlier: null,
    gateway: null,
    clocks: clocksOf(hops, date),
    envelope: {
      ip: delivered ? { value: '192.0.2.10', field: 1 } : null,
      helo: null,
      mailFrom: mailFrom === null ? null : { value: mailFrom, field: 1 },
      disagreements: [],
    },
    author: { mailboxes: [], fields: [2], domain: shop, fault: null, ...sketch.author },
    subject: 'Your order',
    date,
    messageId: `<1@${shop}>`,
    claims: [],
    results: {
      spf: spfRecorded === null ? null : claimOf('spf', spfRecorded, { 'smtp.mailfrom': mailFrom ?? '' }),
      dkim: signed.flatMap(({ d, recorded }) =>
        recorded ? [claimOf('dkim', recorded, { 'header.i': `@${d}`, 'header.s': 's1' })] : [],
      ),
      dmarc:
        dmarcRecorded === null
          ? null
          : claimOf('dmarc', dmarcRecorded, { 'header.from': shop }, [`p=QUARANTINE sp=NONE dis=${disposition}`]),
      arc: null,
      policyApplied:
        dmarcRecorded === null
          ? null
          : { p: 'quarantine', sp: 'none', disposition: disposition.toLowerCase(), arc: null },
    },
    signatures: signed.map(({ d }, index) => signatureOf(d, index)),
    unreadableSignatures: [],
    unjudgedSignatures: [],
  };
  return { ...recorded, services: identifyServices(recorded, { spf: null, dkim: null, iprev: null }) };
}

function fieldOf(raw: string, index: number): Field {
  const colon = raw.indexOf(':');
  const name = raw.slice(0, colon);
  return { index, name, key: name.toLowerCase(), raw, value: raw.slice(colon + 1) };
}

export const boundaryHop: Hop = {
  field: 0,
  grade: 'recorded',
  from: { helo: 'o1.sendgrid.net', rdns: 'o1.sendgrid.net', ip: '192.0.2.10' },
  by: 'mx.google.com',
  address: null,
  with: 'ESMTPS',
  id: 'abc',
  for: null,
  envelopeFrom: null,
  tls: { version: 'TLS1_3', cipher: 'TLS_AES_256_GCM_SHA384' },
  authenticated: false,
  internal: false,
  time: 1_790_848_804,
  timeText: 'Thu, 1 Oct 2026 10:00:04 +0000',
  role: 'mx',
  roleEvidence: null,
};

function claimOf(method: string, result: string, properties: Record<string, string>, comments: string[] = []): Claim {
  return {
    grade: 'recorded',
    field: 1,
    source: 'authentication-results',
    instance: null,
    authservId: 'mx.google.com',
    method,
    result,
    reason: null,
    properties,
    comments,
    about: aboutOf({ method, properties, comments }),
  };
}

const FIRST_SIGNATURE = 10;

function signatureOf(d: string, index: number): DkimSignature {
  return {
    field: FIRST_SIGNATURE + index,
    algorithm: 'rsa-sha256',
    b: `b${index}`,
    bh: 'bh',
    c: { header: 'relaxed', body: 'relaxed' },
    d,
    i: `@${d}`,
    h: ['From'],
    l: null,
    s: 's1',
    t: null,
    x: null,
    z: null,
  };
}

function verifiedOf(sketch: Sketch): Verified {
  const { signed = [], spf = 'matched-pass', dmarc = 'not-aligned', complete = true } = sketch;
  return {
    at: 1_790_849_000,
    spf: spf === null ? null : { ...spfCheckOf(sketch, spf), helo: null },
    dkim: signed.map(({ d, now = 'verified', covers = 'all' }, index) => dkimCheckOf(d, now, index, covers)),
    arc: null,
    dmarc: dmarc === null ? null : dmarcCheckOf(sketch, dmarc),
    bimi: null,
    iprev: null,
    services: sketch.services ?? [],
    ledger: [],
    complete,
  };
}

function spfCheckOf(sketch: Sketch, reason: keyof typeof spfReasons): SpfCheck {
  return {
    ...outcomeOf(spfReasons, reason),
    identity: 'mailfrom',
    domain: domainOf(mailFromOf(sketch)),
    input: null,
    lookups: 1,
    voidLookups: 0,
    voids: [],
    breadth:
      reason === 'matched-pass'
        ? { kind: sketch.breadth ?? 'listed', share: 1e-9, place: { domain: '', term: 'ip4:192.0.2.10', depth: 0 } }
        : null,
    decidedBy: null,
    tenthLookup: null,
    explanation: null,
    tree: null,
  } as SpfCheck;
}

function dkimCheckOf(
  d: string,
  reason: keyof typeof dkimReasons,
  index: number,
  covers: NonNullable<Signed['covers']>,
): DkimCheck {
  const { result } = outcomeOf(dkimReasons, reason);
  const header = result === 'pass' ? 'pass' : reason === 'signature-mismatch' ? 'fail' : null;
  return {
    ...outcomeOf(dkimReasons, reason),
    field: FIRST_SIGNATURE + index,
    domain: d,
    selector: 's1',
    signature: signatureOf(d, index),
    bodyHash: reason === 'body-hash-mismatch' ? 'fail' : 'pass',
    headerSignature: header,
    key: null,
    notes: [],
    ...(result === 'pass' ? { coverage: { body: covers, unsigned: [], fromOverSigned: true } } : {}),
  } as DkimCheck;
}

/** Equal names are related; of others the test says how. */
function relationOf(domain: string, said: Relation | undefined): Relation {
  return said ?? (domain === shop ? 'equal' : 'none');
}

function dmarcCheckOf(sketch: Sketch, reason: keyof typeof dmarcReasons): DmarcCheck {
  const { signed = [], spf = 'matched-pass', spfMode = 'r', policy = 'quarantine' } = sketch;
  const record = dmarcReasons[reason].result === 'none' ? null : recordOf(policy, spfMode);
  const mailFrom = domainOf(mailFromOf(sketch));
  const alignments = [
    alignmentOf('spf', null, mailFrom, spf === 'matched-pass', relationOf(mailFrom, sketch.spfRelation), spfMode),
    ...signed.map(({ d, now = 'verified', relation }, index) =>
      alignmentOf('dkim', FIRST_SIGNATURE + index, d, now === 'verified', relationOf(d, relation), 'r'),
    ),
  ];
  return {
    ...outcomeOf(dmarcReasons, reason),
    domain: shop,
    organizationalDomain: shop,
    publicSuffix: false,
    policyDomain: record ? shop : null,
    record,
    policy: record ? policy : null,
    policyTag: record ? 'p' : null,
    deciding: [],
    misplaced: [],
    existence: null,
    alignments: alignments.map((one) => ({ ...one, acrossSuffix: sketch.shared === true })),
    walk: [],
    ...(sketch.rfc7489 ? { rfc7489: sketch.rfc7489 } : {}),
  } as DmarcCheck;
}

function recordOf(p: Policy, aspf: 'r' | 's'): DmarcRecord {
  return {
    text: `v=DMARC1; p=${p}${aspf === 's' ? '; aspf=s' : ''}`,
    p,
    sp: null,
    np: null,
    usedAs: 'published',
    adkim: 'r',
    aspf,
    psd: 'u',
    t: 'n',
    rua: [],
    ruf: [],
    fo: '0',
    ignored: [],
  };
}

function alignmentOf(
  via: 'spf' | 'dkim',
  field: number | null,
  domain: string,
  passed: boolean,
  relation: Relation,
  mode: 'r' | 's',
): Alignment {
  const related = relation === 'equal' || (relation === 'organizational' && mode === 'r');
  return {
    via,
    field,
    domain,
    organizationalDomain: domain,
    passed,
    mode,
    relation,
    aligned: passed && related,
    acrossSuffix: false,
    walk: [],
  };
}
