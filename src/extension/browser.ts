/** The one import of webextension-polyfill, and what of it a part may count on. */

import type { Browser as Whole } from 'webextension-polyfill';

export type { Runtime } from 'webextension-polyfill';
export { default as browser } from 'webextension-polyfill';

type Missing = 'contextMenus' | 'menus' | 'commands';

/** As it is where something may be missing: Firefox for Android has no menus, and others lack more. */
export type Browser = Omit<Whole, Missing> & Partial<Pick<Whole, Missing>>;
