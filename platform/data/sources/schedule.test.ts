import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { roundJob } from './round.ts';
import { demonstrationSource } from './simulate.ts';
import { csvOf, openTown, owner, type Town } from './testing/town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await mkdir(join(town.root, owner, 'in'), { recursive: true });
});
afterAll(() => town.close());

const round = async () => {
  const context = town.city.platform.contextFor(system);
  await town.city.finished(await context.startJob(context.db, roundJob, {}, { actor: system }));
};
const runs = async () =>
  (await town.clerk.get('/api/sources/runs')).json<{
    items: { cause: string; state: string; rows: number }[];
  }>().items;

async function ended(): Promise<Awaited<ReturnType<typeof runs>>> {
  const all = await runs();
  if (all.every(({ state }) => state !== 'waiting' && state !== 'running')) return all;
  await new Promise((resolve) => setTimeout(resolve, 50));
  return ended();
}

test('a source is started when its time has come, once, and never while it is off', async () => {
  const settings = { path: 'in', ready: 'marker' };
  await town.make({ code: 'timed', kind: 'folder', settings, schedule: '30 2 * * *' });
  await town.make({ code: 'off', kind: 'folder', settings, schedule: '30 2 * * *', enabled: false });
  const { nextAt } = await town.state('timed');
  expect(new Date(nextAt ?? '').toISOString()).toMatch(/T18:30:00/);
  expect((await town.state('off')).nextAt).toBeNull();
  await writeFile(join(town.root, owner, 'in', 'a.csv'), csvOf(2));
  await writeFile(join(town.root, owner, 'in', 'a.csv.ok'), '');
  await round();
  expect(await runs()).toEqual([]);

  const { db } = town.city.platform.services.store;
  await sql`update sources.source_state set next_at = now() - interval '3 days' where source = 'timed'`.execute(
    db,
  );
  await Promise.all([round(), round()]);
  expect(await ended()).toMatchObject([
    { cause: 'schedule', state: 'collected', rows: 2, titleEn: 'Insured' },
  ]);
  expect(Date.parse((await town.state('timed')).nextAt ?? '')).toBeGreaterThan(Date.now());
});

test('a run whose job was cancelled before it began does not stand in the way of the next', async () => {
  const { db } = town.city.platform.services.store;
  const context = town.city.platform.contextFor(system);
  await sql`insert into sources.run (id, source_code, owner, dataset, cause, state, started_by, created_at, job)
    values ('R-lost', 'timed', ${owner}, 'rsj-insured', 'person', 'waiting', 'x', now(), ${crypto.randomUUID()})`.execute(
    context.db,
  );
  expect(await town.run('timed')).toMatchObject({ state: 'nothing' });
  const lost = await sql<{ state: string }>`select state from sources.run where id = 'R-lost'`.execute(db);
  expect(lost.rows).toEqual([{ state: 'cancelled' }]);
});

test('the demonstration is made once, marked, and switched off', async () => {
  const context = town.city.platform.contextFor(system);
  await demonstrationSource.play(context, 1);
  await demonstrationSource.play(context, 1);
  const row = (await town.clerk.get('/api/sources/sources/demo-insured')).json<{
    enabled: boolean;
    owner: string;
    meta: object;
  }>();
  expect(row).toMatchObject({ enabled: false, owner, meta: { simulated: true, revision: 1 } });
});
