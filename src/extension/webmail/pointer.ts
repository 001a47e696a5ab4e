/** Always in Gmail's page, under 2 KB, and does one thing: it remembers what was right-clicked. No observer, no timer, no import. */

const world = globalThis as {
  /** The menu event that reaches the worker does not say which element it was about. The reader takes it from here. */
  waybillPointed?: { target: EventTarget | undefined; at: number };
  waybillForgetsPointer?: () => void;
};

const onMenu = (event: Event) => {
  // What a script of the page makes up is no click.
  if (event.isTrusted) world.waybillPointed = { target: event.composedPath()[0], at: Date.now() };
};

// Put into the page once more, it takes the place of the one before: also of that of an older version of the extension.
world.waybillForgetsPointer?.();
addEventListener('contextmenu', onMenu, true); // Gmail stops some of these events before they bubble
world.waybillForgetsPointer = () => removeEventListener('contextmenu', onMenu, true);
