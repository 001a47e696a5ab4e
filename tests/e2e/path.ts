/** The path of five sample messages as it is drawn in the popup of either browser. Pictures in dist/screens. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleOf } from '../mail/samples/samples.ts';
import { wordsIn } from '../words.ts';
import type { World } from '../world/world.ts';
import { type Driver, shows } from './driver.ts';
import { inOneBrowser } from './suite.ts';

const pictures = join(import.meta.dirname, '../../dist/screens');

/** Everything that the drawing says, a line a server: "+2 s plain | recorded mx.google.com MX TLS 1.3". */
export const drawn = `(() => {
  for (const one of document.querySelectorAll('.path > details')) one.open = true;
  const rows = (side) => [...document.querySelectorAll('.drawing > .' + side + ' > *')];
  const beside = rows('stops');
  return rows('rail').flatMap((piece, i) => {
    const text = (selector) => [...beside[i].querySelectorAll(selector)].map((one) => one.innerText.trim()).join(' ');
    const node = piece.querySelector('.node');
    if (piece.dataset.trust) return ['--- ' + text('.label')];
    if (!node) return [];
    const edge = piece.querySelector('.track i').dataset.edge;
    const time = piece.querySelector('.time').innerText;
    return [[time, edge, '|', node.dataset.kind, text('.host, .role, .tls')].filter(Boolean).join(' ')];
  });
})()`;

type Sample = readonly [string, readonly string[]];
const samples: readonly Sample[] = [
  [
    'service-unsigned',
    [
      'none | told MTIzNDU2Nw MUA',
      'unknown | claimed geopod-ismtpd-3 MSA TLS not recorded',
      '+2 s plain | claimed recvd-5c6b5f7d9c-abcde MTA internal',
      '--- recorded by Gmail',
      '+2 s plain | recorded mx.google.com MX TLS 1.3',
      '+1 s plain | recorded 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 MDA internal',
    ],
  ],
  [
    'forwarded',
    [
      'none | told p5b0.dip0.provider.example [203.0.113.200] MUA',
      'unknown | claimed mail.unsigned.example MSA TLS 1.3',
      '+2 s plain | claimed mx.oldpost.example Forwarder TLS',
      '--- recorded by Gmail',
      '+2 s plain | recorded mx.google.com MX TLS 1.3',
      '+1 s plain | recorded 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 MDA internal',
    ],
  ],
  [
    'list-footer',
    [
      'none | told p5b0.dip0.provider.example [203.0.113.200] MUA',
      'unknown | claimed mail.nest.example MSA TLS 1.3',
      '+2 s plain | claimed mx.lists.example Mailing list TLS',
      '--- recorded by Gmail',
      '+2 s plain | recorded mx.google.com MX TLS 1.3',
      '+1 s plain | recorded 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 MDA internal',
    ],
  ],
  [
    'web-host-sender',
    [
      'none | told not recorded MUA',
      'unknown | claimed sv1234.xserver.jp MSA internal',
      '--- recorded by Gmail',
      '+5 s plain | recorded mx.google.com MX TLS 1.3',
      '+1 s plain | recorded 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 MDA internal',
    ],
  ],
  [
    'all-pass',
    [
      'none | told p5b0.dip0.provider.example [203.0.113.200] MUA',
      'unknown | claimed mail.letters.example MSA TLS 1.3',
      '--- recorded by Gmail',
      '+4 s plain | recorded mx.google.com MX TLS 1.3',
      '+1 s plain | recorded 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 MDA internal',
    ],
  ],
];

export function runPaths(start: (world: World) => Promise<Driver>): void {
  describe('the path of a sample, in the popup', () => {
    let world: World;
    let driver: Driver;
    beforeAll(() => void mkdirSync(pictures, { recursive: true }));
    inOneBrowser(start, 'always', (suite) => {
      ({ world, driver } = suite);
    });

    test.each(samples)('%s', async (id, expected) => {
      await driver.visit(world.addressOf(id));
      const popup = await driver.toolbar();
      await shows(popup, sampleOf(id));
      expect(await popup.evaluate(drawn)).toEqual(expected);
      await popup.evaluate("void document.querySelector('.path').scrollIntoView()");
      const schemes = driver.name === 'chromium' ? (['light', 'dark'] as const) : (['light'] as const);
      for (const scheme of schemes) {
        await popup.screenshot(join(pictures, `path-${id}-${driver.name}-${scheme}.png`), { scheme });
      }
      expect(world.webmail.state.cspReports).toEqual([]);
    });

    test('the gateway that the options name takes the place of the receiver', async () => {
      const options = await driver.ownPage('options/index.html');
      await options.waitFor('[name="gateways"]');
      await options.evaluate(`(() => {
        const area = document.querySelector('[name="gateways"]');
        area.value = '203.0.113.55\\nmx.oldpost.example';
        area.dispatchEvent(new Event('change', { bubbles: true }));
      })()`);
      expect(await options.waitFor('[role="status"]:not(:empty)')).toBe(
        wordsIn('en').text('page_options_gateways_saved'),
      );
      await driver.visit(world.addressOf('forwarded'));
      const popup = await driver.toolbar();
      await popup.waitFor('[data-step="done"] .path-line', 25_000);
      expect(await popup.evaluate(drawn)).toEqual([
        'none | told p5b0.dip0.provider.example [203.0.113.200] MUA',
        'unknown | claimed mail.unsigned.example MSA TLS 1.3',
        '--- recorded by your gateway and Gmail',
        '+2 s plain | recorded mx.oldpost.example MX TLS',
        '+2 s plain | recorded mx.google.com MX TLS 1.3',
        '+1 s plain | recorded 2002:a05:6a20:3d1b:b0:1a2:b3c4:d5e6 MDA internal',
      ]);
      await popup.evaluate("void document.querySelector('.path').scrollIntoView()");
      await popup.screenshot(join(pictures, `path-gateway-${driver.name}.png`));
    });
  });
}
