/** What filters and programs wrote into the header, decoded by the table of vendor fields. */

import type { Recorded } from '../engine/report.ts';
import { unfolded } from '../judgement/fields.ts';
import { shownText } from './shown.ts';
import { type Code, type Row, type Shape, vendorTable } from './vendor-table.ts';
import type { Words } from './words.ts';

export type VendorLine = {
  readonly vendor: string;
  /** Where the vendor says what its codes mean; null where it does not. */
  readonly page: string | null;
  /** Index of the field, and its name. */
  readonly field: number;
  readonly name: string;
  readonly meanings: readonly string[];
};

/** Fields and codes that are shown; the rest stands with the header fields. */
const MOST_FIELDS = 40;
const MOST_CODES = 16;
/** Parts of a value that are looked at. */
const MOST_PARTS = 200;

export function vendorLines({ fields }: Recorded, words: Words): readonly VendorLine[] {
  return fields
    .flatMap((field) => {
      const row = Object.hasOwn(vendorTable, field.key) ? vendorTable[field.key] : undefined;
      const meanings = row ? meaningsOf(row, unfolded(field), words) : [];
      const { index, name } = field;
      return row && meanings.length > 0
        ? [{ vendor: row.vendor, page: row.page, field: index, name: shownText(name), meanings }]
        : [];
    })
    .slice(0, MOST_FIELDS);
}

function meaningsOf({ shape, codes }: Row, text: string, words: Words): readonly string[] {
  return said(shape, text)
    .flatMap(([name, value]) => {
      const code = Object.hasOwn(codes, name) ? codes[name] : undefined;
      return (code && sentence(code, value, words)) ?? [];
    })
    .slice(0, MOST_CODES);
}

/** The codes that a value holds, and what it says of each. */
function said(shape: Shape, text: string): readonly (readonly [string, string])[] {
  if (shape === 'whole') return [['', text]];
  if (shape === 'pairs') return pairs(text);
  return Object.entries(shape.exec(text)?.groups ?? {}).filter(([, value]) => value !== undefined);
}

/** "tests=A, B" is one list; "Yes, score=7" are two codes, the first without a value. */
function pairs(text: string): readonly (readonly [string, string])[] {
  return text
    .replace(/^(Yes|No),/i, '$1;')
    .replace(/,\s+/g, ',')
    .split(/[;\s]+/, MOST_PARTS)
    .flatMap((part) => {
      const [, name = part, mark, value = ''] = /^([A-Za-z_]+)([:=])(.*)$/s.exec(part) ?? [];
      return mark && value === '' ? [] : [[name.toUpperCase(), value] as const];
    });
}

/** A value that the table does not know is shown as it is, where the code has a sentence for that. */
function sentence({ key, values = {} }: Code, value: string, words: Words): string | null {
  const upper = value.toUpperCase();
  const known = [upper, upper.replace(/^(\d)\d\d$/, '$1XX')].find((one) => Object.hasOwn(values, one));
  const chosen = (known && values[known]) ?? key;
  return chosen ? words.text(chosen, { value: shownText(value) }) : null;
}
