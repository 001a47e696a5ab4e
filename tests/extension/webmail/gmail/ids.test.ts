/** Ids in the shapes that Gmail's page gives them. */

import { describe, expect, it } from 'vitest';
import { idsIn, nameOf, timeOf } from '../../../../src/extension/webmail/gmail/ids.ts';
import { downloadLink, keyIn } from '../../../../src/extension/webmail/gmail/original-text.ts';

describe('ids', () => {
  it.each([
    ['hexadecimal alone', '1a1019ad5b49f8a9', null, '1a1019ad5b49f8a9', null],
    [
      'decimal alone, more than a Number holds',
      null,
      '#msg-f:1878029276965107881',
      '1a1019ad5b49f8a9',
      'msg-f:1878029276965107881',
    ],
    ['both', '1a1019ad5b49f8a9', '#msg-f:1878029276965107881', '1a1019ad5b49f8a9', 'msg-f:1878029276965107881'],
    ['just sent', null, '#msg-a:r-8125550815', null, 'msg-a:r-8125550815'],
    ['just sent, of another shape', null, '#msg-a:s:12290863930259651721', null, 'msg-a:s:12290863930259651721'],
    ['15 digits', '123456789abcdef', null, '123456789abcdef', null],
  ])('%s', (_, legacy, permanent, hex, perm) => expect(idsIn(legacy, permanent)).toEqual({ hex, perm }));

  it.each([
    ['nothing', null, null],
    ['what is no id', 'undefined', 'undefined'],
    ['a thread', null, '#thread-f:1878029276965107881'],
    ['more than an id', '1a1019ad5b49f8a9&view=om', '#msg-f:1&ik=x'],
    ['capitals', '1A1019AD5B49F8A9', null],
  ])('none: %s', (_, legacy, permanent) => expect(idsIn(legacy, permanent)).toBeNull());

  it('names a message the same by either', () => {
    const name = (legacy: string | null, permanent: string | null) =>
      nameOf(idsIn(legacy, permanent) ?? { hex: null, perm: null });
    expect(name(null, '#msg-f:1878029276965107881')).toBe(name('1a1019ad5b49f8a9', null));
  });

  it('tells the time, unless it cannot be one', () => {
    const now = Date.parse('2026-11-24');
    const time = (hex: string | null) => timeOf({ hex, perm: null }, now);
    expect(new Date(time('1a1019ad5b49f8a9') ?? 0).toISOString().slice(0, 10)).toBe('2026-10-03');
    expect(time(null)).toBeNull();
    expect(time('00000000deadbeef')).toBeNull();
    expect(time('ffffffffffffffff')).toBeNull();
  });
});

describe('the session key in a script', () => {
  it.each([
    ["var GM_ID_KEY = 'ab12cd34ef';", 'ab12cd34ef'],
    ['var GM_ID_KEY="ab12cd34ef"', 'ab12cd34ef'],
    ['GLOBALS=[null,null,1,"x","en",null,null,"/mail/u/0",null,"ab12cd34ef","a@example.com"]', 'ab12cd34ef'],
    ['GLOBALS=[null,[1,"a,b]"],1,"x, ]","en",null,null,"/mail/u/0",null,"ab12cd34ef","a@example.com"]', 'ab12cd34ef'],
    ["GLOBALS=[null,null,1,'it\\'s','en',null,null,'/mail/u/0',null,'ab12cd34ef']", 'ab12cd34ef'],
    ['GLOBALS=[[[[', null],
    ['GLOBALS=[1],[2,3,4,5,6,7,8,9,10,"ab12cd34ef"]', null],
    ['{"w43KIf":["sdpc","x","ab12cd34ef"],"b":1}', 'ab12cd34ef'],
    ['{"a":[1],"w43KIf":["sdpc","https://x.example/?a=b","ab12cd34ef"]}', 'ab12cd34ef'],
    ['https://x.example/#["cftp","ab12cd34ef",1]', 'ab12cd34ef'],
    ['_GM_setData({"a":["x","y","ab12cd34ef"]})', 'ab12cd34ef'],
    ['GLOBALS=[null,null,1,"x","en",null,null,"/mail/u/0","ab12cd34ef"]', null],
    ["var GM_ID_KEY = 'no';", null],
    ["var OTHER_GM_ID_KEYS = 'ab12cd34ef';", null],
  ])('%s', (text, expected) => expect(keyIn(text)).toBe(expected));
});

describe('the link of the Show original page', () => {
  it.each([
    [
      '<a class="x" href="/mail/u/0?ui=2&amp;ik=ab&amp;view=att&amp;th=1&amp;attid=0&amp;disp=comp">',
      '/mail/u/0?ui=2&ik=ab&view=att&th=1&attid=0&disp=comp',
    ],
    ['<a href="/mail/u/0?view=att&th=1&disp=comp" class="x">', '/mail/u/0?view=att&th=1&disp=comp'],
    [
      '<a href="?view=att&amp;th=1&amp;attid=0.1&amp;disp=inline"><a href="?view=att&amp;th=1&amp;attid=0.2&amp;disp=comp"><a href="?view=att&amp;permmsgid=msg-f:1&amp;disp=comp&amp;safe=1">',
      '?view=att&permmsgid=msg-f:1&disp=comp&safe=1',
    ],
    ['<a href="/mail/u/0?view=att&amp;th=1&amp;disp=safe">', null],
    ['<a href="/mail/u/0?view=lg&amp;th=1">', null],
  ])('%s', (page, expected) => expect(downloadLink(page)).toBe(expected));
});
