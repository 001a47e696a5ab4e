/** The two functions of punycode.js that are used here; the package brings no types. */

declare module 'punycode.js' {
  const punycode: { decode(input: string): string; encode(input: string): string };
  export = punycode;
}
