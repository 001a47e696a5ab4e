/** What the worker is given: the browser, and all else of the world that it meets. Tests give it others. */

import type { Resolver } from '../../engine/dns/dns.ts';
import type { Words } from '../../explain/words.ts';
import type { Provider } from '../../resolver/providers.ts';
import type { Browser } from '../browser.ts';
import type { SettingsKeeper } from '../settings.ts';

export type Given = {
  readonly browser: Browser;
  readonly settings: SettingsKeeper;
  /** Asks that provider, and remembers what it answered as long as the answer lasts: another one knows nothing of it. */
  readonly resolver: (provider: Provider) => Resolver;
  /** In the user's language. */
  readonly words: () => Promise<Words>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};
