/** The worker in a browser: what the bundle starts with. */

import { cached } from '../../resolver/cache.ts';
import { dohResolver } from '../../resolver/doh.ts';
import { browser } from '../browser.ts';
import { settings } from '../kept-settings.ts';
import { loadWords } from '../words.ts';
import { startWorker } from './worker.ts';

startWorker({
  browser,
  settings,
  resolver: (provider) => cached(dohResolver(provider)),
  words: loadWords,
  now: Date.now,
});
