import { afterAll, beforeAll, expect, test } from 'vitest';
import { dice } from '#engines/chance';
import { comparators } from './compile-comparators.ts';
import { writeSounds } from './sounds.ts';
import { openTestSession } from './test-session.ts';

let session: Awaited<ReturnType<typeof openTestSession>>;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

/** Few characters, so that names are often near each other; one stands outside the basic plane, others are no Chinese. */
const characters = [...'王玉李力丽莉𠮷·A'];

function names(): string[] {
  const next = dice(5);
  const one = () => {
    const length = 1 + next(6);
    return Array.from({ length }, () => characters[next(characters.length)]).join('');
  };
  return [...new Set(Array.from({ length: 400 }, one))];
}

test('short names as numbers are held against each other as their texts are', async () => {
  await session.run('create table link_v0 as select unnest($1::varchar[]) as v', [names()]);
  await writeSounds(session, 0);
  const measure = comparators['chinese-name'].measure(0, undefined);
  const side = (p: string) => `(select v as c0, s as s0, h as h0, ${p} as p0 from link_sound0)`;
  const measured = (p: string) =>
    `select l.c0 as one, r.c0 as other, ${measure} as x from ${side(p)} l, ${side(p)} r where l.c0 <> r.c0`;
  const [counted] = await session.rows<Record<string, number>>(
    `select count(*)::integer as pairs, count(*) filter (packed.x is distinct from plain.x)::integer as apart,
      count(*) filter (plain.x = 3)::integer as "oneCharacter", count(*) filter (plain.x = 2)::integer as surname
    from (${measured('p')}) packed join (${measured('null::ubigint')}) plain using (one, other)`,
  );
  expect(counted?.['apart']).toBe(0);
  expect(counted?.['pairs']).toBeGreaterThan(50_000);
  expect(counted?.['oneCharacter']).toBeGreaterThan(100);
  expect(counted?.['surname']).toBeGreaterThan(1000);
});
