/** Those who take mail over and pass it on: mailing lists, forwarders. */

import { rowsOf } from '../row.ts';
import type { Service } from '../services.ts';

const list = rowsOf('list');
const forwarder = rowsOf('forwarder');

export const lists: readonly Service[] = [
  list(
    'google-groups',
    'Google Groups',
    { dkim: ['googlegroups.com'], mailFrom: ['googlegroups.com'], headers: ['x-google-group-id'] },
    { vouches: ['googlegroups.com'], documentation: 'https://support.google.com/groups/answer/2464926' },
  ),
  list(
    'groups-io',
    'Groups.io',
    { dkim: ['groups.io'], mailFrom: ['groups.io'], hosts: ['groups.io'], headers: ['x-groupsio-*'] },
    { vouches: ['groups.io'] },
  ),
  list('freelists', 'FreeLists', { mailFrom: ['freelists.org'], dkim: ['freelists.org'], hosts: ['freelists.org'] }),
  list(
    'sourceforge',
    'SourceForge',
    {
      mailFrom: ['lists.sourceforge.net'],
      dkim: ['lists.sourceforge.net'],
      hosts: ['lists.sourceforge.net', 'lists.sourceforge.com'],
    },
    { vouches: ['lists.sourceforge.net'] },
  ),
  list(
    'debian-lists',
    { en: 'Debian mailing lists', ja: 'Debian メーリングリスト' },
    { mailFrom: ['lists.debian.org'], hosts: ['bendel.debian.org'] },
  ),
  list(
    'ubuntu-lists',
    { en: 'Ubuntu mailing lists', ja: 'Ubuntu メーリングリスト' },
    { mailFrom: ['lists.ubuntu.com'], hosts: ['lists.ubuntu.com'] },
  ),
  list(
    'ietf',
    { en: 'IETF mailing lists', ja: 'IETF メーリングリスト' },
    { mailFrom: ['ietf.org', 'irtf.org'], hosts: ['ietf.org'] },
  ),
  list(
    'w3c-lists',
    { en: 'W3C mailing lists', ja: 'W3C メーリングリスト' },
    { mailFrom: ['listhub.w3.org'], hosts: ['listhub.w3.org'] },
  ),
  list(
    'python-lists',
    { en: 'python.org mailing lists', ja: 'python.org メーリングリスト' },
    { mailFrom: ['python.org'], hosts: ['mail.python.org'] },
  ),
  list('gnu-lists', { en: 'GNU mailing lists', ja: 'GNU メーリングリスト' }, { hosts: ['lists.gnu.org'] }),
  list(
    'kernel-lists',
    { en: 'kernel.org mailing lists', ja: 'kernel.org メーリングリスト' },
    {
      mailFrom: ['vger.kernel.org', 'lists.linux.dev'],
      hosts: ['vger.kernel.org', 'subspace.kernel.org', 'lists.linux.dev'],
    },
  ),
  list(
    'fedora-lists',
    { en: 'Fedora mailing lists', ja: 'Fedora メーリングリスト' },
    { mailFrom: ['lists.fedoraproject.org'], hosts: ['lists.fedoraproject.org'] },
  ),
  list('mailmanlists', 'mailmanlists.net', { mailFrom: ['mailmanlists.net'], hosts: ['mailmanlists.net'] }),
  list('simplelists', 'Simplelists', {
    dkim: ['simplelists.com'],
    mailFrom: ['simplelists.com'],
    hosts: ['simplelists.com'],
  }),
  list('gaggle', 'Gaggle Mail', { dkim: ['gaggle.email'], mailFrom: ['gaggle.email'], hosts: ['gaggle.email'] }),
  list('renater', 'RENATER (Sympa)', {
    mailFrom: ['groupes.renater.fr', 'listes.renater.fr'],
    dkim: ['renater.fr'],
    hosts: ['groupes.renater.fr', 'listes.renater.fr'],
  }),
  list('framalistes', 'Framalistes (Sympa)', {
    dkim: ['framalistes.org'],
    mailFrom: ['framalistes.org'],
    hosts: ['framalistes.org'],
  }),
  list('riseup-lists', 'Riseup lists (Sympa)', {
    mailFrom: ['lists.riseup.net'],
    dkim: ['lists.riseup.net'],
    hosts: ['lists.riseup.net'],
  }),
  list('jiscmail', 'JISCMail (LISTSERV)', {
    dkim: ['jiscmail.ac.uk'],
    mailFrom: ['jiscmail.ac.uk'],
    hosts: ['jiscmail.ac.uk'],
  }),
];

