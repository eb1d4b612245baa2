import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { handInDelivery, simulatorActor, standingOf, aboutOfKey, readTruthPeople, readTruthMistakes, runSimulate } from '#simulator';
import { openTestCity } from '#testing';
import { modules } from '../../../apps/server/modules.ts';

test('explore', async () => {
  const size = (process.env['SIM'] ?? 'tiny') as 'tiny';
  const folder = await mkdtemp(join(tmpdir(), 'yj-explore-'));
  const manifest = await runSimulate({ size, seed: 37, out: folder });
  const city = await openTestCity({ modules });
  const context = city.platform.contextFor(simulatorActor);
  let t = Date.now();
  for (const round of [1, 2, 3]) {
    const ids: string[] = [];
    for (const delivery of manifest.deliveries.filter((each) => each.round === round))
      ids.push(await handInDelivery(context, folder, delivery));
    while (!(await standingOf(context, ids, 0)).joined) await new Promise((r) => setTimeout(r, 100));
  }
  console.log('joined', (Date.now() - t) / 1000);
  const office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  const boss = city.as({ id: 'boss', organisation: '330281-jxj', grants: { '*': 'city' } });
  t = Date.now();
  const ended = async (job: string) => { for (;;) { const row = (await office.get(`/api/jobs/${job}`)).json<{ status: string }>(); if (['done', 'failed', 'cancelled'].includes(row.status)) return row; await new Promise((r) => setTimeout(r, 200)); } };
  const trained = await office.post('/api/linkage/trainings', { reason: '首次训练' });
  const done = await ended(trained.json<{ job: string }>().job);
  console.log('trained', (Date.now() - t) / 1000, JSON.stringify(done));
  const decided = await boss.post('/api/linkage/models/v1/decision', { approve: true, reason: '试用' });
  console.log(decided.body);
  t = Date.now();
  const ran = await office.post('/api/linkage/start');
  console.log(JSON.stringify(await ended(ran.json<{ job: string }>().job)), (Date.now() - t) / 1000);
  const { rows } = await sql<Record<string, unknown>>`select p.*, q.citizen_id, q.name as person_name from linkage.pair p join registers.person q on q.id = p.person`.execute(context.db);
  const people = await readTruthPeople(folder);
  const mistakes = await readTruthMistakes(folder);
  const right = (row: Record<string, unknown>) => people[aboutOfKey(String(row['dataset']), String(row['row_key']))]?.citizenId === row['citizen_id'];
  for (const state of ['linked', 'waiting', 'gone']) {
    const of = rows.filter((row) => row['state'] === state);
    console.log(state, of.length, 'right', of.filter(right).length);
  }
  for (const row of rows.filter((row) => row['state'] !== 'linked' || !right(row)).slice(0, 40)) {
    const m = mistakes.find((each) => each.dataset === row['dataset'] && each.key === row['row_key']);
    console.log(row['state'], right(row), row['probability'], row['dataset'], row['row_key'], m?.kind, m?.true, m?.written, JSON.stringify(row['comparisons']));
  }
  const model = await sql<{ parameters: { comparisons: unknown; prior: number; blocks: unknown } }>`select parameters from linkage.model`.execute(context.db);
  console.log(JSON.stringify(model.rows[0]?.parameters, null, 1).slice(0, 4000));
  const kinds = new Map<string, number>();
  for (const m of mistakes.filter((each) => each.dataset !== 'scjg-company')) kinds.set(m.kind + ' ' + m.field, (kinds.get(m.kind + ' ' + m.field) ?? 0) + 1);
  console.log(kinds);
  await city.close();
  expect(1).toBe(1);
}, 900_000);
