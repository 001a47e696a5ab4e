import { describe, expect, it } from 'vitest';
import { looksLikeMessage, originalText } from '../../../../src/extension/webmail/gmail/original-text.ts';
import { basePath } from '../../../../src/extension/webmail/gmail/source.ts';

const octets = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

describe('the base of requests is the account that the page belongs to', () => {
  it.each([
    ['/mail/u/0/', '/mail/u/0/'],
    ['/mail/u/1', '/mail/u/1/'],
    ['/mail/u/0/popout', '/mail/u/0/'],
    ['/mail/u/0/d/AEoRXRQ/popout', '/mail/u/0/d/AEoRXRQ/'],
    ['/mail/b/AEoRXRQ/u/1/', '/mail/b/AEoRXRQ/u/1/'],
    ['/mail/', '/mail/'],
    ['/mail/ca/u/1/', '/mail/ca/u/1/'],
    ['/mail/u/0/x/popout', '/mail/u/0/x/'],
    ['/other/u/0/', '/mail/u/0/'],
  ])('%s -> %s', (pathname, base) => expect(basePath(pathname)).toBe(base));
});

describe('what looks like a message', () => {
  it.each([
    ['header fields', 'Delivered-To: a@example.com\r\nFrom: b@example.org\r\n\r\nbody', true],
    ['an mbox line first', 'From b@example.org Thu Nov 19 2026\nSubject: x\n\nbody', true],
    ['empty lines first', '\r\n\r\nSubject: x\r\n\r\n', true],
    ['white space before the colon', 'X-A: 1\r\nSubject : x\r\n\r\n', true],
    ['a page', '<!doctype html><title>From: x</title>', false],
    ['a page after white space', '\n  <html>\nFrom: x', false],
    ['known fields only in the body', 'X-A: 1\r\n\r\nFrom: b@example.org\r\n', false],
    ['text', 'Hello: there is no field that every message has\r\n\r\n', false],
    ['nothing', '', false],
    ['noise', '\u0000\u00ff\u0001', false],
  ])('%s', (_, text, expected) => expect(looksLikeMessage(octets(text))).toBe(expected));
});

describe('the text of the Show original page', () => {
  it('is unescaped, the ampersand last', () => {
    expect(
      originalText('<pre class="raw_message_text" id="raw_message_text">A: &lt;x&gt; &quot;&#39; &amp;lt;</pre>'),
    ).toBe(`A: <x> "' &lt;`);
  });
  it('has CRLF line ends, and loses the newline that HTML drops after <pre>', () => {
    expect(originalText('<pre id="raw_message_text">\nA: 1\n\tb\r\n\nbody\r</pre>')).toBe(
      'A: 1\r\n\tb\r\n\r\nbody\r\n',
    );
  });
  it('is absent from a page without the <pre>', () => expect(originalText('<html>no such message</html>')).toBeNull());
});
