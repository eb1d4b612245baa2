import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { getDatasetEver } from '#platform/data/catalogue';
import { openTestCity, type TestCity } from '#testing';
import { joinRows } from '../join-rows.ts';
import registersModule from '../module.ts';
import { moveCode } from '../placing-store.ts';
import { noteTakenBack } from '../recheck/recheck-store.ts';
import { mergePersons } from '../regroup/merge.ts';
import { withdraw } from '../regroup/retire-store.ts';
import { splitPerson } from '../regroup/split.ts';
import { subjects } from '../subjects.ts';
import { dueInAll, movedInAll } from '../testing/whole-walk.ts';
import { followChanges, reckonAgain, writeHouseholds } from './keep.ts';
import { putMovements } from './movement-store.ts';
import { movementKinds } from './rules.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

// Households that follow what has changed are those that a walk through the whole register would make, whatever happened.

let city: TestCity;
let context: Context;
beforeAll(async () => {
  city = await openTestCity({ modules: [registersModule], work: false });
  context = city.as({ id: 'office', grants: { '*': 'city' } }).context();
});
afterAll(() => city.close());

/** Numbers from 0 to 1 that a seed gives (a linear congruential generator of Numerical Recipes). */
const randomOf = (seed: number) => {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
};
type Random = () => number;
const some = <T>(random: Random, of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;

const citizens = Array.from({ length: 9 }, (_, index) => {
  const first17 = `00028119700101${601 + 2 * index}`;
  return first17 + citizenIdCheck(first17);
});

let clock = 0;
const nextBatch = () => ({
  batch: `B${(clock += 1)}`,
  at: new Date(Date.UTC(2026, 0, 1, clock)).toISOString(),
});

/** Some people are told of, some of them as moved, by one delivery. */
async function deliver(tx: Db, random: Random): Promise<void> {
  const code = some(random, ['gaj-population', 'gaj-movement', 'rsj-insured']);
  const dataset = await getDatasetEver(tx, code);
  const { batch, at } = nextBatch();
  const rows = citizens
    .filter(() => random() < 0.4)
    .map((citizenId, row) => {
      const said: Record<string, string | null> = {
        name: '周一一',
        citizenId,
        sex: '1',
        birthDate: '1970-01-01',
        address: some(random, [null, '模拟一路1号', '模拟二路2号']),
        householdNumber: some(random, ['H601', 'H602', 'H603', null]),
        householdRelation: some(random, ['02', '20', null]),
      };
      const values = Object.fromEntries(
        dataset.fields.map(({ name, feeds }) => [name, feeds ? (said[feeds.attribute] ?? null) : null]),
      );
      return { row: row + 1, key: `${code}-${citizenId}`, values };
    });
  if (rows.length === 0) return;
  const joining = { dataset, batch, at, subject: subjects.person, simulated: true, chief: 90, late: false };
  await joinRows(context, tx, joining, rows);
  if (code !== 'gaj-movement') return;
  const movements = rows.map(({ row, key }) => ({
    row_key: key,
    row,
    household_number: some(random, ['H601', 'H602', 'H604']),
    kind: some(random, movementKinds),
    happened_on: `2025-0${1 + Math.floor(random() * 9)}-01`,
    elsewhere: null,
  }));
  await putMovements(tx, { dataset: code, batch, at, simulated: true }, movements);
}

const decided = { decision: 'D1', decidedBy: ['a', 'b'] };

async function mergeOrPart(tx: Db, random: Random): Promise<void> {
  const { rows: united } = await sql<{ id: string; into: string }>`
    select id, merged_into as into from registers.person where merged_into is not null order by id`.execute(
    tx,
  );
  const parted = some(random, united);
  if (parted && random() < 0.6) {
    await splitPerson(context, tx, { ...decided, person: parted.into, other: parted.id, moves: [] });
    return;
  }
  const { rows } = await sql<{ id: string }>`
    select id from registers.person where withdrawn_at is null order by id`.execute(tx);
  const [one, two] = [some(random, rows), some(random, rows)];
  if (!one || !two || one.id === two.id) return;
  await mergePersons(context, tx, { ...decided, person: one.id, other: two.id, reason: '试' });
}

/** What a rule, changed since, holds back: its rows were never said, and somebody may leave the register. */
async function revoke(tx: Db, random: Random): Promise<void> {
  const { rows } = await sql<{ dataset: string; batch: string; row: number; key: string; entity: string }>`
    select dataset, batch, row, row_key as key, entity from registers.member order by dataset, row_key`.execute(
    tx,
  );
  const taken = some(random, rows);
  if (!taken) return;
  await noteTakenBack(tx, taken, [taken]);
  if (random() < 0.5) {
    const { entity: id } = taken;
    const now = context.clock.now().toISOString();
    await withdraw(tx, { id, now, by: 'office', source: 'recheck:test', reason: '试' });
  }
  await reckonAgain(context, tx, [taken.entity]);
}

async function giveCodes(tx: Db, random: Random): Promise<void> {
  const code = some(random, ['A1', 'A2', 'A3']);
  await sql`update registers.person set address_code = ${code}
    where address = ${some(random, ['模拟一路1号', '模拟二路2号'])}`.execute(tx);
  if (random() < 0.3) await moveCode(tx, 'A2', 'A3');
}

const happen = (random: Random) =>
  context.transaction((tx) =>
    some(random, [deliver, deliver, deliver, mergeOrPart, revoke, giveCodes])(tx, random),
  );

async function known(tx: Db): Promise<Record<string, unknown[]>> {
  const all = async (query: ReturnType<typeof sql>) => (await query.execute(tx)).rows;
  return {
    members: await all(sql`select * from registers.household_member order by person, position`),
    reckoned: await all(sql`select * from registers.household_reckoned order by person`),
    households: await all(
      sql`select number, head, members, division, address, address_code, state from registers.household order by number`,
    ),
  };
}

class Undone extends Error {}

/** What a walk through the whole register would make of the households now; nothing of it stays. */
async function byWholeWalk(): Promise<Record<string, unknown[]>> {
  let found: Record<string, unknown[]> = {};
  await context
    .transaction(async (tx) => {
      await reckonAgain(context, tx, await dueInAll(tx));
      await writeHouseholds(context, tx, await movedInAll(tx));
      found = await known(tx);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return found;
}

const marksLeft = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from registers.household_due`.execute(context.db))
    .rows[0]?.n;

class Killed extends Error {}

/** Steps of three marks, of which some are done; what then happens is done on top of them. */
async function cutOff(random: Random): Promise<void> {
  const steps = Math.floor(random() * 3);
  let seen = 0;
  const onStep = () => {
    seen += 1;
    if (seen > steps) throw new Killed();
  };
  await followChanges(context, { size: 3, onStep }).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

test.each(Array.from({ length: 6 }, (_, seed) => seed + 1))(
  'after deliveries, moves, merges, partings and what is taken back, households are those of a whole walk (seed %i)',
  async (seed) => {
    const random = randomOf(seed);
    for (let round = 0; round < 4; round += 1) {
      for (let told = 0; told < 4; told += 1) await happen(random);
      const expected = await byWholeWalk();
      await cutOff(random);
      await followChanges(context, { size: 3 });
      expect(await known(context.db)).toEqual(expected);
      expect(await marksLeft()).toBe(0);
      await happen(random);
      await cutOff(random);
      await happen(random);
      await followChanges(context, { size: 3 });
      expect(await dueInAll(context.db)).toEqual([]);
      expect(await movedInAll(context.db)).toEqual([]);
    }
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from registers.household`.execute(
      context.db,
    );
    expect(rows[0]?.n).toBeGreaterThan(0);
  },
);

test('a run that was cut off between two steps leaves the rest to the next', async () => {
  await sql`update registers.household_reckoned set said = 'other'`.execute(context.db);
  await sql`insert into registers.household_due (person) select person from registers.household_reckoned`.execute(
    context.db,
  );
  const due = await dueInAll(context.db);
  expect(due.length).toBeGreaterThan(3);
  const stop = new AbortController();
  const cut = followChanges(context, { size: 3, signal: stop.signal, onStep: () => stop.abort() });
  await expect(cut).rejects.toThrow(/abort/i);
  const left = await dueInAll(context.db);
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(due.length);
  await followChanges(context, { size: 3 });
  expect(await dueInAll(context.db)).toEqual([]);
});

test('whoever waits for the code of their address is left for when they have it', async () => {
  const { db } = context;
  const persons = async (query: ReturnType<typeof sql<{ person: string }>>) =>
    (await query.execute(db)).rows.map(({ person }) => person);
  await sql`update registers.household_reckoned set said = 'other'`.execute(db);
  await sql`insert into registers.household_due (person) select person from registers.household_reckoned`.execute(
    db,
  );
  const waiting = await persons(sql<{ person: string }>`
    select r.person from registers.household_reckoned r
    where exists (select from registers.placing_due d where d.entity = r.person) order by r.person`);
  expect(waiting.length).toBeGreaterThan(0);
  await followChanges(context, { size: 3, placedOnly: true });
  const left = sql<{ person: string }>`select distinct person from registers.household_due order by person`;
  expect(await persons(left)).toEqual(waiting);
  await sql`delete from registers.placing_due`.execute(db);
  await followChanges(context, { size: 3, placedOnly: true });
  expect(await persons(left)).toEqual([]);
  expect(await dueInAll(db)).toEqual([]);
});

test('what is committed under a lower number than was looked at is there for the next', async () => {
  const { rows } = await sql<{ id: string }>`
    select p.id from registers.person p join registers.household_reckoned r on r.person = p.id
    where p.withdrawn_at is null and p.household_number is not null order by p.id limit 1`.execute(
    context.db,
  );
  const id = rows[0]?.id ?? '';
  await sql`update registers.household_reckoned set said = 'other' where person = ${id}`.execute(context.db);
  expect(await followChanges(context, { size: 3 }), 'nothing was noted').toBe(0);
  await sql`insert into registers.household_due (n, person) overriding system value values (1, ${id})`.execute(
    context.db,
  );
  expect(await followChanges(context, { size: 3 })).toBe(1);
  expect(await dueInAll(context.db)).toEqual([]);
});
