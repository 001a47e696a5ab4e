import { describe, expect, test } from 'vitest';
import { briefly } from '../../mail/received.ts';
import { receivedForms } from '../../mail/received-forms.ts';

describe('every form that is met, one line each', () => {
  test.each(receivedForms)('%s', (_, line, expected) => {
    expect(briefly(line)).toEqual(expected);
  });
});
