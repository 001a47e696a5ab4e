/** One world and one browser for the tests of a file, and nothing kept from one test to the next: a browser takes long to start. */

import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { type Dns, type Driver, forget } from './driver.ts';

export type Suite<D extends Driver> = { readonly world: World; readonly driver: D };

/** `onStart` is told both before the first test; `dns` is what the user has said of DNS questions. */
export function inOneBrowser<D extends Driver>(
  start: (world: World) => Promise<D>,
  dns: Dns,
  onStart: (suite: Suite<D>) => void,
): void {
  let world: World;
  let driver: D;
  beforeAll(async () => {
    world = await startWorld();
    driver = await start(world);
    onStart({ world, driver });
  });
  afterAll(async () => {
    await driver?.close();
    await world?.close();
  });
  beforeEach(() => forget(driver, world, dns));
}
