import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system } from '../actor.ts';
import { Problem } from '../problem.ts';
import type { RecordOf, RowMeta } from './define.ts';
import { recordHandlers } from './handlers.ts';
import { readRow, readRows } from './read-row.ts';
import { official, openTrial, type Trial } from './testing/open.ts';
import { Tower, trialModule } from './testing/records.ts';
import { writeRows } from './write-rows.ts';

const tower = Tower as unknown as RecordOf;
const towers = recordHandlers(tower);
type Made = Record<string, unknown> & { readonly meta: RowMeta };
const clerk = official({ 'trial:read': 'city', 'trial:write': 'city' });

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial([trialModule()]);
});
afterAll(() => trial.close());
beforeEach(() => {
  trial.ledger.length = 0;
});

const write = (rows: readonly Readonly<Record<string, unknown>>[], source = 'batch:1', simulated = false) => {
  const context = trial.contextFor(system);
  return context.transaction((tx) => writeRows(context, tx, tower, rows, { source, simulated }));
};
const create = (values: Readonly<Record<string, unknown>>) =>
  towers.create({ body: values }, trial.contextFor(clerk));
const change = (key: string, revision: number, values: Readonly<Record<string, unknown>>) =>
  towers.change({ params: { key }, body: { revision, values } }, trial.contextFor(clerk)) as Promise<Made>;
const errorsOf = (error: unknown) =>
  error instanceof Problem ? (error.errors ?? []).map(({ path, code }) => [path, code]) : error;

test('a form adds a row once, with every fault by its field', async () => {
  const made = await create({ code: 'T0001', name: '东塔', keeper: '王小明', builtOn: '2020-05-01' });
  expect(made).toMatchObject({
    code: 'T0001',
    keeper: '王*明',
    meta: { revision: 1, source: 'form', simulated: false, recordedBy: 'li' },
  });
  expect(trial.ledger).toMatchObject([{ action: 'change', subjects: ['T0001'], basis: 'trial:write' }]);
  await expect(create({ code: 'T0001', name: '又一' })).rejects.toMatchObject({
    status: 409,
    code: 'records.exists',
  });
  const error = await create({ code: 'X1', height: -3, kind: 'ZZ', yard: 'nowhere', score: 5 }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ status: 422, code: 'records.invalid' });
  expect(errorsOf(error)).toEqual([['score', 'records.unknown-field']]);
  const next = await create({ code: 'X1', height: -3 }).catch((thrown: unknown) => thrown);
  expect(errorsOf(next)).toEqual([
    ['code', 'records.invalid-format'],
    ['height', 'records.too-small'],
  ]);
  const missing = await create({ code: 'T0002' }).catch((thrown: unknown) => thrown);
  expect((missing as Problem).errors).toEqual([
    {
      path: 'name',
      code: 'records.invalid-type',
      detail: { zh: '必须填写。', en: 'This must be filled in.' },
    },
  ]);
  const links = await create({ code: 'T0002', name: '西塔', kind: 'MT', yard: 'nowhere' }).catch(
    (thrown: unknown) => thrown,
  );
  expect(errorsOf(links)).toEqual([
    ['kind', 'records.unknown-code'],
    ['yard', 'records.unknown-reference'],
  ]);
  const odd = await create({
    code: 'T0002',
    name: 'a\0b',
    place: { type: 'Point', coordinates: [121, Number.NaN] },
  }).catch((thrown: unknown) => thrown);
  expect(errorsOf(odd)).toEqual([
    ['name', 'records.unreadable-character'],
    ['place', 'records.invalid-geometry'],
  ]);
});

