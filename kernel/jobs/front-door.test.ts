import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openTestCity, type TestCity } from '#testing';
import { actorKinds, type Actor } from '../actor.ts';
import { defineJob } from '../job.ts';
import { defineModule } from '../module.ts';
import { readActor, writeActor } from './actor-form.ts';
import type { JobView } from './contract.ts';

const report = defineJob({
  name: 'mill.report',
  title: { zh: '报表', en: 'Report' },
  input: z.object({ wait: z.boolean().default(false) }),
  attempts: 1,
  async run({ wait }, run, context) {
    if (wait)
      await new Promise((_, reject) => {
        run.signal.addEventListener('abort', () => reject(run.signal.reason as Error));
      });
    run.progress({ done: 2, total: 2, unit: { zh: '行', en: 'rows' } });
    const file = await context.files.put(Readable.from(['a,b\n1,2\n']));
    return {
      summary: { zh: '两行', en: 'two rows' },
      files: [{ id: file.id, name: '报表.csv', type: 'text/csv; charset=utf-8' }],
    };
  },
});

const mill = defineModule({
  id: 'mill',
  title: { zh: '作坊', en: 'Mill' },
  folder: import.meta.dirname,
  dependsOn: [],
  jobs: [report],
});

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ modules: [mill] });
});
afterAll(() => city.close());

const start = async (who: ReturnType<TestCity['as']>, wait = false) => {
  const context = who.context();
  return context.startJob(context.db, report, { wait }, { actor: context.actor });
};

test('whoever started a job follows it, downloads its file, and nobody else sees that it is there', async () => {
  const clerk = city.as({ id: 'clerk', grants: { 'jobs:own': 'own' } });
  const other = city.as({ id: 'other', grants: { 'jobs:own': 'own' } });
  const chief = city.as({ id: 'chief', grants: { 'jobs:own': 'own', 'jobs:manage': 'city' } });
  const id = await start(clerk);
  await city.finished(id);
  const job = (await clerk.get(`/api/jobs/${id}`)).json<JobView>();
  expect(job).toMatchObject({
    status: 'done',
    title: { en: 'Report' },
    startedBy: { id: 'clerk' },
    progress: { done: 2, total: 2 },
    outcome: { summary: { en: 'two rows' } },
  });
  const file = job.outcome?.files?.[0]?.id ?? '';
  const download = await clerk.get(`/api/jobs/${id}/files/${file}`);
  expect(download.body).toBe('a,b\n1,2\n');
  expect(download.headers['content-disposition']).toContain(encodeURIComponent('报表.csv'));

  for (const path of [`/api/jobs/${id}`, `/api/jobs/${id}/files/${file}`])
    expect((await other.get(path)).statusCode).toBe(404);
  expect((await other.post(`/api/jobs/${id}/cancel`)).statusCode).toBe(404);
  expect((await other.post(`/api/jobs/${id}/retry`)).statusCode).toBe(404);
  // Who manages jobs sees how they stand; what came of them was for whoever had the right to it.
  expect((await chief.get(`/api/jobs/${id}`)).json<JobView>().outcome).toEqual({
    summary: job.outcome?.summary,
  });
  expect((await chief.get(`/api/jobs/${id}/files/${file}`)).statusCode).toBe(404);
  expect((await clerk.get(`/api/jobs/${id}/files/${'0'.repeat(64)}`)).statusCode).toBe(404);
  expect((await city.stranger.get(`/api/jobs/${id}`)).statusCode).toBe(401);
  expect((await city.as({ grants: {} }).get('/api/jobs')).statusCode).toBe(403);
});

