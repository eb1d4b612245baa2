import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system } from '../../actor.ts';
import type { RecordOf } from '../define.ts';
import { readRows } from '../read-row.ts';
import { clerk, file, importing, towers } from '../testing/importing.ts';
import { openTrial, type Trial } from '../testing/open.ts';
import { Tower, trialModule } from '../testing/records.ts';
import { saveSettled } from './import-store.ts';
import { writeRows } from '../write-rows.ts';

const tower = Tower as unknown as RecordOf;
let trial: Trial;
const { upload, run, stateOf, towerOf, reset } = importing(() => trial);
beforeAll(async () => {
  trial = await openTrial([trialModule()]);
});
afterAll(() => trial.close());
beforeEach(reset);

test('the good rows are written, the refused come back in a file to be mended', async () => {
  const preview = await upload(file);
  const job = await run(preview);
  expect(job).toMatchObject({
    status: 'done',
    outcome: { data: { created: 2, changed: 0, unchanged: 0, refused: 4 } },
  });
  expect(await towerOf('T0001')).toMatchObject({
    name: '东塔',
    kind: 'GG',
    builtOn: '2016-01-02',
    height: 1234.5,
    lit: true,
    place: { type: 'Point', coordinates: [121.15, 30.04] },
    tags: ['a', 'b'],
    keeper: '王小明',
    meta: { source: `import:${preview.import}`, simulated: false, recordedBy: 'li' },
  });
  expect(await towerOf('T0002')).toMatchObject({ kind: 'DG', meta: { simulated: true } });
  const [errors] = job.outcome.files ?? [];
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await trial.contextFor(clerk).files.path(errors?.id ?? ''));
  const sheet = book.worksheets[0];
  const rows =
    sheet
      ?.getSheetValues()
      .slice(1)
      .map((row) => (row as unknown[]).slice(1)) ?? [];
  expect(rows[0]).toEqual([...(file.split('\r\n')[0] ?? '').split(','), '问题', '原文件行号']);
  expect(rows.slice(1).map((row) => [row[0], row.at(-1)])).toEqual([
    ['T0003', '4'],
    ['X1', '5'],
    ['T0004', '6'],
    ['T0001', '7'],
  ]);
  expect(String(rows[1]?.at(-2))).toContain('建成日期：日期请按年-月-日书写。');
  expect(await stateOf(preview.import)).toMatchObject({
    status: 'done',
    created: 2,
    refused: 4,
    startedBy: 'li',
    errorFile: errors?.id,
  });
});

test('what a file leaves out stays as it is', async () => {
  const context = trial.contextFor(system);
  await context.transaction((tx) =>
    writeRows(context, tx, tower, [{ code: 'T0001', name: '塔', keeper: '王小明', height: 9 }], {
      source: 'batch:1',
    }),
  );
  const job = await run(await upload('编码,高度\nT0001,10\nT0002,11\n'));
  expect(job.outcome.data).toMatchObject({ changed: 1, refused: 1 });
  expect(await towerOf('T0001')).toMatchObject({ name: '塔', keeper: '王小明', height: 10 });
});

test('rows that cannot be taken apart are refused with the others', async () => {
  const job = await run(await upload('编码,名称\nT0001,塔\nT0002\nT0003,"断\nT0004,四\n'));
  expect(job.outcome.data).toMatchObject({ created: 2, refused: 2 });
});

test('a value that only the database refuses costs its own row', async () => {
  await sql`alter table trial.tower add constraint low check (height < 1000) not valid`.execute(
    trial.store.db,
  );
  try {
    const lines = Array.from(
      { length: 40 },
      (_, index) => `T${1000 + index},塔,${index === 17 ? 5000 : index + 1}`,
    );
    const preview = await upload(`编码,名称,高度\n${lines.join('\n')}\n`);
    expect(preview.rows.flatMap(({ line, faults }) => faults.map(({ code }) => [line, code]))).toEqual([
      [19, 'records.refused-by-store'],
    ]);
    const job = await run(preview);
    expect(job.outcome.data).toMatchObject({ created: 39, refused: 1 });
    expect(await towerOf('T1017')).toBeUndefined();
  } finally {
    await sql`alter table trial.tower drop constraint low`.execute(trial.store.db);
  }
});

test('an import goes on where it was killed and doubles nothing', async () => {
  const lines = Array.from({ length: 2500 }, (_, index) => `T${10_000 + index},塔${index}`);
  const preview = await upload(`编码,名称\n${lines.join('\n')}\n`);
  await run(preview);
  const { db } = trial.store;
  // As a kill leaves it in the middle of the third chunk: two thousand rows settled, their counts with them.
  await sql`delete from trial.tower where code >= 'T12000'`.execute(db);
  await sql`update kernel.record_import set status = 'running', settled = 2000, created = 2000`.execute(db);
  await sql`update kernel.job set status = 'failed'`.execute(db);
  await sql`update kernel.job set status = 'queued', attempt = 1, finished_at = null, run_after = clock_timestamp()`.execute(
    db,
  );
  const { rows } = await sql<{ job: string }>`select job from kernel.record_import`.execute(db);
  const job = await trial.jobEnds(rows[0]?.job ?? '');
  expect(job.outcome.data).toMatchObject({ created: 2500, changed: 0, unchanged: 0, refused: 0 });
  const found = await sql<{
    n: number;
    most: number;
  }>`select count(*) as n, max(revision) as most from trial.tower`.execute(db);
  expect(found.rows).toEqual([{ n: 2500, most: 1 }]);
});

test('a runner that wakes after another has gone on counts nothing twice', async () => {
  const preview = await upload('编码,名称\nT2001,一\nT2002,二\n');
  await run(preview);
  const late = { settled: 2, created: 2, changed: 0, unchanged: 0, refused: 0, faults: [] };
  await expect(trial.store.transaction((tx) => saveSettled(tx, preview.import, late, 0))).rejects.toThrow(
    'another runner',
  );
  expect(await stateOf(preview.import)).toMatchObject({ status: 'done', created: 2 });
});

test('an import is taken back: versions before return, made rows go, later changes stay', async () => {
  const context = trial.contextFor(system);
  await context.transaction((tx) =>
    writeRows(
      context,
      tx,
      tower,
      [
        { code: 'T0001', name: '原一', height: 1 },
        { code: 'T0002', name: '原二' },
      ],
      { source: 'batch:1' },
    ),
  );
  const preview = await upload('编码,名称,高度\nT0001,新一,5\nT0002,新二,6\nT0003,新三,7\nT0004,新四,8\n');
  await run(preview);
  await towers.change(
    { params: { key: 'T0002' }, body: { revision: 2, values: { name: '后来' } } },
    trial.contextFor(clerk),
  );
  const { job } = await towers.undoImport({ params: { import: preview.import } }, trial.contextFor(clerk));
  expect(await trial.jobEnds(job)).toMatchObject({
    status: 'done',
    outcome: { data: { restored: 1, withdrawn: 2, changed: 1, kept: 0 } },
  });
  expect(await towerOf('T0001')).toMatchObject({
    name: '原一',
    height: 1,
    meta: { revision: 3, source: `undo:${preview.import}` },
  });
  expect(await towerOf('T0002')).toMatchObject({ name: '后来' });
  expect(await readRows(context, trial.store.db, tower, ['T0003', 'T0004'])).toEqual([]);
  expect(await stateOf(preview.import)).toMatchObject({ status: 'undone' });
  await expect(
    towers.undoImport({ params: { import: preview.import } }, trial.contextFor(clerk)),
  ).rejects.toMatchObject({ status: 409 });
});
