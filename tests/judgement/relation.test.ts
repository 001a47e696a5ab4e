/** How names look to be related before the DNS has told: a guess that never says more than names can. */

import { describe, expect, it } from 'vitest';
import { namesRelation } from '../../src/judgement/relation.ts';

describe('namesRelation', () => {
  it.each([
    ['shop.example', 'shop.example', 'equal'],
    ['mail.shop.example', 'shop.example', 'organizational'],
    ['shop.example', 'mail.shop.example', 'organizational'],
    ['mail.shop.example', 'news.shop.example', 'unknown'],
    ['one.co.jp', 'two.co.jp', 'unknown'],
    ['shop.example', 'notshop.example', 'none'],
    ['shop.example', 'example', 'none'],
    ['shop.example', 'shop.test', 'none'],
  ])('%s and %s: %s', (one, other, relation) => {
    expect(namesRelation(one, other)).toBe(relation);
  });
});