test('a running job is cancelled and tried again; what has ended is not', async () => {
  const clerk = city.as({ id: 'canceller', grants: { 'jobs:own': 'own' } });
  const id = await start(clerk, true);
  const cancelled = await clerk.post(`/api/jobs/${id}/cancel`);
  expect(cancelled.statusCode).toBe(200);
  expect(await city.finished(id)).toMatchObject({ status: 'cancelled', outcome: null });
  expect((await clerk.post(`/api/jobs/${id}/cancel`)).json()).toMatchObject({ code: 'jobs.already-ended' });
  const chief = city.as({ id: 'retrier', grants: { 'jobs:own': 'own', 'jobs:manage': 'city' } });
  const notHers = await chief.post(`/api/jobs/${id}/retry`);
  expect([notHers.statusCode, notHers.json<{ code: string }>().code]).toEqual([403, 'jobs.not-yours']);
  expect((await clerk.post(`/api/jobs/${id}/retry`)).json()).toMatchObject({ cancelling: false });
  expect((await clerk.post(`/api/jobs/${id}/cancel`)).statusCode).toBe(200);
  await city.finished(id);

  const done = await start(clerk);
  await city.finished(done);
  const refused = await clerk.post(`/api/jobs/${done}/retry`);
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'jobs.not-failed']);
});

test('a job tried again runs with the rights of today, not with those it was started with', async () => {
  const before = city.as({ id: 'moved', grants: { 'jobs:own': 'own', 'mill:grind': 'city' } });
  const id = await start(before, true);
  await before.post(`/api/jobs/${id}/cancel`);
  await city.finished(id);
  const today = city.as({ id: 'moved', grants: { 'jobs:own': 'own' } });
  await today.post(`/api/jobs/${id}/retry`);
  const { rows } = await sql<{ grants: unknown }>`
    select actor -> 'grants' as grants from kernel.job where id = ${id}`.execute(today.context().db);
  expect(rows[0]?.grants).toEqual([['jobs:own', 'own']]);
  await today.post(`/api/jobs/${id}/cancel`);
  await city.finished(id);
});

test('one person cannot fill the queue that everybody shares', async () => {
  const eager = city.as({ id: 'eager', grants: { 'jobs:own': 'own' } });
  const context = eager.context();
  const ids: string[] = [];
  await context.transaction(async (tx) => {
    for (let index = 0; index < 100; index++)
      ids.push(await context.startJob(tx, report, { wait: true }, { actor: context.actor }));
    await expect(
      context.startJob(tx, report, { wait: true }, { actor: context.actor }),
    ).rejects.toMatchObject({ status: 429, code: 'jobs.too-many' });
    await sql`delete from kernel.job where id = any(${ids}::uuid[])`.execute(tx);
  });
});

test('an actor is written down with a job whole, of whatever kind', () => {
  for (const kind of actorKinds) {
    const actor: Actor = {
      id: 'a',
      kind,
      name: '甲',
      organisation: 'o',
      division: 'd',
      grants: new Map([['jobs:own', 'own']]),
      onBehalfOf: 'b',
      through: 'app',
      realName: 2,
    };
    expect(readActor(JSON.parse(writeActor(actor)))).toEqual(actor);
  }
});

test('the list is one’s own, newest first, page by page; all of it is for those who manage', async () => {
  const clerk = city.as({ id: 'lister', grants: { 'jobs:own': 'own' } });
  const chief = city.as({ id: 'manager', grants: { 'jobs:own': 'own', 'jobs:manage': 'city' } });
  const ids: string[] = [];
  for (let index = 0; index < 5; index++) ids.push(await start(clerk));
  for (const id of ids) await city.finished(id);
  type Page = { items: JobView[]; next: string | null };
  const first = (await clerk.get('/api/jobs?limit=3')).json<Page>();
  const second = (await clerk.get(`/api/jobs?limit=3&after=${first.next}`)).json<Page>();
  expect([...first.items, ...second.items].map((job) => job.id)).toEqual(ids.toReversed());
  expect(second.next).toBeNull();
  expect((await clerk.get('/api/jobs?status=failed')).json<Page>().items).toEqual([]);
  expect((await clerk.get('/api/jobs?name=mill.report&status=done')).json<Page>().items).toHaveLength(5);
  const all = await clerk.get('/api/jobs?whose=all');
  expect([all.statusCode, all.json<{ code: string }>().code]).toEqual([403, 'jobs.not-all']);
  expect((await chief.get('/api/jobs')).json<Page>().items).toEqual([]);
  expect((await chief.get('/api/jobs?whose=all')).json<Page>().items.length).toBeGreaterThanOrEqual(5);
  expect((await clerk.get('/api/jobs/not-an-id')).statusCode).toBe(400);
});
