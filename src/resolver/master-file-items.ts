/** The text of a master file to its entries: lines, parentheses, comments, strings. RFC 1035 §5.1. */

export type Token = { readonly text: string; readonly quoted: boolean };

export type Item =
  | { readonly kind: 'entry'; readonly line: number; readonly blankOwner: boolean; readonly tokens: readonly Token[] }
  | { readonly kind: 'comment'; readonly line: number; readonly text: string }
  | { readonly kind: 'problem'; readonly line: number; readonly problem: 'unreadable' | 'unbalanced-parentheses' };

const PIECE = /[ \t\r\f]+|;[^\n]*|"(?:[^"\\\n]|\\.)*"|(?:[^\s;"()\\]|\\.)+|[\n()]/uy;

/** Entries and comments in order. An entry ends with its line, unless a parenthesis is open. */
export function* itemsOf(text: string): Generator<Item> {
  let line = 1;
  let start = 1;
  let open = false;
  let blankOwner = false;
  let lineStart = true;
  let tokens: Token[] = [];
  PIECE.lastIndex = 0;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; ) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text)?.[0];
    if (piece === undefined) return yield { kind: 'problem', line, problem: 'unreadable' };
    at += piece.length;
    const first = piece.charAt(0);
    if (first === ';') {
      if (lineStart) yield { kind: 'comment', line, text: piece };
    } else if (first === '(' || first === ')') {
      if (open === (first === '(')) return yield { kind: 'problem', line, problem: 'unbalanced-parentheses' };
      open = !open;
    } else if (first === '\n') {
      if (!open) {
        if (tokens.length > 0) yield { kind: 'entry', line: start, blankOwner, tokens };
        tokens = [];
        blankOwner = false;
      }
      line++;
    } else if (/\s/.test(first)) {
      if (lineStart && !open) blankOwner = true;
      lineStart = false;
      continue;
    } else {
      if (tokens.length === 0) start = line;
      tokens.push({ text: first === '"' ? piece.slice(1, -1) : piece, quoted: first === '"' });
    }
    lineStart = first === '\n';
  }
  if (open) yield { kind: 'problem', line, problem: 'unbalanced-parentheses' };
  else if (tokens.length > 0) yield { kind: 'entry', line: start, blankOwner, tokens };
}
