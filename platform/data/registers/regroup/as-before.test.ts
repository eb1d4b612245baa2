import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { numberSubjects } from '#platform/base/ledger';
import { getDatasetEver } from '#platform/data/catalogue';
import { openTestCity, type TestCity } from '#testing';
import { reckonAgain } from '../households/keep.ts';
import { joinRows } from '../join-rows.ts';
import { ledgerNames } from '../ledger-names.ts';
import { linkRows } from '../linked-rows.ts';
import registersModule from '../module.ts';
import { subjects } from '../subjects.ts';
import { mergePersons } from './merge.ts';
import { splitPerson } from './split.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let city: TestCity;
let context: Context;
beforeAll(async () => {
  city = await openTestCity({
    modules: [registersModule],
    work: false,
  });
  context = city.as({ id: 'office', grants: { '*': 'city' } }).context();
});
afterAll(() => city.close());

const number = (tail: string): string => {
  const first17 = `00028119800101${tail}`;
  return first17 + citizenIdCheck(first17);
};
const numbers = { one: number('501'), two: number('503') } as const;
type Who = keyof typeof numbers;

/** Numbers from 0 to 1 that a seed gives (a linear congruential generator of Numerical Recipes). */
const randomOf = (seed: number) => {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
};

interface Word {
  readonly dataset: 'gaj-population' | 'rsj-insured';
  readonly who: Who;
  readonly key: string;
  readonly at: string;
  readonly linked: boolean;
  readonly said: Readonly<Record<string, string | null>>;
}

/** Some deliveries about the one or the other, late ones and rows without a number among them. */
function wordsOf(seed: number, count: number, from: number): Word[] {
  const random = randomOf(seed);
  const some = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  return Array.from({ length: count }, () => {
    const who = some(['one', 'two'] as const);
    const dataset = some(['gaj-population', 'rsj-insured'] as const);
    const linked = random() < 0.2;
    return {
      dataset,
      who,
      linked,
      key: `${dataset === 'gaj-population' ? 'R' : 'Y'}-${who}${linked ? '-held' : some(['', '-b'])}`,
      at: new Date(Date.UTC(2026, 0, from + Math.floor(random() * 20))).toISOString(),
      said: {
        name: '周一一',
        citizenId: linked ? null : numbers[who],
        sex: '1',
        birthDate: '1980-01-01',
        mobile: some([null, '15499990001', '15499990002']),
        address: some([null, '模拟一路1号', '模拟二路2号', '模拟三路3号']),
        householdNumber: some([null, 'H501', 'H502']),
        householdRelation: some([null, '02', '20']),
      },
    };
  });
}

type Ids = Readonly<Record<Who, string>>;

async function deliver(tx: Db, words: readonly Word[], ids: Ids | undefined, prefix: string): Promise<void> {
  const newest = new Map<string, string>();
  for (const [index, { dataset: code, key, at, said, who, linked }] of words.entries()) {
    const dataset = await getDatasetEver(tx, code);
    const values = Object.fromEntries(
      dataset.fields.map(({ name, feeds }) => [name, feeds ? (said[feeds.attribute] ?? null) : null]),
    );
    const batch = `${prefix}${index}`;
    const row = { row: 1, key, values };
    const late = at < (newest.get(code) ?? '');
    newest.set(code, late ? (newest.get(code) ?? at) : at);
    if (!linked)
      await joinRows(
        context,
        tx,
        { dataset, batch, at, subject: subjects.person, simulated: true, chief: 90, late },
        [row],
      );
    else if (ids) {
      const how = { model: 'v1', probability: 0.99, decidedBy: ['a', 'b'] };
      await linkRows(context, tx, [{ ...row, dataset, batch, at, person: ids[who], how, simulated: true }]);
    }
  }
}

