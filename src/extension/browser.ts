/** The one import of webextension-polyfill. */

export type { Runtime } from 'webextension-polyfill';
export { default as browser } from 'webextension-polyfill';
