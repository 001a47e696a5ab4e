import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokeniser, withoutComments } from '../../../src/engine/syntax/rfc5322.ts';

const tokenise = tokeniser(';');

/** "w:x" a word, "q:x" a quoted string, "c:x" a comment, "s:x" a special. */
const brief = (text: string, specials = ';') => tokeniser(specials)(text).map(({ kind, text: t }) => `${kind[0]}:${t}`);

describe('lexical tokens (RFC 5322 §3.2)', () => {
  test.each([
    ['words and specials', 'a b;c', ['w:a', 'w:b', 's:;', 'w:c']],
    ['a comment glued to a word', 'a(b)c', ['w:a', 'c:b', 'w:c']],
    ['comments nest', '(a (b (c (d))))x', ['c:a (b (c (d)))', 'w:x']],
    ['a quoted-pair in a comment', '(a \\) b) c', ['c:a \\) b', 'w:c']],
    ['specials within a comment are text', '(a;b) c', ['c:a;b', 'w:c']],
    ['a quoted string with a quoted-pair', '"a \\" (b" c', ['q:a " (b', 'w:c']],
    ['a quotation mark within a comment is text', '(a " b) c', ['c:a " b', 'w:c']],
    ['a comment that is not closed', 'a (b c; d', ['w:a', 'w:(b', 'w:c', 's:;', 'w:d']],
    ['the inner one of two is closed', 'a (b (c) d', ['w:a', 'w:(b', 'c:c', 'w:d']],
    ['a quoted string that is not closed', 'a "b; c', ['w:a', 'w:"b', 's:;', 'w:c']],
    ['a closing parenthesis alone', 'a) b', ['w:a)', 'w:b']],
    ['a quoted-pair at the end', '(a\\', ['w:(a\\']],
    ['UTF-8', '(\xe3\x81\x82) \xe3', ['c:\xe3\x81\x82', 'w:\xe3']],
    ['nothing', ' \t\r\n', []],
  ])('%s', (_, text, expected) => {
    expect(brief(text)).toEqual(expected);
  });
});

test('comments are blanked out, and all else keeps its place', () => {
  expect(withoutComments('a (b) c(d (e))f')).toBe('a     c       f');
});

describe('mail is hostile', () => {
  const soup = fc.array(fc.constantFrom('(', ')', '"', '\\', ';', ' ', 'a', '\xff', '\n', '\x00'), { maxLength: 60 });
  test('every octet but white space belongs to one token', () => {
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = pieces.join('');
        let at = 0;
        for (const token of tokenise(text)) {
          expect(text.slice(at, token.start)).toMatch(/^\s*$/);
          expect(token.end).toBeGreaterThan(token.start);
          at = token.end;
        }
        expect(text.slice(at)).toMatch(/^\s*$/);
      }),
    );
  });

  // Each of these took quadratic time with a scan from every "(" or quotation mark.
  test.each([
    ['opened', '('],
    ['closed', ')'],
    ['opened and closed', '()'],
    ['quoted', '"'],
    ['escaped', '"\\'],
    ['both', '("'],
    ['mixed', '(")\\'],
  ])(
    '300,000 octets: %s',
    (_, piece) => {
      expect(tokenise(piece.repeat(300_000 / piece.length)).length).toBeGreaterThan(0);
    },
    5000,
  );
  test('300,000 nested and closed', () => {
    expect(tokenise('('.repeat(150_000) + ')'.repeat(150_000))).toHaveLength(1);
  });
});
