import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context';
import type { JobRun } from '#kernel/job';
import { rowsWritten } from '#kernel/record-server';
import { openTestCity, type TestCity } from '#testing';
import { NaturalResource } from '../records.ts';
import { subscriptions } from '../subscriptions.ts';
import registersModule from '../module.ts';
import { findOverlaps } from './find-overlaps.ts';

let city: TestCity;
let context: Context;
beforeAll(async () => {
  city = await openTestCity({ modules: [registersModule], work: false });
  context = city.as({ id: 'office', organisation: '330281-gtj', grants: { '*': 'city' } }).context();
});
afterAll(() => city.close());

const told = subscriptions.find(({ name }) => name === 'registers.overlaps-written');

/** What the subscriber hears of each written piece. */
async function written(pieces: number, record: string = NaturalResource.id): Promise<void> {
  for (let piece = 0; piece < pieces; piece += 1) {
    const id = crypto.randomUUID();
    const payload = { record, source: 'city:test', keys: [`OV${piece}`] };
    const happened = { id, name: rowsWritten.name, version: 1, key: record, payload };
    const occurredAt = new Date().toISOString();
    await context.transaction(async (tx) =>
      told?.handle({ ...happened, occurredAt } as never, { ...context, db: tx }),
    );
  }
}

async function queued(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from kernel.job
    where name = ${findOverlaps.name} and status = 'queued'`.execute(context.db);
  return rows[0]?.count ?? 0;
}

const run = {
  id: 'round',
  attempt: 1,
  state: null,
  signal: new AbortController().signal,
  progress: () => undefined,
  checkpoint: async () => undefined,
} satisfies JobRun;

test('however many pieces are written, one round waits; once it has begun the next piece asks for another', async () => {
  await written(100);
  expect(await queued()).toBe(1);
  await findOverlaps.run({}, run, context);
  await written(100);
  expect(await queued()).toBe(2);
  await written(1, 'registers.person');
  expect(await queued()).toBe(2);
});

test('a piece of large boundaries may take longer than other statements', async () => {
  await sql`insert into registers.natural_resource (code, name, kind, area, division, keeper, right_kind, boundary)
    values ('OV0000000101', '试验', 'parcel', 11000, '330281001200', '330281-gtj', 'state',
      ST_GeomFromText('POLYGON((121.15 30.03, 121.151 30.03, 121.151 30.031, 121.15 30.03))', 4490))`.execute(
    context.db,
  );
  const limits: string[] = [];
  const watched: Context = {
    ...context,
    transaction: (work, options) =>
      context.transaction(async (tx) => {
        const { rows } = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(tx);
        limits.push(...rows.map(({ statement_timeout: limit }) => limit));
        return work(tx);
      }, options),
  };
  await findOverlaps.run({}, run, watched);
  expect(limits).toContain('10min');
});
