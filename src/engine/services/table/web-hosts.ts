/** Those on whose servers their customers' mail, and their web programs' mail, begins. */

import { onServers, rowsOf } from '../row.ts';
import type { Service } from '../services.ts';

const host = rowsOf('web-host');

export const webHosts: readonly Service[] = [
  host('sakura', { en: 'Sakura Internet', ja: 'さくらのレンタルサーバ' }, onServers('sakura.ne.jp'), {
    documentation: 'https://help.sakura.ad.jp/mail/2811/',
    checkedOn: '2026-11-24',
  }),
  host('xserver', { en: 'Xserver', ja: 'エックスサーバー' }, onServers('xserver.jp'), {
    documentation: 'https://dm2.co.jp/blog/19956',
  }),
  host('conoha-wing', 'ConoHa WING', onServers('conoha.ne.jp')),
  host('lolipop', { en: 'Lolipop', ja: 'ロリポップ' }, onServers('lolipop.jp')),
  host('muumuu-mail', { en: 'Muumuu Mail', ja: 'ムームーメール' }, onServers('muumuu-mail.com'), {
    documentation: 'https://support.muumuu-domain.com/hc/ja/articles/6836857454483',
    checkedOn: '2026-11-24',
  }),
  host(
    'onamae-rs',
    { en: 'Onamae.com', ja: 'お名前.com レンタルサーバー' },
    onServers('onamae.ne.jp', 'gmoserver.jp'),
    { documentation: 'https://onamae.com/server/rs/news/240123.html' },
  ),
  host('kagoya', 'KAGOYA', onServers('kagoya.net'), {
    documentation: 'https://support.kagoya.jp/kir/manual/add_maildomain/dkim.html',
    checkedOn: '2026-11-24',
  }),
  host('interlink', 'Interlink', onServers('interlink.or.jp'), {
    documentation: 'https://faq.interlink.or.jp/faq2/View/wcDisplayContent.aspx?id=599',
    checkedOn: '2026-11-24',
  }),
  host('suitex', 'SuiteX', onServers('arena.ne.jp'), {
    documentation: 'https://help.arena.ne.jp/hc/ja/articles/21875552100503',
    checkedOn: '2026-11-24',
  }),
];
