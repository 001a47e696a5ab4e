/** Where the user's settings are kept: in storage.local, and nothing else is. */

import { browser } from './browser.ts';
import { type Settings, type SettingsKeeper, settingsIn } from './settings.ts';

export const settings: SettingsKeeper = settingsIn({
  get: async () => (await browser.storage.local.get('settings'))['settings'],
  set: (value) => browser.storage.local.set({ settings: value }),
});

export const loadSettings = (): Promise<Settings> => settings.load();
export const saveSettings = (change: Partial<Settings>): Promise<Settings> => settings.save(change);
