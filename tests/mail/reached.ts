/** Ways a check can end, each with a case that ends so when it is run. DKIM and ARC: all the cases of their own tables. */

import { verifyIprev } from '../../src/engine/iprev/verify.ts';
import { spfNotAsked } from '../../src/engine/spf/check-host.ts';
import type { SpfInput } from '../../src/engine/spf/spf.ts';
import { zoneResolver } from '../../src/resolver/zone.ts';
import { reachedReasons as arc } from '../engine/arc/cases.ts';
import { reachedReasons as dkim } from '../engine/dkim/cases.ts';
import { evaluate, p, type Said } from '../engine/dmarc/cases.ts';
import { servfail } from '../engine/dmarc/world.ts';
import { check, txt } from './spf.ts';

type Ending = { readonly reason: string };
const all = async (endings: readonly (Promise<Ending> | Ending)[]) =>
  (await Promise.all(endings)).map(({ reason }) => reason);

/** The record of example.com, and the rest of the world. */
const spfOf = (record: string, rest = '', input: Partial<SpfInput> = {}) =>
  check(`${txt('example.com', `v=spf1 ${record}`)}\n${rest}`, input);
const from = (mailFrom: string, zone = 'x. TXT "x"') => check(zone, { mailFrom });

const spf = () =>
  all([
    spfNotAsked('mailfrom'),
    spfOf('-all', '', { ip: 'none' }),
    spfOf('a= '.repeat(10_001)),
    spfOf('-all', '; !budget example.com.'),
    check('x. TXT "x"', { mailFrom: '', helo: '[192.0.2.1]' }),
    from('a@x..example.com'),
    from('a@localhost'),
    from('a@nowhere.example.com'),
    from('a@example.com', 'example.com. TXT "other"'),
    spfOf('-all', '; !servfail example.com.'),
    spfOf('a -all', '; !servfail example.com. A'),
    from('a@example.com', 'example.com. TXT "v=spf1 -all"\nexample.com. TXT "v=spf1 +all"'),
    spfOf('ip4:x'),
    spfOf('\xe4'),
    spfOf('nonsense'),
    spfOf('redirect=a.example redirect=b.example'),
    spfOf('a '.repeat(11), 'example.com. A 198.51.100.1'),
    spfOf('a:x.example.com '.repeat(3)),
    spfOf('mx', Array.from({ length: 11 }, (_, n) => `example.com. MX 10 m${n}.example.com.`).join('\n')),
    spfOf('include:none.example.com'),
    spfOf('redirect=none.example.com'),
    ...['ip4:198.51.100.1', '?all', '+all', '-all', '~all'].map((record) => spfOf(record)),
  ]);

const up = { '_dmarc.example.com': p('reject') };
/** Subdomains that are organisations of their own: more than walks are made for. */
const apart = Array.from({ length: 30 }, (_, n) => `n${n}.example.com`);
const dmarc = () =>
  all([
    evaluate('example.com', 'none x.example', ['pass example.com'], up),
    evaluate('example.com', 'pass example.com', [], up),
    evaluate('example.com', 'pass example.com', ['pass example.com'], up),
    evaluate('example.com', 'pass other.example', [], up),
    evaluate('example.com', 'fail example.com', [], up),
    evaluate(null, 'pass example.com', [], up),
    evaluate('example.com', 'pass example.com', [], {}),
    evaluate('example.com', 'pass example.com', [], { '_dmarc.example.com': 'v=DMARC1; p=x' }),
    evaluate('example.com', 'pass example.com', [], { '_dmarc.example.com': servfail }),
    evaluate('example.com', 'pass b.example.com', [], { ...up, '_dmarc.com': servfail }),
    evaluate('example.com', 'temperror example.com', [], up),
    evaluate('example.com', null, [], up),
    evaluate('example.com', 'none x.example', ['null example.com'], up),
    evaluate(
      'example.com',
      'none x.example',
      apart.map((name): Said => `pass ${name}`),
      {
        ...up,
        ...Object.fromEntries(apart.map((name) => [`_dmarc.${name}`, p('none', '; psd=n')])),
      },
    ),
    evaluate('example.com', 'pass example.com', [], { '_dmarc.example.com': { failed: 'budget' } }),
  ]);

const reverse = (rest: string) => verifyIprev('192.0.2.1', zoneResolver([rest]));
const named = '1.2.0.192.in-addr.arpa. PTR host.example.com.\n';
const iprev = () =>
  all([
    verifyIprev(null, zoneResolver(['x. TXT "x"'])),
    verifyIprev('192.0.2.1', zoneResolver([named], { faults: { '1.2.0.192.in-addr.arpa PTR': 'budget' } })),
    reverse(`${named}host.example.com. A 192.0.2.1`),
    reverse(named),
    reverse('; !servfail 1.2.0.192.in-addr.arpa.'),
    reverse(`${named}; !servfail host.example.com.`),
    reverse('x. TXT "x"'),
  ]);

/** Each runs its cases, and gives the reasons with which they ended. */
export const reached = { spf, dkim, arc, dmarc, iprev };