/** Everything that is known of the two but when and by whom a version was written. */
async function known(tx: Db, { one, two }: Ids): Promise<Record<string, unknown>> {
  const of = [one, two];
  const all = async (query: ReturnType<typeof sql>) => (await query.execute(tx)).rows;
  return {
    persons:
      await all(sql`select to_jsonb(p) - 'revision' - 'valid_from' - 'recorded_at' - 'recorded_by' - 'source' - 'reason' as row
      from registers.person p where id = any(${of}) order by id`),
    rows: await all(sql`select * from registers.member where entity = any(${of}) order by dataset, row_key`),
    homes: await all(
      sql`select * from registers.household_member where person = any(${of}) order by person, position`,
    ),
    households: await all(
      sql`select number, head, members, division, address, state from registers.household order by number`,
    ),
    sides: await all(sql`select * from registers.side`),
  };
}

class Undone extends Error {}

/** What is known after something was done, which is then undone. */
async function after(does: (tx: Db) => Promise<Ids>): Promise<Record<string, unknown>> {
  let found: Record<string, unknown> = {};
  await context
    .transaction(async (tx) => {
      const ids = await does(tx);
      await reckonAgain(context, tx, [ids.one, ids.two]);
      found = await known(tx, ids);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return found;
}

async function begun(): Promise<Ids> {
  const idOf = async (who: Who) =>
    (
      await sql<{ id: string }>`select id from registers.person where citizen_id = ${numbers[who]}`.execute(
        context.db,
      )
    ).rows[0]?.id ?? '';
  if ((await idOf('one')) === '')
    await context.transaction((tx) =>
      deliver(
        tx,
        (['one', 'two'] as const).flatMap((who) =>
          wordsOf(7, 6, 1).map((word) => ({
            ...word,
            who,
            linked: false,
            key: `${word.key.slice(0, 2)}${who}`,
            said: { ...word.said, citizenId: numbers[who] },
          })),
        ),
        undefined,
        'first',
      ),
    );
  return { one: await idOf('one'), two: await idOf('two') };
}

const decided = { decision: 'D1', decidedBy: ['a', 'b'] };

test.each(Array.from({ length: 16 }, (_, seed) => seed + 1))(
  'merged and parted with rows between, the register is what it would be had nothing been merged (seed %i)',
  async (seed) => {
    const ids = await begun();
    const between = wordsOf(seed, 8, 5);
    const [stays, goes] = seed % 2 === 0 ? [ids.one, ids.two] : [ids.two, ids.one];
    const never = await after(async (tx) => {
      await deliver(tx, between, ids, 'b');
      return ids;
    });
    const parted = await after(async (tx) => {
      await mergePersons(context, tx, { ...decided, person: stays, other: goes, reason: '试' });
      await deliver(tx, between, ids, 'b');
      await splitPerson(context, tx, { ...decided, person: stays, other: goes, moves: [] });
      return ids;
    });
    expect(parted).toEqual(never);
    const merged = await after(async (tx) => {
      await mergePersons(context, tx, { ...decided, person: stays, other: goes, reason: '试' });
      await deliver(tx, between, ids, 'b');
      return ids;
    });
    expect(merged['rows'], 'a row of both is the one person’s').toHaveLength(
      (never['rows'] as unknown[]).length,
    );
    expect(merged['sides']).toHaveLength(2);
    const backwards = await after(async (tx) => {
      await deliver(tx, between, ids, 'b');
      await mergePersons(context, tx, { ...decided, person: stays, other: goes, reason: '试' });
      return ids;
    });
    const valuesOf = (all: Record<string, unknown>) =>
      (all['persons'] as { row: Record<string, unknown> }[])
        .map(({ row }) => row)
        .find(({ id }) => id === stays);
    expect(valuesOf(merged), 'merged before or after the rows came').toEqual(valuesOf(backwards));
  },
);

test('after a merge whoever is kept finds what was read under the number of either', async () => {
  const ids = await begun();
  const named = await numberSubjects(context);
  const found = async (db: Db) => ledgerNames({ ...context, db }, ids.one);
  expect(await found(context.db)).not.toContain(named(numbers.two));
  await context
    .transaction(async (tx) => {
      await mergePersons(context, tx, { ...decided, person: ids.one, other: ids.two, reason: '试' });
      expect(await found(tx)).toEqual(
        expect.arrayContaining([named(numbers.one), named(numbers.two), ids.one, ids.two]),
      );
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
});