test('two people add the same key at once: one of them is told', async () => {
  const both = await Promise.allSettled([
    create({ code: 'T0100', name: '甲' }),
    create({ code: 'T0100', name: '乙' }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { status: 409, code: 'records.exists' },
  });
});

test('a change needs the revision that was shown, and says what the row is now', async () => {
  await create({ code: 'T0003', name: '南塔', keeper: '王小明', keeperPhone: '19900001234' });
  const changed = await change('T0003', 1, { name: '南塔二' });
  expect(changed).toMatchObject({ name: '南塔二', meta: { revision: 2 } });
  const late = await change('T0003', 1, { name: '迟了' }).catch((thrown: unknown) => thrown);
  expect(late).toMatchObject({
    status: 409,
    code: 'records.changed-meanwhile',
    extra: { present: { name: '南塔二', keeper: '王*明', meta: { revision: 2 } } },
  });
  await expect(change('T9999', 1, { name: '无' })).rejects.toMatchObject({ status: 404 });
  await expect(change('T0003', 2, { code: 'T0004' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'code', code: 'records.key-fixed' }],
  });
  await expect(change('T0003', 2, { score: 3 })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'score' }],
  });
});

test('what was shown masked and comes back masked overwrites nothing; saying the same changes nothing', async () => {
  await create({ code: 'T0005', name: '北塔', keeper: '王小明', keeperPhone: '19900001234' });
  trial.ledger.length = 0;
  const same = await change('T0005', 1, { name: '北塔', keeper: '王*明', keeperPhone: '199****1234' });
  expect(same.meta.revision).toBe(1);
  expect(trial.ledger).toEqual([]);
  await change('T0005', 1, { keeper: null, height: 12 });
  const context = trial.contextFor(system);
  expect(await readRow(context, context.db, tower, 'T0005')).toMatchObject({
    keeper: null,
    keeperPhone: '19900001234',
    height: 12,
  });
});

test('a withdrawn row stays readable, refuses changes and can be made again', async () => {
  await create({ code: 'T0006', name: '旧塔' });
  await towers.withdraw(
    { params: { key: 'T0006' }, body: { revision: 1, reason: '拆除' } },
    trial.contextFor(clerk),
  );
  await expect(change('T0006', 2, { name: '新' })).rejects.toMatchObject({ code: 'records.withdrawn' });
  expect(await readRow(trial.contextFor(system), trial.store.db, tower, 'T0006')).toBeUndefined();
  expect(await create({ code: 'T0006', name: '重建' })).toMatchObject({
    name: '重建',
    meta: { revision: 3, withdrawnAt: null },
  });
  const { items } = await towers.history(
    { params: { key: 'T0006' }, query: { reveal: 'no' } },
    trial.contextFor(clerk),
  );
  expect(items.map(({ revision, withdrawn, reason }) => [revision, withdrawn, reason])).toEqual([
    [3, false, null],
    [2, true, '拆除'],
    [1, false, null],
  ]);
});

test('a batch creates, changes, leaves alone; twice the same changes nothing; what a row leaves out stays', async () => {
  const rows = [
    {
      code: 'T1001',
      name: '一',
      height: 10.25,
      tags: ['x'],
      notes: { a: [1] },
      place: { type: 'Point', coordinates: [121.123456789, 30.1] },
    },
    { code: 'T1002', name: '二', lit: true, inspectedAt: '2026-02-01T08:00:00+08:00', score: 7 },
  ];
  expect(await write(rows)).toEqual({ created: 2, changed: 0, unchanged: 0 });
  expect(await write(rows)).toEqual({ created: 0, changed: 0, unchanged: 2 });
  expect(trial.ledger).toHaveLength(1);
  expect(
    await write([
      { code: 'T1001', height: 11 },
      { code: 'T1002', lit: null },
      { code: 'T1003', name: '三' },
    ]),
  ).toEqual({ created: 1, changed: 2, unchanged: 0 });
  const context = trial.contextFor(system);
  const found = await readRows(context, context.db, tower, ['T1001', 'T1002', 'T8888']);
  const byCode = new Map(found.map((row) => [row['code'], row]));
  expect(byCode.get('T1001')).toMatchObject({
    name: '一',
    height: 11,
    tags: ['x'],
    notes: { a: [1] },
    meta: { revision: 2 },
  });
  expect(byCode.get('T1002')).toMatchObject({ lit: null, score: 7, inspectedAt: '2026-02-01T00:00:00.000Z' });
  expect(found).toHaveLength(2);
});

