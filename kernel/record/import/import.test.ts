import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ImportPreview } from '../schemas.ts';
import { clerk, file, importing, towers } from '../testing/importing.ts';
import { official, openTrial, type Trial } from '../testing/open.ts';
import { trialModule } from '../testing/records.ts';

let trial: Trial;
const { upload, run, towerOf, reset } = importing(() => trial);
beforeAll(async () => {
  trial = await openTrial([trialModule()]);
});
afterAll(() => trial.close());
beforeEach(reset);

test('a file is looked at before anything is written: columns found, faults by row and field', async () => {
  const preview = await upload(file);
  const mapping = new Map(preview.mapping.map((each) => [each.field, each]));
  expect(mapping.get('code')).toMatchObject({ header: '编码', reason: 'label' });
  expect(mapping.get('name')).toMatchObject({ header: '塔名', reason: 'alias' });
  expect(mapping.get('builtOn')).toMatchObject({ header: '建成的日期', reason: 'similar' });
  expect(mapping.get('place.longitude')).toMatchObject({ header: '经度' });
  expect(mapping.has('score')).toBe(false);
  expect(
    preview.rows.map(({ line, faults }) => [line, faults.map(({ field, code }) => [field, code])]),
  ).toEqual([
    [2, []],
    [3, []],
    [
      4,
      [
        ['builtOn', 'records.date-not-year-first'],
        ['height', 'records.not-a-number'],
        ['lit', 'records.not-yes-or-no'],
      ],
    ],
    [5, [['code', 'records.invalid-format']]],
    [6, [['name', 'records.invalid-type']]],
    [7, [[undefined, 'records.duplicate-in-file']]],
  ]);
  expect(preview.alreadyImported).toBeNull();
  expect(await towerOf('T0001')).toBeUndefined();
});

test('the same file again is known and changes nothing; its mapping is remembered', async () => {
  const first = await upload(file);
  await run(first);
  const again = await upload(file, '再来.csv');
  expect(again.alreadyImported).toBe(first.import);
  expect(again.mapping.find(({ field }) => field === 'builtOn')).toMatchObject({
    header: '建成的日期',
    reason: 'remembered',
  });
  expect(await run(again)).toMatchObject({
    outcome: { data: { created: 0, changed: 0, unchanged: 2, refused: 4 } },
  });
  await expect(run(again)).rejects.toMatchObject({ status: 409, code: 'records.import-begun' });
});

test('a mapping can be changed, and must name the key', async () => {
  const preview = await upload('甲,乙\nT0001,塔\n');
  const context = trial.contextFor(clerk);
  const params = { import: preview.import };
  const remapped = (await towers.remap(
    { params, body: { mapping: { code: '甲', name: '乙' } } },
    context,
  )) as ImportPreview;
  expect(remapped.mapping.find(({ field }) => field === 'name')).toEqual({
    field: 'name',
    header: '乙',
    reason: 'chosen',
  });
  expect(remapped.rows[0]?.faults).toEqual([]);
  await expect(towers.remap({ params, body: { mapping: { code: '丙' } } }, context)).rejects.toMatchObject({
    code: 'records.mapping-invalid',
  });
  await expect(
    towers.runImport({ params, body: { mapping: { name: '乙' } } }, context),
  ).rejects.toMatchObject({ code: 'records.key-not-mapped' });
});

test('rows outside of what somebody may write are refused one by one, and imports of others are not theirs', async () => {
  const narrow = official(
    { 'trial:read': 'city', 'trial:write': 'department' },
    { id: 'wu', organisation: 'telecom' },
  );
  const preview = await upload('编码,名称,权属单位\nT0001,一,telecom\nT0002,二,mobile\n', 'a.csv', narrow);
  expect(preview.rows.map(({ faults }) => faults.map(({ code }) => code))).toEqual([
    [],
    ['records.outside-scope'],
  ]);
  expect((await run(preview, narrow)).outcome.data).toMatchObject({ created: 1, refused: 1 });
  const other = trial.contextFor(
    official({ 'trial:read': 'city', 'trial:write': 'department' }, { id: 'he', organisation: 'telecom' }),
  );
  await expect(towers.undoImport({ params: { import: preview.import } }, other)).rejects.toMatchObject({
    status: 404,
  });
  expect((await towers.imports({}, other)).items).toEqual([]);
  expect((await towers.imports({}, trial.contextFor(clerk))).items).toHaveLength(1);
});

test.each([
  [
    'an old workbook',
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    'a.xls',
    'tabular.legacy-workbook',
  ],
  ['nothing', Buffer.alloc(0), 'a.csv', 'tabular.empty'],
  ['a picture of a table', Buffer.from('%PDF-1.7'), 'a.pdf', 'tabular.not-a-table'],
])('%s is refused with what to do', async (_what, content, name, code) => {
  await expect(upload(content, name)).rejects.toMatchObject({ status: 422, code });
});

test('the template can be handed in as it is: its example row is passed over', async () => {
  for (const format of ['xlsx', 'csv'] as const) {
    const { body, filename } = await towers.template({ query: { format } }, trial.contextFor(clerk));
    const content = body as Uint8Array;
    expect(filename).toBe(`铁塔-导入模板.${format}`);
    const preview = await upload(content, filename);
    expect(preview.mapping.filter(({ header }) => header === null).map(({ field }) => field)).toEqual([
      'place.longitude',
      'place.latitude',
    ]);
    expect(preview.rows[0]?.faults).toEqual([]);
    expect((await run(preview)).outcome.data).toMatchObject({ created: 0, refused: 0 });
  }
  const { body } = await towers.template(
    { query: { format: 'xlsx' } },
    trial.contextFor(clerk, { language: 'en' }),
  );
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(body as never);
  expect(book.worksheets.map(({ name }) => name)).toEqual(['Data', 'Codes']);
  expect(
    book.worksheets[1]
      ?.getSheetValues()
      .slice(1)
      .map((row) => (row as unknown[]).slice(1)),
  ).toEqual([
    ['Kind', 'GG', 'Angle steel'],
    ['Kind', 'DG', 'Monopole'],
  ]);
});

test('what was handed in stays readable under its import', async () => {
  const preview = await upload(file);
  const { rows } = await sql<{
    file: string;
  }>`select file from kernel.record_import where id = ${preview.import}`.execute(trial.store.db);
  const path = await trial.contextFor(clerk).files.path(rows[0]?.file ?? '');
  expect(await readFile(path, 'utf8')).toBe(file);
});
