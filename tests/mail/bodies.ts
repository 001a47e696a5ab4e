/** Large bodies to measure with: the same octets every time. */

/** mulberry32: numbers from 0 to 1, the same row for the same seed. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An attachment: base64 in lines of 76. */
export function base64Lines(size: number): string {
  const next = numbers(1);
  const octets = Buffer.from(Uint8Array.from({ length: 57_000 }, () => next() * 256)).toString('base64');
  const block = `${octets.match(/.{76}/g)?.join('\r\n') ?? ''}\r\n`;
  return block
    .repeat(Math.ceil(size / block.length))
    .slice(0, size - 2)
    .concat('\r\n');
}

/** Words with single spaces, runs of spaces, tabs, and white space at the end of lines. */
export function spacedText(size: number): string {
  const next = numbers(2);
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const blanks = [' ', ' ', ' ', ' ', '  ', '\t', ' \t ', '   '];
  const any = (from: string | readonly string[]) => from[Math.floor(next() * from.length)] ?? '';
  let block = '';
  let line = 0;
  while (block.length < 1_000_000) {
    const word = Array.from({ length: 1 + Math.floor(next() * 8) }, () => any(letters)).join('');
    block += word + any(blanks);
    line += word.length;
    if (line > 60) {
      block += '\r\n';
      line = 0;
    }
  }
  return block
    .repeat(Math.ceil(size / block.length))
    .slice(0, size - 2)
    .concat('\r\n');
}
