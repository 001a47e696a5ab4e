/** Received lines that are long, or made to be slow to read: what each is of, the line with n of them, and how many are tried. */

const DATE = '; Fri, 20 Apr 2018 17:51:19 +0000';

export type HostileLine = readonly [string, (n: number) => string, number];

/** All of them say the same: from a, by c, at that time. */
export const hostileLines: readonly HostileLine[] = [
  ['parentheses that are never closed', (n) => `from a ${'('.repeat(n)} by c${DATE}`, 100_000],
  ['closed without being opened', (n) => `from a ${')'.repeat(n)} by c${DATE}`, 100_000],
  ['comments', (n) => `from a ${'()'.repeat(n)} by c${DATE}`, 100_000],
  ['comments in each other', (n) => `from a ${'('.repeat(n)}${')'.repeat(n)} by c${DATE}`, 100_000],
  ['comments with a quotation mark each', (n) => `from a ${'(") '.repeat(n)}by c${DATE}`, 100_000],
  ['quotation marks, the last unclosed', (n) => `from a ${'"'.repeat(n | 1)} by c${DATE}`, 100_001],
  ['quotation marks that are escaped', (n) => `from a ${'\\"'.repeat(n)} by c${DATE}`, 100_000],
  ['backslashes', (n) => `from a (${'\\'.repeat(2 * n)}) by c${DATE}`, 100_000],
  ['semicolons', (n) => `from a by c ${';'.repeat(n)}${DATE}`, 100_000],
  ['keywords without a value', (n) => `from a by c ${'with '.repeat(n)}${DATE}`, 200_000],
  ['keywords with a value', (n) => `from a by c ${'from x '.repeat(n)}${DATE}`, 100_000],
  ['brackets', (n) => `from a (${'['.repeat(n)}) by c${DATE}`, 100_000],
  ['comments with an address each', (n) => `from a ${'([192.0.2.1]) '.repeat(n)}by c${DATE}`, 50_000],
  ['digits and colons', (n) => `from a by c id ${'1:'.repeat(n)}${DATE}`, 100_000],
  ['half dates', (n) => `from a by c id ${'1 Apr 2018 17: '.repeat(n)}${DATE}`, 50_000],
  ['half dates behind the date', (n) => `from a by c${DATE} ${'1 Apr 2018 17: '.repeat(n)}`, 50_000],
  ['half dates and no ";"', (n) => `from a by c ${'1 Apr 2018 17: '.repeat(n)} ${DATE.slice(2)}`, 50_000],
  ['white space', (n) => `from a ${' '.repeat(n)} by c${DATE}`, 1_000_000],
  ['folds', (n) => `from a${'\r\n '.repeat(n)} by c${DATE}`, 1_000_000],
  ['octets of a word', (n) => `from a by c id ${'x'.repeat(n)}${DATE}`, 10_000_000],
  ['octets of a word of hexadecimal digits', (n) => `from a (${'a'.repeat(n)}) by c${DATE}`, 10_000_000],
  ['octets of a comment', (n) => `from a (${'x'.repeat(n)}) by c${DATE}`, 10_000_000],
];
