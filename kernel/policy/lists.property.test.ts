import { expect, test } from 'vitest';
import { system } from '../actor.ts';
import { asking, type Came } from './testing/asking.ts';
import { oracle } from './testing/oracle.ts';
import {
  answerOf,
  assertSilent,
  byCode,
  classes,
  codesOf,
  never,
  now,
  shown,
  stage,
  valuesOf,
  type Personal,
} from './testing/scenes.ts';
import type { Row } from './testing/world.ts';

const { trial, play } = stage();
const minutes = 240_000;
const refused = { status: 403, code: 'records.may-not-filter' };

test(
  'every order of a list, page by page, holds the rows of the oracle, masked, and counts no other',
  async () => {
    await play([1, 2], async ({ world, name, actor }) => {
      const { sees, opensAll } = oracle(world, name, actor, now);
      const mine = world.now.filter(sees);
      for (const order of ['code', '-code', 'score', '-score', 'name', '-phone']) {
        const found = await asking(trial(), name, actor).pages({ order });
        if (/name|phone/.test(order) && !opensAll) {
          expect(found).toMatchObject(refused);
          continue;
        }
        const { items, total } = answerOf(found);
        expect(byCode(items.map(valuesOf))).toEqual(byCode(mine.map((row) => shown(row, never))));
        expect(total).toBe(mine.length);
      }
    });
  },
  minutes,
);

const filters: Readonly<Record<string, (row: Row, value: string) => boolean>> = {
  patient: (row, value) => row.patient === value,
  owner: (row, value) => row.owner === value,
  division: (row, value) => row.division === value,
  score: (row, value) => row.score === Number(value),
  tags: (row, value) => row.tags?.includes(value) ?? false,
  name: (row, value) => row.name === value,
  phone: (row, value) => row.phone === value,
  born: (row, value) => row.born === value,
};

/** What somebody who guesses would ask of a field: the value of some row. */
const guess = (row: Row, field: string): string | undefined => {
  const value = row[field as keyof Row];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return first === null || first === undefined ? undefined : String(first as string | number);
};

test(
  'every filter finds rows of the oracle alone; a personal one in open rows alone, and counts no other',
  async () => {
    await play([3, 4], async ({ world, name, actor }) => {
      const { sees, opens, mayOpen } = oracle(world, name, actor, now);
      const ask = asking(trial(), name, actor);
      for (const [index, [field, fits]] of Object.entries(filters).entries())
        for (const row of [world.now[index], world.now[index + 12]] as Row[]) {
          const text = guess(row, field);
          if (text === undefined) continue;
          const of = classes[field as Personal] as 'personal' | 'sensitive' | undefined;
          const found: Came<{ items: readonly object[]; total: number }> = await ask.pages({ [field]: text });
          if (of && !mayOpen(of)) {
            expect(found, field).toMatchObject(refused);
            continue;
          }
          const wanted = world.now.filter(
            (each) => sees(each) && fits(each, text) && (!of || opens(of, each)),
          );
          const { items, total } = answerOf(found);
          expect(codesOf(items), `${field}=${text}`).toEqual(codesOf(wanted));
          expect(total).toBe(wanted.length);
          assertSilent(items, { world, sees, opens: never });
        }
    });
  },
  minutes,
);

test(
  "another's cursor leads to one's own rows alone, and a forged one to a refusal or to them",
  async () => {
    await play([11], async ({ world, name, actor }) => {
      const { sees } = oracle(world, name, actor, now);
      const mine = new Set(world.now.filter(sees).map(({ code }) => code));
      for (const order of ['code', 'score', 'name']) {
        const { next } = answerOf(await asking(trial(), name, system).list({ order, limit: '5' }));
        const parts = JSON.stringify([order, "x' or true --", 'C', 3, false]);
        for (const after of [String(next), Buffer.from(parts).toString('base64url')]) {
          const found = await asking(trial(), name, actor).list({ order, after, limit: '200' });
          const came = 'answer' in found ? found.answer.items : [];
          expect('answer' in found || [400, 403].includes(found.status)).toBe(true);
          expect(came.filter(({ code }) => !mine.has(String(code)))).toEqual([]);
        }
      }
    });
  },
  minutes,
);
