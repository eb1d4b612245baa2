import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { anonymous, system, type Actor } from '../actor.ts';
import type { RecordOf } from './define.ts';
import { recordHandlers } from './handlers.ts';
import { recordsModule } from './records-module.ts';
import { searchRecords } from './search.ts';
import { snapshotRecord } from './snapshot.ts';
import { official, openTrial, type Asked, type Trial } from './testing/open.ts';
import { Tower, trialModule, Yard } from './testing/records.ts';
import { writeRows } from './write-rows.ts';

const tower = Tower as unknown as RecordOf;
const towers = recordHandlers(tower);
const clerk = official({ 'trial:read': 'city' });
const telecom = official({ 'trial:read': 'department' }, { organisation: 'telecom' });
const auditor = official({ 'trial:read': 'city', 'trial:reveal': 'city' });

const rows = [
  {
    code: 'T0001',
    name: '东塔',
    owner: 'telecom',
    kind: 'GG',
    keeper: '王小明',
    keeperPhone: '19900001234',
    height: -0 + 12.5,
    builtOn: '2016-01-02',
    place: { type: 'Point', coordinates: [121.15, 30.04] },
    simulated: true,
  },
  {
    code: 'T0002',
    name: '=HYPERLINK("x")',
    owner: 'mobile',
    keeper: '陈',
    tags: ['a', 'b'],
    notes: { a: 1 },
    place: { type: 'Point', coordinates: [121.16, 30.05] },
  },
  {
    code: 'T0003',
    name: '远塔',
    owner: 'mobile',
    lit: false,
    inspectedAt: '2026-01-01T00:00:00Z',
    place: { type: 'Point', coordinates: [100, 10] },
  },
];

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial([trialModule()]);
  const context = trial.contextFor(system);
  await context.transaction(async (tx) => {
    await writeRows(context, tx, tower, rows, { source: 'batch:1' });
    await writeRows(context, tx, Yard as unknown as RecordOf, [{ code: 'Y1', title: '东场' }], {
      source: 'batch:1',
    });
  });
});
afterAll(() => trial.close());
beforeEach(() => {
  trial.ledger.length = 0;
});

type Export = { format: 'csv' | 'xlsx'; columns?: string[]; query?: Record<string, string> };

async function exported(asked: Export, actor: Actor = clerk, how: Asked = {}) {
  const context = trial.contextFor(actor, how);
  const { job } = await towers.exportRows({ body: { query: {}, ...asked } }, context);
  const ended = await trial.jobEnds(job);
  const [file] = ended.outcome?.files ?? [];
  return { ended, file, path: file ? await context.files.path(file.id) : '' };
}

const linesOf = async (path: string) =>
  (await readFile(path, 'utf8')).replace('\ufeff', '').trimEnd().split('\r\n');

test('an export is what the list shows: filtered, ordered, masked, no text of it a formula, marked as simulated', async () => {
  const { file, path, ended } = await exported({
    format: 'csv',
    columns: ['code', 'name', 'keeper', 'kind', 'height'],
    query: { order: '-code', 'height.from': '0' },
  });
  expect(file).toMatchObject({ name: '铁塔-20260301.csv', type: 'text/csv; charset=utf-8' });
  expect(ended.outcome.summary.zh).toBe('已导出 1 行。');
  expect(await linesOf(path)).toEqual([
    '编码,名称,类型,类型（名称）,维护人,高度,模拟数据',
    'T0001,东塔,GG,角钢塔,王*明,12.5,是',
  ]);
  const all = await exported({ format: 'csv', columns: ['code', 'name', 'tags', 'notes', 'lit', 'place'] });
  expect((await linesOf(all.path)).slice(2)).toEqual([
    `T0002,"'=HYPERLINK(""x"")","121.16,30.05",,a；b,"{""a"":1}",否`,
    'T0003,远塔,"100,10",否,,,否',
  ]);
});

test('an export keeps to the scope and opens personal fields to the right and the purpose only', async () => {
  const own = await exported({ format: 'csv', columns: ['code'] }, telecom);
  expect(await linesOf(own.path)).toEqual(['编码,模拟数据', 'T0001,是']);
  const reveal: Export = { format: 'csv', columns: ['keeper'], query: { reveal: 'yes' } };
  await expect(exported(reveal, clerk, { purpose: '核查' })).rejects.toMatchObject({
    status: 403,
    code: 'records.may-not-reveal',
  });
  await expect(exported(reveal, auditor)).rejects.toMatchObject({
    status: 400,
    code: 'records.purpose-missing',
  });
  await expect(exported({ format: 'csv', query: { keeper: '陈' } })).rejects.toMatchObject({
    status: 403,
    code: 'records.may-not-filter',
  });
  await expect(exported({ format: 'csv', query: { floors: '1' } })).rejects.toMatchObject({
    status: 422,
    code: 'records.query-invalid',
  });
  await expect(exported({ format: 'csv', columns: ['nothing'] })).rejects.toMatchObject({
    status: 422,
    code: 'records.unknown-column',
  });
  trial.ledger.length = 0;
  const open = await exported(reveal, auditor, { purpose: '核查' });
  expect((await linesOf(open.path))[1]).toBe('王小明,是');
  expect(trial.ledger).toMatchObject([
    {
      action: 'export',
      subjects: ['T0001', 'T0002'],
      purpose: '核查',
      basis: 'trial:reveal',
      detail: { fields: 'revealed', count: 2, file: open.file?.id },
    },
    // There is nothing of a keeper that could have been shown.
    { subjects: ['T0003'], basis: 'trial:read', detail: { fields: 'masked', count: 1 } },
  ]);
});

