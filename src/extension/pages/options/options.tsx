/** The options: whether the DNS is asked, whom, in which language; what is kept, what leaves the browser, and how to clear it. */

import { useEffect, useState } from 'preact/hooks';
import { parseGateway } from '../../../engine/trace/gateways.ts';
import type { Words } from '../../../explain/words.ts';
import { type Provider, providerOf, providers } from '../../../resolver/providers.ts';
import { browser } from '../../browser.ts';
import { loadSettings, saveSettings } from '../../kept-settings.ts';
import { type Settings, suggestedResolver } from '../../settings.ts';
import { visible } from '../../visible.ts';
import { leaveToCheck } from '../leave.ts';
import { mount } from '../mount.tsx';
import { Diagnose } from './diagnose.tsx';
import { TryResolver } from './trial.tsx';

type Props = { settings: Settings; onChange: (change: Partial<Settings>) => Promise<void>; words: Words };

const consents: readonly Settings['dns'][] = ['ask', 'always', 'never'];
const languages: readonly Settings['language'][] = ['auto', 'en', 'ja'];

/** Each language is named in itself, so that whoever reads no other finds it. */
const ownNames: Readonly<Record<'en' | 'ja', string>> = { en: 'English', ja: '日本語' };

function Consent({ settings, onChange, words }: Props) {
  const [refused, setRefused] = useState<'no' | 'yes'>('no');
  const choose = async (dns: Settings['dns']) => {
    const allowed = dns !== 'always' || (await leaveToCheck(providerOf(suggestedResolver(settings))));
    setRefused(allowed ? 'no' : 'yes');
    await onChange({ dns: allowed ? dns : settings.dns });
  };
  return (
    <fieldset>
      <legend>{words.text('page_options_consent')}</legend>
      {consents.map((dns) => (
        <label key={dns}>
          <input
            type="radio"
            name="dns"
            value={dns}
            checked={settings.dns === dns}
            // Always ask whom? One has to be chosen first.
            disabled={dns === 'always' && settings.resolver === null}
            onChange={() => choose(dns)}
          />
          <span>
            {words.text(`page_options_dns_${dns}`)}
            <small>{words.text(`page_options_dns_${dns}_more`)}</small>
          </span>
        </label>
      ))}
      <p role="status">{refused === 'yes' && words.text('page_consent_refused')}</p>
    </fieldset>
  );
}

const origin = ({ url }: Provider) => ({ origins: [`${new URL(url).origin}/*`] });

/** Without CORS headers of its own a resolver's answers can be read only with the user's leave, which a click may ask for. */
const allow = async (provider: Provider) => provider.cors || (await browser.permissions.request(origin(provider)));

function Resolvers({ settings, onChange, words }: Props) {
  const [refused, setRefused] = useState<string | null>(null);
  const chosen = providerOf(suggestedResolver(settings));
  const choose = async (provider: Provider) => {
    const allowed = await allow(provider);
    setRefused(allowed ? null : provider.name);
    await onChange({ resolver: allowed ? provider.id : settings.resolver });
  };
  return (
    <fieldset>
      <legend>{words.text('page_options_resolver')}</legend>
      <p class="quiet">{words.text('page_options_resolver_more')}</p>
      {providers.map((provider) => (
        <label key={provider.id}>
          <input
            type="radio"
            name="resolver"
            value={provider.id}
            checked={settings.resolver === provider.id}
            onChange={() => choose(provider)}
          />
          <span>
            {provider.name}
            <small>
              <bdi dir="ltr">{new URL(provider.url).hostname}</bdi>
              {!provider.cors && ` · ${words.text('page_options_resolver_permission')}`}
            </small>
            <small>{words.text(`page_resolver_${provider.id}`)}</small>
          </span>
        </label>
      ))}
      <p role="status">{refused && words.text('page_options_resolver_refused', { resolver: refused })}</p>
      <TryResolver provider={chosen} allow={() => allow(chosen)} words={words} />
    </fieldset>
  );
}

