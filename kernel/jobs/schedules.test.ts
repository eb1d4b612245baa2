import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { fixedClock } from '../clock.ts';
import { testFloor } from '../test-ground.ts';
import { counting } from './test-counting.ts';
import { nothing, simple } from './test-looks.ts';
import { openShop, until } from './test-shop.ts';

const floor = testFloor(['kernel.job', 'kernel.schedule']);

const nightly = simple('shop.nightly', async () => nothing);
const started = async () => {
  const { rows } = await sql<{ key: string }>`select key from kernel.job order by id`.execute(floor.store.db);
  return rows.map((row) => row.key);
};

test('a schedule starts one job a time over all nodes, in the city’s time zone, and makes up a missed one once', async () => {
  const clock = fixedClock('2026-03-01T00:00:00Z');
  const schedules = [
    { name: 'shop.every-night', cron: '30 2 * * *', job: 'shop.nightly', input: {} },
  ] as const;
  const open = () => openShop({ store: floor.store, kinds: [nightly], clock, schedules }).open();
  const stops = await Promise.all([open(), open(), open()]);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await started()).toEqual([]);
  clock.set('2026-03-01T18:29:59Z');
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(await started()).toEqual([]);
  clock.set('2026-03-01T18:30:00Z');
  await until(async () => (await started()).length > 0, 'the nightly job');
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(await started()).toEqual(['shop.every-night@2026-03-01T18:30:00.000Z']);
  await Promise.all(stops.map((stop) => stop()));

  clock.set('2026-03-05T00:00:00Z');
  const again = await Promise.all([open(), open()]);
  await until(async () => (await started()).length > 1, 'the missed job');
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect((await started()).slice(1)).toEqual(['shop.every-night@2026-03-04T18:30:00.000Z']);
  await Promise.all(again.map((stop) => stop()));
});

test('a schedule whose job still waits does not queue another, and does when that one has begun', async () => {
  const clock = fixedClock('2026-05-01T00:00:30Z');
  const open: (() => void)[] = [];
  let runs = 0;
  const slow = {
    ...simple('shop.slow', async () => {
      runs += 1;
      await new Promise<void>((resolve) => open.push(resolve));
      return nothing;
    }),
    lane: () => 'slow',
  };
  const schedules = [{ name: 'shop.minutely', cron: '* * * * *', job: 'shop.slow', input: {} }] as const;
  const keys = async () => (await started()).filter((key) => key.startsWith('shop.minutely'));
  const lookedAt = async (time: string) => {
    clock.set(time);
    await until(async () => {
      const { rows } = await sql<{ at: string }>`
        select last_tick as at from kernel.schedule where name = 'shop.minutely'`.execute(floor.store.db);
      return rows[0] !== undefined && new Date(rows[0].at).toISOString() === time;
    }, time);
  };
  const stop = await openShop({ store: floor.store, kinds: [slow], clock, schedules }).open();
  await until(
    async () =>
      (await sql`select from kernel.schedule where name = 'shop.minutely'`.execute(floor.store.db)).rows
        .length > 0,
    'the schedule',
  );
  await lookedAt('2026-05-01T00:01:00.000Z');
  await until(async () => runs === 1, 'the first to run');
  await lookedAt('2026-05-01T00:02:00.000Z');
  await lookedAt('2026-05-01T00:03:00.000Z');
  await lookedAt('2026-05-01T00:04:00.000Z');
  const two = ['shop.minutely@2026-05-01T00:01:00.000Z', 'shop.minutely@2026-05-01T00:02:00.000Z'];
  expect(await keys()).toEqual(two);
  open.shift()?.();
  await until(async () => runs === 2, 'the one that waited');
  await lookedAt('2026-05-01T00:05:00.000Z');
  expect(await keys()).toEqual([...two, 'shop.minutely@2026-05-01T00:05:00.000Z']);
  open.shift()?.();
  await until(async () => runs === 3, 'the last');
  open.shift()?.();
  await stop();
});

test('one that cannot be started keeps none of the others', async () => {
  const clock = fixedClock('2026-04-01T00:00:00Z');
  let breaks = true;
  const broken = {
    ...nightly,
    name: 'shop.broken' as const,
    lane: () => {
      if (breaks) throw new Error('no lane today');
      return 'shop';
    },
  };
  const schedules = [
    { name: 'shop.first', cron: '30 2 * * *', job: 'shop.broken', input: {} },
    { name: 'shop.second', cron: '30 2 * * *', job: 'shop.nightly', input: {} },
  ] as const;
  const stop = await openShop({ store: floor.store, kinds: [broken, nightly], clock, schedules }).open();
  await new Promise((resolve) => setTimeout(resolve, 150));
  clock.set('2026-04-01T18:30:00Z');
  await until(async () => (await started()).some((key) => key.startsWith('shop.second')), 'the second');
  expect((await started()).some((key) => key.startsWith('shop.first'))).toBe(false);
  breaks = false;
  await until(async () => (await started()).some((key) => key.startsWith('shop.first')), 'the first, later');
  await stop();
});

test('a schedule that is wrong is found when the platform opens', () => {
  const open = (schedule: { cron: string; job: `${string}.${string}`; input: unknown }) => () =>
    openShop({ store: floor.store, kinds: [counting], schedules: [{ name: 'shop.wrong', ...schedule }] });
  expect(open({ cron: '61 * * * *', job: 'shop.counting', input: { to: 1 } })).toThrow('shop.wrong');
  expect(open({ cron: '1 * * * *', job: 'shop.gone', input: {} })).toThrow('shop.gone');
  expect(open({ cron: '1 * * * *', job: 'shop.counting', input: {} })).toThrow('does not fit');
});