test('a batch with one bad row writes nothing and names the row', async () => {
  const error = await write([
    { code: 'T1101', name: '好' },
    { code: 'T1102' },
    { code: 'bad', name: '坏' },
  ]).catch((thrown: unknown) => thrown);
  expect(errorsOf(error)).toEqual([
    ['rows[2].code', 'records.invalid-format'],
    ['rows[1].name', 'records.invalid-type'],
  ]);
  expect(await readRow(trial.contextFor(system), trial.store.db, tower, 'T1101')).toBeUndefined();
});

test('of a key that comes twice in a batch the last counts', async () => {
  expect(
    await write([
      { code: 'T1201', name: '先' },
      { code: 'T1201', name: '后' },
    ]),
  ).toEqual({ created: 1, changed: 0, unchanged: 1 });
  expect(await readRow(trial.contextFor(system), trial.store.db, tower, 'T1201')).toMatchObject({
    name: '后',
  });
});

test('simulated stays with the row, whoever changes it later, and a row can say it itself', async () => {
  await write([{ code: 'T1301', name: '虚' }], 'simulator', true);
  await write([
    { code: 'T1302', name: '虚', simulated: true },
    { code: 'T1303', name: '实', simulated: false },
  ]);
  expect((await change('T1301', 1, { name: '改' })).meta.simulated).toBe(true);
  const rows = await readRows(trial.contextFor(system), trial.store.db, tower, ['T1302', 'T1303']);
  expect(rows.map(({ meta }) => meta.simulated).toSorted()).toEqual([false, true]);
});

test('a module replaces one handler, mends rows before they are written and hears of them after; the rest stays', async () => {
  const heard: unknown[] = [];
  const overrides: Parameters<typeof trialModule>[0] = {
    handlers: { get: async () => ({ code: 'T0000', name: '自有' }) as never },
    beforeWrite: async (row) => {
      if (row['name'] === '禁')
        throw new Problem(422, 'trial.forbidden-name', { zh: '此名称不用。', en: 'Not this name.' });
      return { ...row, name: String(row['name']).trim(), score: 1 };
    },
    afterWrite: async ({ key, values, source }) => {
      heard.push([key, values['name'], source]);
    },
  };
  const modules = [trialModule(overrides)];
  const handlers = recordHandlers(tower, overrides);
  const context = trial.contextFor(clerk, { modules });
  expect(await handlers.get({ params: { key: 'T1401' }, query: { reveal: 'no' } }, context)).toEqual({
    code: 'T0000',
    name: '自有',
  });
  expect(await handlers.create({ body: { code: 'T1401', name: '  空格 ' } }, context)).toMatchObject({
    name: '空格',
    score: 1,
  });
  expect(
    await handlers.change(
      { params: { key: 'T1401' }, body: { revision: 1, values: { name: ' 二 ' } } },
      context,
    ),
  ).toMatchObject({ name: '二' });
  await expect(handlers.create({ body: { code: 'T1402', name: '禁' } }, context)).rejects.toMatchObject({
    status: 422,
    errors: [{ code: 'trial.forbidden-name' }],
  });
  expect(heard).toEqual([
    ['T1401', '空格', 'form'],
    ['T1401', '二', 'form'],
  ]);
});

test('a module refuses that a row is taken out of force; it stands as it was', async () => {
  const overrides: Parameters<typeof trialModule>[0] = {
    beforeWithdraw: async ({ key, reason }) => {
      if (reason === '在用')
        throw new Problem(409, 'trial.in-use', { zh: `${key} 还在使用。`, en: `${key} is in use.` });
    },
  };
  const context = trial.contextFor(clerk, { modules: [trialModule(overrides)] });
  const handlers = recordHandlers(tower, overrides);
  await handlers.create({ body: { code: 'T1501', name: '塔' } }, context);
  const withdraw = (reason: string) =>
    handlers.withdraw({ params: { key: 'T1501' }, body: { revision: 1, reason } }, context);
  await expect(withdraw('在用')).rejects.toMatchObject({ status: 409, code: 'trial.in-use' });
  expect((await readRow(context, trial.store.db, tower, 'T1501'))?.meta.revision).toBe(1);
  expect(await withdraw('拆除')).toMatchObject({ meta: { revision: 2 } });
});
