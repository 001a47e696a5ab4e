/** What the user chose. Kept in storage.local; nothing else is. */

import type { ProviderId } from '../resolver/providers.ts';
import { browser } from './browser.ts';

export type Settings = {
  /** May the DNS be asked? 'ask' until the user has said. */
  readonly dns: 'ask' | 'always' | 'never';
  readonly resolver: ProviderId;
  /** 'auto' is the browser's. */
  readonly language: 'auto' | 'en' | 'ja';
  /** Own gateways before Gmail, as the user wrote them: addresses, networks and host names. */
  readonly gateways: readonly string[];
};

export const defaults: Settings = { dns: 'ask', resolver: 'google', language: 'auto', gateways: [] };

export async function loadSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get('settings');
  return { ...defaults, ...(stored['settings'] as Partial<Settings> | undefined) };
}

export async function saveSettings(change: Partial<Settings>): Promise<Settings> {
  const settings = { ...(await loadSettings()), ...change };
  await browser.storage.local.set({ settings });
  return settings;
}
