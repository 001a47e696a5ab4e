/** What may go to a terminal, and into JSON that is shown on one. Mail may hold commands and marks that act without being seen. */

/** Control characters but tab and line feed: they command terminals. */
const controls = /[\x00-\x08\x0B-\x1F\x7F-\x9F]/g;

/** Reorder or hide what stands around them: zero-width and bidirectional characters, invisible separators, tags. Unicode TR36 §3. */
const unseen = /[\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

export function printable(text: string): string {
  return text.replace(controls, '\uFFFD').replace(unseen, (one) => `‹U+${hex(one.codePointAt(0))}›`);
}

/** JSON that gives the same value, with these characters escaped. JSON.stringify has escaped the first 32 already. */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(
    /[\x7F-\x9F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]|\uDB40[\uDC00-\uDC7F]/g,
    (one) => [...Array(one.length).keys()].map((at) => `\\u${hex(one.charCodeAt(at)).toLowerCase()}`).join(''),
  );
}

function hex(code = 0): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
