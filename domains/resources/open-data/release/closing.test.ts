import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renewJob } from '../jobs.ts';
import { getCity, putCity } from '../store.ts';
import {
  deliverInsured,
  insuredColumns,
  openIt,
  openTown,
  proposal,
  restaurants,
  type Town,
} from '../testing/town.ts';
import { renewRelease } from './versions.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await openIt(town, town.colleague, restaurants());
}, 240_000);
afterAll(() => town.city.close());

const get = (url: string) => town.city.stranger.get(url);

test('words that no database can hold find nothing, and break nothing', async () => {
  expect((await get('/api/open-data/public/resources?q=a%00b')).statusCode).toBeLessThan(500);
});

test('what may not be open any more is closed with its reason, and opened anew shows nothing of before', async () => {
  const context = town.office.context();
  const said = await getCity(context.db);
  const seen = async (path: string) => (await get(path)).statusCode;
  expect(await seen('/open-data/files/restaurants/1/restaurants.csv')).toBe(200);
  await putCity(context.db, { ...said, registers: [] });
  expect(await renewRelease(context, 'restaurants')).toBe('closed');
  expect(await seen('/api/open-data/public/resources/restaurants')).toBe(404);
  const tasks = (await town.colleague.get('/api/tasks?kind=open-data.gate')).body;
  expect(tasks).toContain('已停止开放');
  await putCity(context.db, said);
  expect(await renewRelease(context, 'restaurants')).toBe('gone');
  await openIt(town, town.colleague, restaurants());
  const shown = (await get('/api/open-data/public/resources/restaurants')).json();
  expect(shown).toMatchObject({ version: 2, versions: [{ number: 2 }] });
  expect(shown.versions).toHaveLength(1);
  expect(await seen('/open-data/files/restaurants/1/restaurants.csv')).toBe(404);
  expect(await seen('/api/open-data/public/resources/restaurants/rows?version=1')).toBe(404);
  expect(await seen('/open-data/files/restaurants/2/restaurants.csv')).toBe(200);
});

test('two rows of one person are one, and rows that say nothing of whose they are may all be of one', async () => {
  const men = Array.from({ length: 12 }, (_, at) => ({
    number: `A${at}`,
    sex: '1',
    birth: '1990-03-01',
    kind: at % 2 ? 'pension' : 'medical',
  }));
  const measured = () =>
    town.clerk.post('/api/open-data/measure', { source: 'rsj-insured', columns: insuredColumns });
  const of = (person: string) =>
    Array.from({ length: 6 }, (_, at) => ({
      number: `D${at}`,
      sex: '2',
      birth: '2001-02-03',
      kind: at % 2 ? 'pension' : 'medical',
      person: at < 3 ? person : `${person}-${at}`,
    }));
  for (const [person, subjects] of [
    ['many', 4],
    ['', 4],
  ] as const) {
    await deliverInsured(town.city, 'first', [...men, ...of(person)]);
    const { risk } = (await measured()).json<{ risk: Record<string, unknown> }>();
    expect(risk, person).toMatchObject({ rows: 18, kept: 12, suppressed: 6, k: 12 });
    expect(risk['held'], person).toEqual([
      {
        values: { sex: '2', sexName: '女性', birthDateAgeBand: '20–29' },
        rows: 6,
        subjects,
        distinct: 2,
      },
    ]);
  }
});

test('one release that breaks keeps no other from its turn, and its provider is told', async () => {
  const context = town.office.context();
  const one = (at: number, kind: string) => ({ number: `${kind}${at}`, sex: '1', birth: '1990-01-01', kind });
  const kinds = ['enterprise-pension', 'employee-medical'];
  const people = kinds.flatMap((kind) => Array.from({ length: 10 }, (_, at) => one(at, kind)));
  await deliverInsured(town.city, 'first', people);
  await openIt(town, town.clerk, proposal());
  const path = await town.city.platform.services.lake.path('checked', 'rsj-insured', 'first.parquet');
  await writeFile(path, 'no parquet');
  // After it in the order of codes, and to be closed when it is looked at.
  await putCity(context.db, { ...(await getCity(context.db)), registers: [] });
  const run = { signal: new AbortController().signal, progress: () => {} };
  await expect(renewJob.run({}, run as never, context)).rejects.toThrow('not renewed: insured');
  expect((await get('/api/open-data/public/resources/insured')).statusCode).toBe(200);
  expect((await get('/api/open-data/public/resources/restaurants')).statusCode).toBe(404);
  expect((await town.clerk.get('/api/tasks?kind=open-data.gate')).body).toContain('新版本没有做成');
});
