/** A report as a file: the same JSON as the command line's, and back. */

import type { Json, Report } from '../../../engine/report.ts';
import { explain } from '../../../explain/explain.ts';
import type { Words } from '../../../explain/words.ts';
import { type Judgement, judge } from '../../../judgement/judgement.ts';

/** `recorded`, `verified`, `verdict`, `explanation` as the command line prints them, and where the message lay. */
export function savedText(judgement: Judgement, words: Words): string {
  const { recorded, verified, place } = judgement.report;
  const explanation = explain(judgement, words);
  return `${JSON.stringify({ recorded, verified, verdict: explanation.verdict, explanation, place }, null, 2)}\n`;
}

const places = ['spam', 'inbox', 'sent', 'trash', 'other'] as const;

/** Null where the text is not a report. Anybody may have written the file: what cannot be explained is none. */
export function reportFrom(text: string, words: Words): Report | null {
  const value = parsed(text);
  if (!isObject(value)) return null;
  const { recorded, verified = null, place } = value;
  if (!isObject(recorded) || !(verified === null || isObject(verified))) return null;
  if (!fieldsAreSound(recorded['fields'])) return null;
  const report = {
    recorded: { ...recorded, source: { kind: 'file' } },
    verified,
    place: places.find((one) => one === place) ?? null,
  } as unknown as Report;
  try {
    explain(judge(report), words);
    return report;
  } catch {
    return null;
  }
}

function parsed(text: string): Json | null {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsAreSound(fields: Json | undefined): boolean {
  return (
    Array.isArray(fields) &&
    fields.every(
      (field: Json) =>
        isObject(field) &&
        typeof field['index'] === 'number' &&
        ['name', 'key', 'raw', 'value'].every((name) => typeof field[name] === 'string'),
    )
  );
}
