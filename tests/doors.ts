/** The table of doors: which room may import which. tests/architecture.test.ts keeps it, and docs/architecture.mmd is drawn from it. */

/** Who may import whom. The first row that fits a file is its row. `types`: only `import type`. */
export const doors: readonly { room: RegExp; may: readonly RegExp[]; types?: readonly RegExp[] }[] = [
  { room: /^engine\/dmarc\//, may: [/^engine\//, /^ipaddr\.js$/, /^punycode\.js$/, /^tldts$/] },
  { room: /^engine\//, may: [/^engine\//, /^ipaddr\.js$/, /^punycode\.js$/, /^postal-mime$/] },
  { room: /^judgement\//, may: [/^judgement\//, /^engine\//], types: [/^\.\.\/public\/_locales\//] },
  {
    room: /^explain\//,
    may: [/^explain\//, /^judgement\//, /^engine\/(outcome|dns\/name|services\/table|[a-z]+\/reasons)/],
    types: [/^engine\//],
  },
  { room: /^pseudonym\//, may: [/^pseudonym\//], types: [/^engine\//] },
  { room: /^resolver\//, may: [/^resolver\//, /^engine\/(dns\/|octets)/] },
  { room: /^extension\/browser/, may: [/^webextension-polyfill$/] },
  { room: /^extension\/webmail\/pointer/, may: [] },
  {
    room: /^extension\/webmail\//,
    may: [/^extension\/(webmail\/|browser|protocol)/, /^engine\/(digest|octets|dkim\/alteration)/],
    types: [/^engine\//],
  },
  {
    room: /^extension\/pages\//,
    may: [
      /^extension\//,
      /^judgement\//,
      /^explain\//,
      /^pseudonym\//,
      /^preact/,
      /^engine\/(digest|dkim\/alteration|dmarc\/|message\/mailbox-file|octets|trace\/gateways)/,
      /^resolver\/providers/,
    ],
    types: [/^engine\//, /^\.\.\/public\/_locales\//],
  },
  {
    room: /^extension\/worker\/(errand|alteration)/,
    may: [
      /^extension\/(?!pages\/|webmail\/)/,
      /^extension\/webmail\/(pull|alteration|gmail\/source)/,
      /^engine\/(digest|dkim\/alteration)/,
    ],
    types: [/^engine\//],
  },
  {
    room: /^extension\/(worker\/(badge|given)|words|locale)/,
    may: [/^extension\/(?!pages\/|webmail\/)/, /^judgement\/judgement/, /^explain\/(verdict|words)/],
    types: [/^resolver\/providers/, /^engine\//, /^explain\//],
  },
  { room: /^extension\//, may: [/^extension\/(?!pages\/|webmail\/)/, /^engine\//, /^resolver\//] },
  {
    // What is published as a library: nothing but other rooms' names.
    room: /^library\//,
    may: [/^engine\//, /^resolver\//],
    types: [/^engine\//],
  },
  {
    room: /^cli\//,
    may: [
      /^cli\//,
      /^engine\//,
      /^judgement\//,
      /^explain\//,
      /^resolver\//,
      /^node:/,
      /^\.\.\/(public\/_locales\/|package\.json)/,
    ],
  },
];
