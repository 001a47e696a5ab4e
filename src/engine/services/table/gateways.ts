/** Those through whom their customers' mail passes to be filtered, in or out. They send for nobody. */

import { onServers, rowsOf } from '../row.ts';
import type { Service } from '../services.ts';

const gateway = rowsOf('gateway');

export const gateways: readonly Service[] = [
  // The region is "us", "eu" or another.
  gateway(
    'mimecast',
    'Mimecast',
    { ...onServers('mimecast.com'), headers: ['x-mimecast-*', 'x-mc-unique'] },
    { fix: { spf: 'include:{region}._netblocks.mimecast.com' } },
  ),
  gateway('proofpoint', 'Proofpoint', {
    includes: ['pphosted.com', 'ppe-hosted.com'],
    hosts: ['pphosted.com', 'ppe-hosted.com', 'proofpoint.com'],
    received: ['pps.filterd'],
    headers: ['x-proofpoint-*'],
  }),
  gateway(
    'barracuda',
    'Barracuda',
    {
      includes: ['barracudanetworks.com'],
      hosts: ['barracudanetworks.com', 'cudasvc.com'],
      headers: ['x-barracuda-*', 'x-bess-*'],
    },
    { fix: { spf: 'include:spf.ess.barracudanetworks.com' } },
  ),
  // Its term is of each customer: "exists:%{i}.spf.ACCOUNT.iphmx.com".
  gateway('cisco-secure-email', 'Cisco Secure Email', {
    includes: ['iphmx.com'],
    hosts: ['iphmx.com'],
    headers: ['x-ironport-*'],
  }),
  gateway(
    'trend-micro',
    'Trend Micro Email Security',
    {
      includes: ['tmes.trendmicro.com', 'tmems-jp.trendmicro.com', 'spf.hes.trendmicro.com'],
      hosts: [
        'tmes.trendmicro.com',
        'hes.trendmicro.com',
        'tmes.trendmicro.eu',
        'tmes-sg.trendmicro.com',
        'tmems-jp.trendmicro.com',
        'tmase.trendmicro.com',
      ],
      headers: ['x-tm-as-*', 'x-tmase-*', 'x-tm-authentication-results'],
    },
    { fix: { spf: 'include:spf.tmes.trendmicro.com' } },
  ),
  gateway(
    'symantec-cloud',
    'Symantec Email Security.cloud',
    {
      includes: ['messagelabs.com'],
      hosts: ['messagelabs.com'],
      headers: ['x-msg-ref', 'x-starscan-*', 'x-brightmail-*'],
    },
    { fix: { spf: 'include:spf.messagelabs.com' } },
  ),
  gateway('sophos', 'Sophos Email', {
    includes: ['sophos.com'],
    hosts: ['prod.hydra.sophos.com', 'reflexion.net'],
    headers: ['x-sophos-*', 'x-lased-*'],
  }),
  gateway(
    'hornetsecurity',
    'Hornetsecurity',
    {
      includes: ['spf.hornetsecurity.com', 'antispameurope.com', 'antispameurope.net'],
      hosts: ['hornetsecurity.com', 'antispameurope.com', 'antispameurope.net'],
      headers: ['x-antispameurope-*', 'x-hornetsecurity-*'],
    },
    { fix: { spf: 'include:spf.hornetsecurity.com' } },
  ),
  gateway('cellopoint', 'Cellopoint', {
    hosts: ['cellopoint.com', 'cellopoint.net'],
    includes: ['cellopoint.com'],
    received: ['Cellopoint'],
    headers: ['x-cellopoint-*'],
  }),
  gateway('fortimail', 'FortiMail Cloud', {
    hosts: ['fortimailcloud.com', 'fortimail.com'],
    includes: ['fortimailcloud.com'],
    headers: ['x-feas-*'],
  }),
  gateway('forcepoint', 'Forcepoint', {
    hosts: ['mailcontrol.com'],
    includes: ['mailcontrol.com'],
    headers: ['x-mailcontrol-*'],
  }),
  gateway('trellix', 'Trellix (FireEye)', {
    hosts: ['fireeyecloud.com', 'mxlogic.net', 'trellix.com'],
    includes: ['fireeyecloud.com', 'mxlogic.net'],
    headers: ['x-fireeye', 'x-mxl-*'],
  }),
  gateway(
    'spamexperts',
    'SpamExperts (N-able)',
    {
      hosts: ['antispamcloud.com', 'spamexperts.com', 'mtaroutes.com'],
      includes: ['spf.antispamcloud.com', 'spf.mtaroutes.com'],
      headers: ['x-spampanel-*'],
    },
    { fix: { spf: 'include:spf.antispamcloud.com' } },
  ),
  gateway('spamtitan', 'SpamTitan', { hosts: ['spamtitan.com'], includes: ['spamtitan.com'] }),
  gateway('mailroute', 'MailRoute', { hosts: ['mailroute.net'], includes: ['mailroute.net'] }),
  gateway('appriver', 'AppRiver (Zix)', {
    hosts: ['arsmtp.com', 'appriver.com', 'zixcorp.com', 'zixport.com'],
    includes: ['arsmtp.com', 'zixcorp.com'],
  }),
  gateway('egress', 'Egress', { hosts: ['egress.com', 'egresscloud.com'], includes: ['egress.com'] }),
  gateway('trustwave', 'Trustwave MailMarshal', {
    hosts: ['trustwave.com', 'marshal8e6.com'],
    includes: ['mailmarshal.com'],
  }),
  gateway('cloudflare-area1', 'Cloudflare Email Security', {
    hosts: ['mxrecord.io', 'mxrecord.mx'],
    headers: ['x-cfemailsecurity-*'],
  }),
  gateway('retarus', 'Retarus', {
    hosts: ['retarus.com', 'retarus.de'],
    includes: ['_spf.retarus.com', 'spf.retarus.com'],
  }),
  gateway('nospamproxy', 'NoSpamProxy', { hosts: ['nospamproxy.com'], includes: ['_spf.cloud.nospamproxy.com'] }),
  gateway('vade', 'Vade (Hornetsecurity)', {
    hosts: ['vadesecure.com'],
    includes: ['vadesecure.com'],
    headers: ['x-vade-*'],
  }),
  gateway('mailinblack', 'Mailinblack', { hosts: ['mailinblack.com'], includes: ['spf.mailinblack.com'] }),
  gateway('altospam', 'Altospam', { hosts: ['altospam.com'], includes: ['spf.altospam.com'] }),
  gateway('iij-securemx', 'IIJ SecureMX', { hosts: ['securemx.jp'], includes: ['securemx.jp'] }),
  gateway('hennge', 'HENNGE Email DLP', { hosts: ['hdemail.jp'], includes: ['hdemail.jp'] }),
  gateway('active-gate', 'Active! gate SS', { hosts: ['activegate-ss.jp'], includes: ['activegate-ss.jp'] }),
  gateway('m-filter', 'm-FILTER', { headers: ['x-mfilter', 'x-m-filter-*'], received: ['m-FILTER'] }),
  gateway('exclaimer', 'Exclaimer', onServers('exclaimer.net')),
  gateway(
    'codetwo',
    'CodeTwo Email Signatures 365',
    { includes: ['emailsignatures365.com'], hosts: ['emailsignatures365.com'] },
    { fix: { spf: 'include:spf-{region}.emailsignatures365.com' } },
  ),
];
