import { describe, expect, test } from 'vitest';
import { evaluate, p, type Said } from './cases.ts';
import { worldOf, type Zone } from './world.ts';

describe('what is asked', () => {
  const record = { '_dmarc.example.com': p('reject'), '_dmarc.sub.example.com': p('none') };
  const strict = { '_dmarc.example.com': p('reject', '; adkim=s; aspf=s') };
  test.each<[string, string, Said | null, readonly Said[], Zone, readonly string[]]>([
    [
      'equal names with a record: one question',
      'example.com',
      'pass example.com',
      ['pass example.com'],
      record,
      ['example.com'],
    ],
    ['nothing to align: one question', 'example.com', 'none ', [], record, ['example.com']],
    [
      'another organisation: no walk of its own',
      'example.com',
      'pass sendgrid.net',
      ['pass sendgrid.net'],
      record,
      ['example.com', 'com'],
    ],
    [
      'strict mode, and equal names passed',
      'example.com',
      'pass b.example.com',
      ['pass example.com'],
      strict,
      ['example.com'],
    ],
    [
      'no record: no walk of identifiers',
      'a.example.org',
      'pass b.a.example.org',
      [],
      {},
      ['a.example.org', 'example.org', 'org'],
    ],
  ])('%s', async (_, author, mailFrom, signatures, zone, names) => {
    const world = worldOf(zone);
    await evaluate(author, mailFrom, signatures, world);
    expect(world.asked.map(({ name }) => name.replace('_dmarc.', ''))).toEqual(names);
  });

  test('the existence of the name only where np is there', async () => {
    const world = worldOf({ '_dmarc.example.com': p('none', '; sp=reject') });
    const check = await evaluate('a.example.com', 'none x.example', [], world);
    expect(world.asked.some(({ type }) => type === 'A')).toBe(false);
    expect(check.existence).toBe(null);
  });

  test('all questions of a walk are under way at once', async () => {
    const world = worldOf({});
    let waiting = 0;
    let most = 0;
    const slow: typeof world = Object.assign(
      async (question: Parameters<typeof world>[0]) => {
        most = Math.max(most, ++waiting);
        await new Promise((done) => setTimeout(done, 5));
        waiting--;
        return world(question);
      },
      { asked: world.asked },
    );
    await evaluate('a.b.c.d.example.com', 'none x.example', [], slow);
    expect(most).toBe(5);
  });

  test('a flood of signatures: ten walks, passed ones first', async () => {
    const many = (result: string, n: number, at: number) =>
      Array.from({ length: n }, (_, i): Said => `${result} s${at + i}.example.com`);
    const walked = async (signatures: readonly Said[]) => {
      const world = worldOf({ ...record, '_dmarc.last.example.com': p('none', '; psd=n') });
      const check = await evaluate('example.com', 'none x.example', signatures, world);
      return { check, walks: check.alignments.filter(({ walk }) => walk.length > 0).length };
    };
    const flood = await walked([...many('fail', 50, 0), 'pass last.example.com']);
    expect(flood.walks).toBe(10);
    expect(flood.check.reason).toBe('not-aligned');
    const zone = Object.fromEntries(many('', 30, 0).map((one) => [`_dmarc.${one.trim()}`, p('none', '; psd=n')]));
    const unaligned = await evaluate('example.com', 'none x.example', many('pass', 30, 0), { ...record, ...zone });
    expect(unaligned).toMatchObject({ result: null, reason: 'too-many-identifiers' });
  });
});
