/** Text of others, made fit for the eye: what would act on the page without being seen is shown as a mark. */

/** C0, DEL and C1; soft hyphen; direction marks, embeddings, overrides and isolates; zero-width and tag characters. */
const unseen =
  /[\0-\x1f\x7f-\x9f\u00ad\u061c\u115f\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** U+0007 becomes its picture, U+2407; a character without one becomes ‹U+202E›. Tabs and line ends of folding become a space. */
export function visible(text: string): string {
  return text.replace(/\r?\n[\t ]*/g, ' ').replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0x09) return ' ';
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `\u2039U+${code.toString(16).toUpperCase().padStart(4, '0')}\u203a`;
  });
}