export const forwarders: readonly Service[] = [
  forwarder(
    'improvmx',
    'ImprovMX',
    {
      dkim: ['improvmx.com', 'improvmx.net'],
      keys: ['improvmx.com'],
      mailFrom: ['improvmx.com', 'improvmx.net'],
      includes: ['spf.improvmx.com'],
      hosts: ['improvmx.com', 'improvmx.net'],
    },
    { fix: { spf: 'include:spf.improvmx.com' } },
  ),
  forwarder(
    'forward-email',
    'Forward Email',
    {
      dkim: ['forwardemail.net'],
      mailFrom: ['forwardemail.net'],
      includes: ['spf.forwardemail.net'],
      hosts: ['forwardemail.net'],
      headers: ['x-forward-email-*'],
    },
    { fix: { spf: 'include:spf.forwardemail.net' }, vouches: ['forwardemail.net'] },
  ),
  forwarder(
    'simplelogin',
    'SimpleLogin',
    {
      dkim: ['simplelogin.co', 'simplelogin.com', 'slmail.me', 'aleeas.com', '8alias.com'],
      keys: ['dkim.simplelogin.co'],
      mailFrom: ['simplelogin.co', 'simplelogin.com', 'slmail.me', 'aleeas.com', '8alias.com'],
      includes: ['simplelogin.co'],
      hosts: ['simplelogin.co'],
      headers: ['x-simplelogin-*'],
    },
    { vouches: ['simplelogin.co'] },
  ),
  forwarder('addy', 'addy.io', {
    dkim: ['addy.io', 'anonaddy.com', 'anonaddy.me', 'addymail.com'],
    keys: ['anonaddy.me', 'addy.io'],
    mailFrom: ['addy.io', 'anonaddy.com', 'anonaddy.me', 'addymail.com'],
    includes: ['spf.anonaddy.me', 'spf.addy.io'],
    hosts: ['anonaddy.me', 'anonaddy.com', 'addy.io'],
    headers: ['x-anonaddy-*'],
  }),
  forwarder(
    'duckduckgo',
    'DuckDuckGo Email Protection',
    { dkim: ['duck.com'], mailFrom: ['duck.com'], hosts: ['duck.com'] },
    { vouches: ['duck.com'] },
  ),
  forwarder(
    'hide-my-email',
    { en: 'iCloud Hide My Email', ja: 'iCloud メールを非公開' },
    {
      dkim: ['privaterelay.appleid.com'],
      mailFrom: ['privaterelay.appleid.com'],
      hosts: ['privaterelay.appleid.com'],
      headers: ['x-icloud-hme'],
    },
  ),
  forwarder('firefox-relay', 'Firefox Relay', {
    dkim: ['mozmail.com', 'relay.firefox.com'],
    mailFrom: ['mozmail.com', 'relay.firefox.com'],
    hosts: ['relay.firefox.com'],
  }),
  // It vouches for nothing: what its customers send is signed with the same name as what it forwards.
  forwarder(
    'cloudflare-email-routing',
    'Cloudflare Email Routing',
    {
      dkim: ['cloudflare-email.net', 'cloudflare-email.org', 'cloudflare-email.com'],
      mailFrom: ['cloudflare-email.net', 'cloudflare-email.org'],
      includes: ['_spf.mx.cloudflare.net'],
      hosts: ['cloudflare-email.net', 'cloudflare-email.org', 'mx.cloudflare.net'],
    },
    {
      fix: { spf: 'include:_spf.mx.cloudflare.net' },
      documentation: 'https://developers.cloudflare.com/pages/functions/plugins/mailchannels/',
      checkedOn: '2026-11-28',
    },
  ),
  forwarder('pobox', 'Pobox', { dkim: ['pobox.com'], mailFrom: ['pobox.com'], hosts: ['pobox.com'] }),
  forwarder(
    'namecheap-forwarding',
    'Namecheap Email Forwarding',
    {
      mailFrom: ['eforward.registrar-servers.com'],
      includes: ['spf.efwd.registrar-servers.com'],
      hosts: ['eforward.registrar-servers.com'],
    },
    { fix: { spf: 'include:spf.efwd.registrar-servers.com' } },
  ),
  forwarder('forwardmx', 'ForwardMX', {
    dkim: ['forwardmx.net', 'forwardmx.io'],
    mailFrom: ['forwardmx.net'],
    includes: ['_spf.forwardmx.net'],
    hosts: ['forwardmx.net', 'forwardmx.io'],
  }),
  forwarder(
    'porkbun-forwarding',
    'Porkbun Email Forwarding',
    { mailFrom: ['porkbun.com'], includes: ['_spf.porkbun.com'], hosts: ['porkbun.com'] },
    { fix: { spf: 'include:_spf.porkbun.com' } },
  ),
];
