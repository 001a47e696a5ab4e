/** Always in Gmail's page, under 2 KB, and does one thing: it remembers what was right-clicked. No observer, no timer, no import. */

addEventListener(
  'contextmenu',
  (event) => {
    // The menu event that reaches the worker does not say which element it was about. The reader takes it from this global.
    (globalThis as { waybillPointed?: { target: EventTarget | undefined; at: number } }).waybillPointed = {
      target: event.composedPath()[0],
      at: Date.now(),
    };
  },
  true, // Gmail stops some of these events before they bubble
);
