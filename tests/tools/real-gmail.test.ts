/** `npm start -- --gmail`: where it is refused. */

import { expect, test } from 'vitest';
import { refusal } from '../../tools/real-gmail.ts';

const display = { DISPLAY: ':0' };

test('not as root: the sandbox stays on', () => {
  expect(refusal(0, display)).toMatch(/^Not as root/);
  expect(refusal(1000, display)).toBeNull();
});

test.runIf(process.platform === 'linux')('not without a display', () => {
  expect(refusal(1000, {})).toMatch(/^There is no display/);
  expect(refusal(1000, { WAYLAND_DISPLAY: 'wayland-0' })).toBeNull();
});
