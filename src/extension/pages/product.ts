/** What a report is made by: name and version, as the manifest has them. */

import { browser } from '../browser.ts';

export function product(): string {
  const { name, version } = browser.runtime.getManifest();
  return `${name} ${version}`;
}
