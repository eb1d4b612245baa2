import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system, type Actor } from '../actor.ts';
import type { RecordOf } from './define.ts';
import { recordHandlers } from './handlers.ts';
import { listQuerySchema } from './operations.ts';
import { official, openTrial, type Asked, type Trial } from './testing/open.ts';
import { towers as rows } from './testing/towers.ts';
import { Tower, trialModule, Yard } from './testing/records.ts';
import { writeRows } from './write-rows.ts';

const tower = Tower as unknown as RecordOf;
const towers = recordHandlers(tower);
const query = listQuerySchema(tower);
const clerk = official({ 'trial:read': 'city', 'trial:write': 'city' });
const auditor = official({ 'trial:read': 'city', 'trial:reveal': 'city' }, { id: 'audit' });

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial([trialModule()]);
  const context = trial.contextFor(system);
  await context.transaction((tx) =>
    writeRows(context, tx, tower, rows, { source: 'city:towers.csv', simulated: true }),
  );
});
afterAll(() => trial.close());
beforeEach(() => {
  trial.ledger.length = 0;
});

const list = (asked: Readonly<Record<string, string>>, actor: Actor = clerk, how: Asked = {}) =>
  towers.list({ query: query.parse(asked) } as never, trial.contextFor(actor, how)) as Promise<{
    items: (Record<string, unknown> & { meta: { masked: string[]; simulated: boolean; source: string } })[];
    next: string | null;
    total: { value: number; capped: boolean };
  }>;
const codes = async (asked: Readonly<Record<string, string>>, actor?: Actor) =>
  (await list(asked, actor)).items.map(({ code }) => code);

test('the record is read as it stood at an instant', async () => {
  const before = trial.clock.now().toISOString();
  trial.clock.advance(60_000);
  await towers.change(
    { params: { key: 'T1005' }, body: { revision: 1, values: { name: '改名' } } },
    trial.contextFor(clerk),
  );
  await towers.withdraw(
    { params: { key: 'T1006' }, body: { revision: 1, reason: '拆除' } },
    trial.contextFor(clerk),
  );
  trial.clock.advance(60_000);
  expect((await list({ q: '改名' })).items).toHaveLength(1);
  expect((await list({ q: '改名', asOf: before })).items).toHaveLength(0);
  expect(await codes({ asOf: before, limit: '200' })).toHaveLength(25);
  expect(await codes({ limit: '200' })).not.toContain('T1006');
  expect(await codes({ withdrawn: 'only' })).toContain('T1006');
  const then = await towers.get(
    { params: { key: 'T1005' }, query: { asOf: before, reveal: 'no' } },
    trial.contextFor(clerk),
  );
  expect(then).toMatchObject({ name: '塔5', meta: { revision: 1 } });
  await expect(codes({ asOf: '2020-01-01T00:00:00Z' })).resolves.toEqual([]);
  const yard = Yard as unknown as RecordOf;
  const asked = { query: listQuerySchema(yard).parse({ asOf: before }) } as never;
  await expect(recordHandlers(yard).list(asked, trial.contextFor(clerk))).rejects.toMatchObject({
    code: 'records.no-versions',
  });
});

test('the history tells what changed, masked for whoever may not see it', async () => {
  await towers.change(
    { params: { key: 'T1008' }, body: { revision: 1, values: { keeper: '陈大文', height: 99.5 } } },
    trial.contextFor(official({ 'trial:read': 'city', 'trial:write': 'city' }, { id: 'zhou' })),
  );
  const { items } = await towers.history(
    { params: { key: 'T1008' }, query: { reveal: 'no' } },
    trial.contextFor(clerk),
  );
  expect(items[0]).toMatchObject({
    revision: 2,
    recordedBy: 'zhou',
    source: 'form',
    changes: [
      { field: 'keeper', before: '王*明', after: '陈*文' },
      { field: 'height', before: 18.5, after: 99.5 },
    ],
  });
  expect(items[1]).toMatchObject({ revision: 1, source: 'city:towers.csv' });
  const open = await towers.history(
    { params: { key: 'T1008' }, query: { reveal: 'yes' } },
    trial.contextFor(auditor, { purpose: '核查' }),
  );
  expect(open.items[0]?.changes[0]).toEqual({ field: 'keeper', before: '王小明', after: '陈大文' });
});
