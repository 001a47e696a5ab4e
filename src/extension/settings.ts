/** What the user chose, and what is made of it where it was stored by another version. */

import { type ProviderId, providers } from '../resolver/providers.ts';

export type Settings = {
  /** May the DNS be asked? 'ask' until the user has said. */
  readonly dns: 'ask' | 'always' | 'never';
  /** Whom. Null where the one that was chosen is no longer listed: nobody is asked until the user has agreed again. */
  readonly resolver: ProviderId | null;
  /** 'auto' is the browser's. */
  readonly language: 'auto' | 'en' | 'ja';
  /** Own gateways before Gmail, as the user wrote them: addresses, networks and host names. */
  readonly gateways: readonly string[];
};

export const defaults: Settings & { readonly resolver: ProviderId } = {
  dns: 'ask',
  resolver: 'google',
  language: 'auto',
  gateways: [],
};

export type SettingsKeeper = {
  readonly load: () => Promise<Settings>;
  /** Resolves to what is kept then. Rejects where the browser does not keep it. */
  readonly save: (change: Partial<Settings>) => Promise<Settings>;
};

/** What is stored may be of another version, or damaged: each part stands for itself, and what is no setting is the default. */
export function settingsFrom(stored: unknown): Settings {
  const given = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const one = <T>(value: unknown, allowed: readonly T[], otherwise: T): T =>
    allowed.find((each) => each === value) ?? otherwise;
  const listed = providers.find(({ id }) => id === given['resolver'])?.id ?? null;
  const resolver = given['resolver'] === undefined ? defaults.resolver : listed;
  const dns = one<Settings['dns']>(given['dns'], ['ask', 'always', 'never'], defaults.dns);
  const gateways = Array.isArray(given['gateways']) ? given['gateways'] : [];
  return {
    // What was agreed to was to ask that one.
    dns: resolver === null && dns === 'always' ? 'ask' : dns,
    resolver,
    language: one<Settings['language']>(given['language'], ['auto', 'en', 'ja'], defaults.language),
    gateways: gateways.filter((line): line is string => typeof line === 'string'),
  };
}

/** The resolver to ask the user about: the chosen one, else the first choice. */
export const suggestedResolver = ({ resolver }: Settings): ProviderId => resolver ?? defaults.resolver;

/** A place for one value. */
export type Place = { readonly get: () => Promise<unknown>; readonly set: (value: Settings) => Promise<void> };

export function settingsIn({ get, set }: Place): SettingsKeeper {
  const load = async () => settingsFrom(await get());
  return {
    load,
    async save(change) {
      const settings = { ...(await load()), ...change };
      await set(settings);
      return settings;
    },
  };
}
