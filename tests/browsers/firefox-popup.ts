/** Functions that Firefox runs with its own rights, to open the extension's popup and to look into it. */

// What these functions use exists only where they run.
declare const Services: { wm: { getMostRecentWindow(type: string): ChromeWindow } };
declare const WebExtensionPolicy: { getByID(id: string): { extension: Extension } };
declare const ChromeUtils: {
  importESModule(url: string): {
    ExtensionPermissions: { add(id: string, what: object, extension: Extension): Promise<void> };
  };
};
type Extension = {
  readonly views: Iterable<{ readonly viewType: string; readonly xulBrowser: PopupBrowser }>;
  wakeupBackground(): Promise<void>;
  terminateBackground(options: object): Promise<void>;
};
type ChromeWindow = {
  document: Document;
  gBrowser: { selectedBrowser: PopupBrowser };
  setTimeout(done: () => void, ms: number): void;
};
type PopupBrowser = Element & {
  readonly currentURI?: { readonly spec: string };
  readonly browsingContext: {
    readonly currentWindowGlobal: {
      getActor(name: string): {
        executeScript(body: string, args: readonly unknown[], options: object): Promise<unknown>;
      };
      drawSnapshot(rect: null, scale: number, background: string): Promise<ImageBitmap>;
    };
  };
};

/** Opens the popup by clicks on the toolbar. */
export async function openPopup(id: string): Promise<void> {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const find = async <T>(look: (i: number) => T | null | undefined | false): Promise<T> => {
    for (let i = 0; i < 200; i++) {
      const found = look(i);
      if (found) return found;
      await new Promise<void>((later) => window.setTimeout(later, 50));
    }
    throw new Error(`not found: ${look}`);
  };
  const { document } = window;
  const panel = await find((i) => {
    const one = document.getElementById('unified-extensions-panel') as (HTMLElement & { state?: string }) | null;
    if (one?.state === 'open') return one;
    // A click is lost while another panel still closes: whoever sees nothing open clicks again.
    if (i % 20 === 0 && (one?.state ?? 'closed') === 'closed') {
      document.getElementById('unified-extensions-button')?.click();
    }
    return null;
  });
  const item = await find(() =>
    panel.querySelector<HTMLElement>(`toolbaritem[data-extensionid="${id}"] .unified-extensions-item-action-button`),
  );
  item.click();
  await find(() =>
    [...document.querySelectorAll('.webextension-popup-browser')].find((one) =>
      (one as PopupBrowser).currentURI?.spec.startsWith('moz-extension:'),
    ),
  );
}

/** Runs a function body in the page of the popup. */
export async function runInPopup(body: string): Promise<unknown> {
  const { document } = Services.wm.getMostRecentWindow('navigator:browser');
  const popup = document.querySelector('.webextension-popup-browser') as PopupBrowser | null;
  if (!popup) throw new Error('no popup');
  const actor = popup.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');
  return actor.executeScript(body, [], { sandboxName: 'default', newSandbox: true, async: false });
}

/** A click that counts as the user's own: only such a one may ask for a permission. False where there is nothing to click. */
export async function clickInPopup(selector: string): Promise<unknown> {
  const { document } = Services.wm.getMostRecentWindow('navigator:browser');
  const popup = document.querySelector('.webextension-popup-browser') as PopupBrowser | null;
  if (!popup) throw new Error('no popup');
  const actor = popup.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');
  const body = `const found = document.querySelector(arguments[0]);
    const input = window.windowUtils.setHandlingUserInput(true);
    try { found?.click(); } finally { input.destruct(); }
    return !!found;`;
  return actor.executeScript(body, [selector], { sandboxName: 'system', newSandbox: true, async: false });
}

/** Closes it, and waits until it is gone: while it closes, a click on the toolbar opens nothing. */
export async function closePopup(): Promise<void> {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const panel = window.document.querySelector('.webextension-popup-browser')?.closest('panel') as
    | (Element & { readonly state: string; hidePopup(): void })
    | null;
  panel?.hidePopup();
  for (let i = 0; i < 60 && panel?.isConnected && panel.state !== 'closed'; i++) {
    await new Promise<void>((later) => window.setTimeout(later, 50));
  }
}

/** Chooses the item of that label in the context menu that is open. */
export async function chooseItem(label: string): Promise<void> {
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const menu = window.document.getElementById('contentAreaContextMenu') as
    | (HTMLElement & { state: string; activateItem(item: Element): void })
    | null;
  for (let i = 0; i < 100; i++) {
    const item = [...(menu?.querySelectorAll('menuitem') ?? [])].find((one) => one.getAttribute('label') === label);
    if (menu?.state === 'open' && item) {
      menu.activateItem(item);
      return;
    }
    await new Promise<void>((later) => window.setTimeout(later, 50));
  }
  throw new Error(`no item "${label}" in the context menu (${menu?.state})`);
}

/** A page of an extension: in a popup, or in the tab that is in front. */
export async function hasOpened(): Promise<boolean> {
  const { document, gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
  return [...document.querySelectorAll('.webextension-popup-browser'), gBrowser.selectedBrowser].some((one) =>
    (one as PopupBrowser).currentURI?.spec.startsWith('moz-extension:'),
  );
}

/** The value of an expression in the extension's background page, which is started where it sleeps. JSON. */
export async function inBackground(id: string, expression: string): Promise<unknown> {
  const { extension } = WebExtensionPolicy.getByID(id);
  await extension.wakeupBackground();
  const background = [...extension.views].find(({ viewType }) => viewType === 'background');
  if (!background) throw new Error('no background page');
  const actor = background.xulBrowser.browsingContext.currentWindowGlobal.getActor('MarionetteCommands');
  const body = `const done = arguments[arguments.length - 1];
    (async () => (${expression}))().then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`;
  return actor.executeScript(body, [], { sandboxName: null, newSandbox: false, async: true });
}

/** As if the user had agreed that the extension sends what it says it sends. */
export async function grantData(id: string, kinds: readonly string[]): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID(id);
  await ExtensionPermissions.add(id, { permissions: [], origins: [], data_collection: kinds }, extension);
}

export async function stopBackground(id: string): Promise<void> {
  const { extension } = WebExtensionPolicy.getByID(id);
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
}

/** A picture of the popup at its real size, PNG in base64. */
export async function drawPopup(): Promise<string> {
  const { document } = Services.wm.getMostRecentWindow('navigator:browser');
  const popup = document.querySelector('.webextension-popup-browser') as PopupBrowser;
  const picture = await popup.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white');
  const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas') as HTMLCanvasElement;
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}
