/** Functions that Firefox runs with its own rights, to open the extension's popup and to look into it. */

// What these functions use exists only where they run.
declare const Services: { wm: { getMostRecentWindow(type: string): ChromeWindow } };
type ChromeWindow = { document: Document; setTimeout(done: () => void, ms: number): void };
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
  const find = async <T>(look: () => T | null | undefined | false): Promise<T> => {
    for (let i = 0; i < 100; i++) {
      const found = look();
      if (found) return found;
      await new Promise<void>((later) => window.setTimeout(later, 50));
    }
    throw new Error(`not found: ${look}`);
  };
  const { document } = window;
  document.getElementById('unified-extensions-button')?.click();
  const panel = await find(() => {
    const one = document.getElementById('unified-extensions-panel') as (HTMLElement & { state?: string }) | null;
    return one?.state === 'open' && one;
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
