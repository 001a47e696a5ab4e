/** Those on whose servers their customers' mail, and their web programs' mail, begins. */

import { clicks, onServers, rowsOf } from '../row.ts';
import type { Service } from '../services.ts';

const host = rowsOf('web-host');

export const webHosts: readonly Service[] = [
  host('sakura', { en: 'Sakura Internet', ja: 'さくらのレンタルサーバ' }, onServers('sakura.ne.jp'), {
    fix: { spf: 'a:{host}' },
    panel: clicks(
      {
        en: 'Server control panel › Mail › Mail domains › Settings › DKIM',
        ja: 'サーバーコントロールパネル › メール › メールドメイン › 設定 › DKIM設定',
      },
      'https://help.sakura.ad.jp/mail/2811/',
    ),
    documentation: 'https://help.sakura.ad.jp/mail/2811/',
    checkedOn: '2026-11-24',
  }),
  host(
    'xserver',
    { en: 'Xserver', ja: 'エックスサーバー' },
    {
      dkim: ['xserver.jp', 'xserver.ne.jp', 'xbiz.ne.jp', 'wpx.ne.jp'],
      mailFrom: ['xserver.jp', 'xserver.ne.jp', 'xbiz.ne.jp', 'wpx.ne.jp', 'wpx.jp'],
      includes: ['xserver.jp'],
      hosts: ['xserver.jp', 'xserver.ne.jp', 'xbiz.ne.jp', 'wpx.ne.jp', 'wpx.jp'],
    },
    {
      fix: { spf: 'include:spf.sender.xserver.jp' },
      panel: clicks(
        { en: 'Server panel › Mail › DKIM settings', ja: 'サーバーパネル › メール › DKIM設定' },
        'https://www.xserver.ne.jp/manual/man_mail_dkim.php',
      ),
      documentation: 'https://www.xserver.ne.jp/manual/man_mail_dkim.php',
    },
  ),
  host('conoha-wing', 'ConoHa WING', onServers('conoha.ne.jp'), { fix: { spf: 'include:_spf.conoha.ne.jp' } }),
  host('lolipop', { en: 'Lolipop', ja: 'ロリポップ' }, onServers('lolipop.jp'), {
    fix: { spf: 'include:_spf.lolipop.jp' },
  }),
  host('muumuu-mail', { en: 'Muumuu Mail', ja: 'ムームーメール' }, onServers('muumuu-mail.com'), {
    documentation: 'https://support.muumuu-domain.com/hc/ja/articles/6836857454483',
    checkedOn: '2026-11-28',
  }),
  host(
    'onamae-rs',
    { en: 'Onamae.com', ja: 'お名前.com レンタルサーバー' },
    onServers('onamae.ne.jp', 'gmoserver.jp'),
    { fix: { spf: 'include:_spf.onamae.ne.jp' }, documentation: 'https://onamae.com/server/rs/news/240123.html' },
  ),
  host('kagoya', 'KAGOYA', onServers('kagoya.net'), {
    documentation: 'https://support.kagoya.jp/kir/manual/add_maildomain/dkim.html',
    checkedOn: '2026-11-24',
  }),
  host('interlink', 'Interlink', onServers('interlink.or.jp'), {
    fix: { spf: 'a:{host}' },
    panel: clicks(
      {
        en: 'Server control panel › Mail domains › Settings › DKIM',
        ja: 'サーバーコントロールパネル › メールドメイン › 設定 › DKIM設定',
      },
      'https://faq.interlink.or.jp/faq2/View/wcDisplayContent.aspx?id=599',
    ),
    documentation: 'https://faq.interlink.or.jp/faq2/View/wcDisplayContent.aspx?id=599',
    checkedOn: '2026-11-28',
  }),
  host('suitex', 'WebARENA SuiteX', onServers('arena.ne.jp'), {
    documentation: 'https://help.arena.ne.jp/hc/ja/articles/21875552100503',
    checkedOn: '2026-11-28',
  }),
  host('heteml', { en: 'heteml', ja: 'ヘテムル' }, onServers('heteml.jp', 'heteml.net', 'hetemail.jp'), {
    fix: { spf: 'include:_spf.heteml.jp' },
    documentation: 'https://support.heteml.jp/hc/ja/articles/360041679414',
    checkedOn: '2026-11-28',
  }),
  host(
    'coreserver',
    { en: 'CORESERVER', ja: 'コアサーバー' },
    onServers('coreserver.jp', 'valueserver.jp', 'xrea.com'),
    { fix: { spf: 'a:{host}' } },
  ),
  host('mixhost', 'mixhost', onServers('mixhost.jp'), { fix: { spf: 'a:{host}' } }),
  host('colorfulbox', { en: 'ColorfulBox', ja: 'カラフルボックス' }, onServers('cbsv.jp', 'colorfulbox.jp'), {
    fix: { spf: 'a:{host}' },
  }),
  host('futoka', { en: 'FUTOKA', ja: 'フトカ' }, onServers('futoka.jp'), { fix: { spf: 'a:{host}' } }),
  host(
    'star-server',
    { en: 'Star Server', ja: 'スターサーバー' },
    onServers('stars.ne.jp', 'star.ne.jp', 'netowl.jp'),
    { fix: { spf: 'a:{host}' } },
  ),
  host('gmo-cloud', { en: 'GMO Cloud', ja: 'GMOクラウド' }, onServers('gmocloud.com', 'isle.ne.jp', 'rapidsite.jp')),
  host('iij', 'IIJ', onServers('iij.ad.jp', 'iij4u.or.jp')),
  host('zenlogic', 'Zenlogic', onServers('zenlogic.jp', 'firstserver.ne.jp'), {
    fix: { spf: 'a:{host}' },
    panel: clicks(
      { en: 'Control panel › Domain settings › Edit zone', ja: 'コントロールパネル › ドメイン設定 › ゾーン編集' },
      'https://faq.zenlogic.jp/faqs/FAQ01157',
    ),
    documentation: 'https://faq.zenlogic.jp/faqs/FAQ01157',
    checkedOn: '2026-11-28',
  }),
  host('cpi', 'CPI', onServers('secure.ne.jp', 'cpi.ad.jp'), { fix: { spf: 'a:{host}' } }),
  host('wadax', 'WADAX', onServers('wadax.ne.jp'), { fix: { spf: 'a:{host}' } }),
  host(
    'alpha-mail',
    { en: 'Alpha Mail', ja: 'アルファメール' },
    onServers('alpha-mail.ne.jp', 'alpha-prm.jp', 'alpha-plt.jp'),
  ),
  // Its mail servers alone: ip-192-0-2-1.ip.secureserver.net is a machine that somebody rents.
  host(
    'godaddy',
    'GoDaddy',
    {
      dkim: ['secureserver.net'],
      mailFrom: ['secureserver.net'],
      includes: ['secureserver.net'],
      hosts: [
        'prod.phx3.secureserver.net',
        'prod.phx5.secureserver.net',
        'prod.iad2.secureserver.net',
        'prod.sin2.secureserver.net',
        'prod.sin3.secureserver.net',
        'prod.ams1.secureserver.net',
        'prod.sxb1.secureserver.net',
        'smtpout.secureserver.net',
      ],
    },
    { fix: { spf: 'include:secureserver.net' } },
  ),
  host(
    'ovh',
    'OVHcloud',
    {
      dkim: ['mail.ovh.net'],
      mailFrom: ['ovh.net'],
      includes: ['mx.ovh.com'],
      hosts: ['mail-out.ovh.net', 'mail.ovh.net', 'hosting.ovh.net'],
    },
    {
      fix: { spf: 'include:mx.ovh.com' },
      panel: clicks('Web Cloud › Domain names › (domain) › DNS Zone › Add an entry', 'https://github.com/ovh/docs'),
      documentation: 'https://github.com/ovh/docs',
      checkedOn: '2026-11-28',
    },
  ),
  // The region is "eu" or "us".
  host(
    'ionos',
    'IONOS',
    {
      dkim: ['ionos.com', 'ionos.de', '1und1.de'],
      mailFrom: ['kundenserver.de', 'perfora.net'],
      includes: ['_spf-us.ionos.com', '_spf-eu.ionos.com', '_spf.kundenserver.de', '_spf.perfora.net'],
      hosts: ['kundenserver.de', 'perfora.net'],
    },
    { fix: { spf: 'include:_spf-{region}.ionos.com' } },
  ),
  host('strato', 'STRATO', {
    dkim: ['strato.de', 'strato.com'],
    mailFrom: ['rzone.de', 'strato.de'],
    includes: ['smtp.rzone.de'],
    hosts: ['rzone.de', 'strato.de'],
  }),
  // Its web hosting alone: static.9.113.0.203.clients.your-server.de is a machine that somebody rents.
  host(
    'hetzner',
    'Hetzner',
    {
      dkim: ['your-server.de'],
      mailFrom: ['your-server.de'],
      hosts: ['www.your-server.de', 'dedi.your-server.de', 'sslmail.your-server.de'],
    },
    { fix: { spf: 'a:{host}' } },
  ),
  host('all-inkl', 'ALL-INKL.COM', onServers('kasserver.com'), { fix: { spf: 'a:{host}' } }),
  host('mittwald', 'Mittwald', onServers('agenturserver.de', 'mittwald.de')),
  host('host-europe', 'Host Europe', onServers('hosteurope.de', 'hosteurope.com')),
  host('domainfactory', 'DomainFactory', onServers('ispgateway.de')),
  host('one-com', 'one.com', onServers('one.com')),
  host(
    'dreamhost',
    'DreamHost',
    {
      dkim: ['dreamhost.com'],
      mailFrom: ['dreamhost.com'],
      includes: ['netblocks.dreamhost.com'],
      hosts: ['dreamhost.com'],
      selectors: ['dreamhost'],
    },
    { fix: { spf: 'include:netblocks.dreamhost.com' } },
  ),
  host(
    'bluehost',
    { en: 'Bluehost (Newfold)', ja: 'Bluehost(Newfold)' },
    onServers(
      'bluehost.com',
      'unifiedlayer.com',
      'hostgator.com',
      'websitewelcome.com',
      'hostmonster.com',
      'justhost.com',
    ),
  ),
  host('siteground', 'SiteGround', {
    dkim: ['siteground.biz', 'siteground.com', 'siteground.eu', 'sgvps.net'],
    mailFrom: ['siteground.biz', 'siteground.com', 'siteground.eu', 'sgvps.net'],
    includes: ['spf.mailspamprotection.com'],
    hosts: ['siteground.biz', 'siteground.com', 'siteground.eu', 'sgvps.net'],
  }),
  host('a2-hosting', 'A2 Hosting', onServers('a2hosting.com', 'a2webhosting.com'), { fix: { spf: 'a:{host}' } }),
  host(
    'hostinger',
    'Hostinger',
    {
      dkim: ['hostinger.com', 'hostinger.io'],
      keys: ['dkim.mail.hostinger.com'],
      mailFrom: ['hostinger.com', 'main-hosting.eu'],
      includes: ['_spf.mail.hostinger.com', 'relay.mail.hostinger.com'],
      hosts: ['hostinger.com', 'hostinger.io', 'main-hosting.eu'],
      selectors: ['hostingermail-a', 'hostingermail-b', 'hostingermail-c'],
    },
    {
      fix: {
        dkim: [
          {
            type: 'CNAME',
            name: 'hostingermail-a._domainkey.{domain}',
            value: 'hostingermail-a.dkim.mail.hostinger.com',
          },
          {
            type: 'CNAME',
            name: 'hostingermail-b._domainkey.{domain}',
            value: 'hostingermail-b.dkim.mail.hostinger.com',
          },
          {
            type: 'CNAME',
            name: 'hostingermail-c._domainkey.{domain}',
            value: 'hostingermail-c.dkim.mail.hostinger.com',
          },
        ],
        spf: 'include:_spf.mail.hostinger.com',
      },
    },
  ),
  host(
    'namecheap',
    'Namecheap',
    {
      dkim: ['web-hosting.com'],
      mailFrom: ['web-hosting.com'],
      includes: ['spf.web-hosting.com'],
      hosts: ['web-hosting.com'],
    },
    { fix: { spf: 'include:spf.web-hosting.com' } },
  ),
  host(
    'gandi',
    'Gandi',
    {
      dkim: ['gandimail.net'],
      keys: ['gandimail.net'],
      mailFrom: ['gandi.net'],
      includes: ['_mailcust.gandi.net'],
      hosts: ['mail.gandi.net'],
      selectors: ['gm1', 'gm2', 'gm3'],
    },
    {
      fix: {
        dkim: [
          { type: 'CNAME', name: 'gm1._domainkey.{domain}', value: 'gm1.gandimail.net' },
          { type: 'CNAME', name: 'gm2._domainkey.{domain}', value: 'gm2.gandimail.net' },
          { type: 'CNAME', name: 'gm3._domainkey.{domain}', value: 'gm3.gandimail.net' },
        ],
        spf: 'include:_mailcust.gandi.net',
      },
      documentation: 'https://api.gandi.net/docs/livedns/',
      checkedOn: '2026-11-28',
    },
  ),
  host(
    'infomaniak',
    'Infomaniak',
    {
      dkim: ['infomaniak.com', 'infomaniak.ch', 'ik.me'],
      mailFrom: ['infomaniak.ch', 'infomaniak.com', 'ik.me'],
      includes: ['spf.infomaniak.ch'],
      hosts: ['infomaniak.ch', 'infomaniak.com'],
    },
    { fix: { spf: 'include:spf.infomaniak.ch' } },
  ),
  host('hostpoint', 'Hostpoint', onServers('hostpoint.ch'), { fix: { spf: 'include:spf.mail.hostpoint.ch' } }),
  host(
    'aruba',
    'Aruba',
    {
      dkim: ['aruba.it', 'arubabusiness.it'],
      mailFrom: ['aruba.it', 'arubabusiness.it'],
      includes: ['_spf.aruba.it'],
      hosts: ['aruba.it', 'arubabusiness.it'],
    },
    { fix: { spf: 'include:_spf.aruba.it' } },
  ),
  host('register-it', 'Register.it', onServers('register.it')),
  host(
    'transip',
    'TransIP',
    {
      dkim: ['transip.nl', 'transip.email'],
      mailFrom: ['transip.nl', 'transip.email'],
      includes: ['_spf.transip.email'],
      hosts: ['transip.nl', 'transip.email'],
    },
    { fix: { spf: 'include:_spf.transip.email' } },
  ),
  host(
    'loopia',
    'Loopia',
    { dkim: ['loopia.se'], mailFrom: ['loopia.se'], includes: ['spf.loopia.se'], hosts: ['loopia.se'] },
    { fix: { spf: 'include:spf.loopia.se' } },
  ),
  host('o2switch', 'o2switch', onServers('o2switch.net'), { fix: { spf: 'a:{host}' } }),
  host('home-pl', 'home.pl', onServers('home.pl', 'home.net.pl')),
  host('beget', 'Beget', onServers('beget.com', 'beget.ru', 'beget.tech'), { fix: { spf: 'include:beget.com' } }),
  host('timeweb', 'Timeweb', onServers('timeweb.ru'), { fix: { spf: 'include:_spf.timeweb.ru' } }),
  host('reg-ru', 'REG.RU', onServers('hosting.reg.ru'), { fix: { spf: 'include:_spf.hosting.reg.ru' } }),
  host('uol-host', 'UOL', onServers('uol.com.br', 'uhserver.com')),
  host('kinghost', 'KingHost', onServers('kinghost.net', 'kinghost.com.br')),
  host('crazy-domains', 'Crazy Domains', onServers('syrahost.com', 'crazydomains.com')),
  host('fasthosts', 'Fasthosts', onServers('fasthosts.co.uk', 'livemail.co.uk')),
  host('krystal', 'Krystal', onServers('krystal.uk', 'krystal.co.uk'), { fix: { spf: 'a:{host}' } }),
  host('stackmail', '20i', onServers('stackmail.com'), { fix: { spf: 'include:spf.stackmail.com' } }),
  host('wpengine', 'WP Engine', onServers('wpengine.com')),
  host(
    'kinsta',
    'Kinsta',
    {
      dkim: ['kinstamailservice.com'],
      mailFrom: ['kinstamailservice.com'],
      includes: ['relay.kinstamailservice.com'],
      hosts: ['kinstamailservice.com'],
    },
    {
      fix: { spf: 'include:relay.kinstamailservice.com' },
      panel: clicks(
        { en: 'MyKinsta › DNS › Add DNS record', ja: 'MyKinsta › DNS › DNSレコードを追加' },
        'https://kinsta.com/docs/mailchannels-spf-txt-record/',
      ),
      documentation: 'https://kinsta.com/jp/docs/mailchannels-spf-txt-record/',
      checkedOn: '2026-11-28',
    },
  ),
];