test('a workbook bears the language of who asked and keeps what is text as text', async () => {
  const { path, file } = await exported({ format: 'xlsx', columns: ['code', 'name', 'height'] }, clerk, {
    language: 'en',
  });
  expect(file?.name).toBe('Tower-20260301.xlsx');
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.worksheets[0];
  expect(sheet?.getRow(1).values).toEqual([undefined, 'Code', 'Name', 'Height', 'Simulated']);
  expect(sheet?.getRow(2).values).toEqual([undefined, 'T0001', '东塔', 12.5, 'yes']);
  expect(sheet?.getCell('B3').value).toBe('=HYPERLINK("x")');
});

const tile = async (place: { z: number; x: number; y: number }, actor: Actor = clerk) => {
  const { body, headers, type } = await towers.tile({ params: place }, trial.contextFor(actor));
  return {
    text: Buffer.from(body as Uint8Array).toString('latin1'),
    size: (body as Uint8Array).length,
    headers,
    type,
  };
};

test('a tile holds key and label of the rows in it, in scope, and nothing else', async () => {
  const here = { z: 10, x: 856, y: 422 };
  const drawn = await tile(here);
  expect(drawn.type).toBe('application/vnd.mapbox-vector-tile');
  expect(drawn.headers).toEqual({ 'cache-control': 'private, max-age=60', 'x-tile-capped': 'no' });
  expect(drawn.text).toContain('T0001');
  expect(drawn.text).toContain('T0002');
  expect(drawn.text).not.toContain('T0003');
  expect(drawn.text).not.toContain('199');
  const own = await tile(here, telecom);
  expect(own.text).toContain('T0001');
  expect(own.text).not.toContain('T0002');
  expect((await tile(here, anonymous)).text).not.toContain('T0001');
  expect((await tile({ z: 10, x: 0, y: 0 })).text).not.toContain('T000');
  await expect(tile({ z: 1, x: 2, y: 0 })).rejects.toMatchObject({
    status: 400,
    code: 'records.no-such-tile',
  });
  const yard = recordHandlers(Yard as unknown as RecordOf);
  await expect(yard.tile({ params: here }, trial.contextFor(clerk))).rejects.toMatchObject({
    status: 404,
    code: 'records.no-map',
  });
});

test('where the store encodes no tiles, the platform draws the same', async () => {
  const context = trial.contextFor(clerk);
  const capabilities = { ...context.store.capabilities, vectorTiles: false };
  const here = { ...context, store: { ...context.store, capabilities } };
  const params = { z: 10, x: 856, y: 422 };
  const drawnHere = (await towers.tile({ params }, here)).body as Uint8Array;
  expect(drawnHere.length).toBeGreaterThan(40);
  if (!context.store.capabilities.vectorTiles) return;
  const drawnThere = (await towers.tile({ params }, context)).body as Uint8Array;
  expect([...drawnHere].toSorted()).toEqual([...drawnThere].toSorted());
});

test('a search goes over all records that somebody may read, each in its scope', async () => {
  expect(await searchRecords(trial.contextFor(clerk), '东', 5)).toEqual([
    { record: 'trial.tower', key: 'T0001', label: '东塔', simulated: true },
    { record: 'trial.yard', key: 'Y1', label: '东场', simulated: false },
  ]);
  expect(trial.ledger).toMatchObject([{ subjects: ['T0001'], detail: { operation: 'search' } }]);
  expect(await searchRecords(trial.contextFor(telecom), 't000', 5)).toHaveLength(1);
  expect(await searchRecords(trial.contextFor(clerk), '王', 5)).toEqual([]);
  expect(await searchRecords(trial.contextFor(auditor), '王', 5)).toHaveLength(1);
  expect(await searchRecords(trial.contextFor(anonymous), '东', 5)).toEqual([]);
  expect(await searchRecords(trial.contextFor(clerk), '  ', 5)).toEqual([]);
});

test('the registry names the records that somebody may read, with the rows in reach', async () => {
  const registry = recordsModule.mounted?.handlers['registry'];
  const seen = async (actor: Actor) =>
    (await registry?.({} as never, trial.contextFor(actor))) as {
      items: { id: string; rows: { value: number }; mayWrite: boolean; mayReveal: boolean }[];
    };
  expect(
    (await seen(telecom)).items.map(({ id, rows: { value }, mayWrite, mayReveal }) => [
      id,
      value,
      mayWrite,
      mayReveal,
    ]),
  ).toEqual([
    ['trial.tower', 1, false, false],
    ['trial.yard', 1, false, true],
  ]);
  expect((await seen(anonymous)).items).toEqual([]);
});

test('a snapshot of a record stands in the lake with its types', async () => {
  const context = trial.contextFor(system);
  const { path, rows: count, at } = await snapshotRecord(context, tower);
  expect({ count, at }).toEqual({ count: 3, at: '2026-03-01T00:00:00.000Z' });
  const found = await context.lake.session((session) =>
    session.rows(
      `select code, height + 1 as height, year("builtOn") as year, keeper, tags, json_extract_string(notes, '$.a') as a, lit, meta_simulated from '${path}' order by code`,
    ),
  );
  expect(found).toMatchObject([
    { code: 'T0001', height: 13.5, year: 2016, keeper: '王小明', tags: null, meta_simulated: true },
    { code: 'T0002', tags: '["a","b"]', a: '1', meta_simulated: false },
    { code: 'T0003', lit: false, keeper: null },
  ]);
});