function Language({ settings, onChange, words }: Props) {
  return (
    <fieldset>
      <legend>{words.text('page_options_language')}</legend>
      {languages.map((language) => (
        <label key={language}>
          <input
            type="radio"
            name="language"
            value={language}
            checked={settings.language === language}
            onChange={() => onChange({ language })}
          />
          <span lang={language === 'auto' ? undefined : language}>
            {language === 'auto' ? words.text('page_options_language_auto') : ownNames[language]}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Gateways({ settings, onChange, words }: Props) {
  const [said, setSaid] = useState('');
  const change = async (text: string) => {
    const lines = text.split('\n').map((line) => line.trim());
    const given = lines.filter((line) => line !== '').map((line) => ({ line, gateway: parseGateway(line) }));
    const unread = given.filter(({ gateway }) => gateway === null).map(({ line }) => line);
    const kinds = new Set(given.map(({ gateway }) => gateway?.kind));
    await onChange({ gateways: given.map(({ line }) => line) });
    if (unread.length > 0) setSaid(words.text('page_options_gateways_unread', { lines: visible(unread.join(' ')) }));
    else setSaid(words.text(kinds.size === 1 ? 'page_options_gateways_half' : 'page_options_gateways_saved'));
  };
  return (
    <fieldset>
      <legend>{words.text('page_options_gateways')}</legend>
      <p class="quiet" id="gateways-more">
        {words.text('page_options_gateways_more')}
      </p>
      <textarea
        name="gateways"
        rows={4}
        dir="ltr"
        spellcheck={false}
        aria-label={words.text('page_options_gateways')}
        aria-describedby="gateways-more"
        placeholder={words.text('page_options_gateways_example')}
        defaultValue={settings.gateways.join('\n')}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <p role="status">{said}</p>
    </fieldset>
  );
}

const facts = ['mail', 'dns', 'kept', 'never'] as const;

function Leaves({ words }: { words: Words }) {
  return (
    <section class="leaves">
      <h2>{words.text('page_leaves')}</h2>
      <dl>
        {facts.map((fact) => (
          <div key={fact}>
            <dt>{words.text(`page_leaves_${fact}`)}</dt>
            <dd>{words.text(`page_leaves_${fact}_more`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Shortcut({ words }: { words: Words }) {
  const [keys, setKeys] = useState('');
  useEffect(() => {
    void browser.commands
      .getAll()
      .then((commands) => setKeys(commands.find(({ shortcut }) => shortcut)?.shortcut ?? ''));
  }, []);
  return (
    <section>
      <h2>{words.text('page_options_keys')}</h2>
      <p>{words.text('page_options_keys_open', { keys: keys || words.text('page_options_keys_none') })}</p>
      <p class="quiet">{words.text('page_options_keys_more')}</p>
    </section>
  );
}

function Clear({ onCleared, words }: { onCleared: () => Promise<void>; words: Words }) {
  const [cleared, setCleared] = useState<'no' | 'yes'>('no');
  const clear = async () => {
    await Promise.all([browser.storage.session.clear(), browser.storage.local.clear()]);
    await browser.permissions.remove({
      origins: providers.filter(({ cors }) => !cors).flatMap((one) => origin(one).origins),
    });
    await onCleared();
    setCleared('yes');
  };
  return (
    <section class="clear">
      <h2>{words.text('page_clear')}</h2>
      <p>{words.text('page_clear_more')}</p>
      <div class="answers">
        <button type="button" data-do="clear" onClick={clear}>
          {words.text('page_clear_do')}
        </button>
        <p role="status">{cleared === 'yes' && words.text('page_cleared')}</p>
      </div>
    </section>
  );
}

function Options(props: Props & { onCleared: () => Promise<void> }) {
  return (
    <main>
      <h1>{props.words.text('page_options')}</h1>
      <Consent {...props} />
      <Resolvers {...props} />
      <Language {...props} />
      <Gateways {...props} />
      <Shortcut words={props.words} />
      <Leaves words={props.words} />
      <Diagnose words={props.words} />
      <Clear onCleared={props.onCleared} words={props.words} />
    </main>
  );
}

/** Shown anew after each change: the words may have changed with it. */
async function show(): Promise<void> {
  const settings = await loadSettings();
  const onChange = async (change: Partial<Settings>) => {
    await saveSettings(change);
    await show();
  };
  await mount((words) => {
    document.title = words.text('page_options');
    return <Options settings={settings} onChange={onChange} onCleared={show} words={words} />;
  });
}

void show();
