import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Problem } from '../../problem.ts';
import type { RecordOf } from '../define.ts';
import { clerk, importing, towers } from '../testing/importing.ts';
import { openTrial, type Trial } from '../testing/open.ts';
import { Tower, trialModule } from '../testing/records.ts';
import { writeRows } from '../write-rows.ts';

const tower = Tower as unknown as RecordOf;
const told: string[] = [];
const inUse = new Problem(409, 'trial.in-use', { zh: '仍在使用', en: 'still in use' });
const tooLow = new Problem(409, 'trial.too-low', { zh: '太矮', en: 'too low' });

let trial: Trial;
const { upload, run, towerOf, reset } = importing(() => trial);
beforeAll(async () => {
  trial = await openTrial([
    trialModule({
      async beforeWrite(incoming, _context, db) {
        await sql`create table if not exists trial_hook (key text)`.execute(db);
        await sql`insert into trial_hook (key) values (${String(incoming['code'])})`.execute(db);
        if (incoming['height'] === 1) throw tooLow;
        return incoming['name'] === '原五' ? { ...incoming, name: '补五' } : incoming;
      },
      async beforeWithdraw({ key }) {
        told.push(key);
        if (key === 'T0004') throw inUse;
      },
    }),
  ]);
});
afterAll(() => trial.close());
beforeEach(reset);

test('what a module does not let go stays, and is told; of the rest it is asked as when a person does it', async () => {
  const context = trial.contextFor(clerk);
  await context.transaction((tx) =>
    writeRows(
      context,
      tx,
      tower,
      [
        { code: 'T0001', name: '原一', height: 3 },
        { code: 'T0002', name: '原二', height: 4 },
        { code: 'T0005', name: '五', height: 9 },
      ],
      { source: 'batch:1' },
    ),
  );
  // Written before there was such a rule.
  await sql`update trial.tower set height = 1, revision = 2 where code = 'T0001'`.execute(trial.store.db);
  await sql`update trial.tower set name = '原五', revision = 2 where code = 'T0005'`.execute(trial.store.db);
  const preview = await upload(
    '编码,名称,高度\nT0001,新一,5\nT0002,新二,6\nT0003,新三,7\nT0004,新四,8\nT0005,新五,10\n',
  );
  expect(await run(preview)).toMatchObject({ outcome: { data: { created: 2, changed: 3 } } });
  await sql`delete from trial_hook`.execute(trial.store.db);
  const { job } = await towers.undoImport({ params: { import: preview.import } }, context);
  const { outcome } = await trial.jobEnds(job);
  expect(told).toEqual(['T0003', 'T0004']);
  expect(outcome).toMatchObject({
    data: {
      restored: 2,
      withdrawn: 1,
      changed: 0,
      kept: 2,
      refused: [
        { key: 'T0004', code: 'trial.in-use' },
        { key: 'T0001', code: 'trial.too-low' },
      ],
    },
  });
  expect(JSON.stringify(outcome)).toContain('仍在使用');
  expect(await towerOf('T0001')).toMatchObject({ name: '新一', height: 5 });
  expect(await towerOf('T0002')).toMatchObject({ name: '原二', height: 4 });
  expect(await towerOf('T0003')).toBeUndefined();
  expect(await towerOf('T0004')).toMatchObject({ name: '新四' });
  // What the module mended on the way back is what stands; what it wrote before it refused is not there.
  expect(await towerOf('T0005')).toMatchObject({ name: '补五', height: 9 });
  const { rows } = await sql<{ key: string }>`select key from trial_hook order by key`.execute(
    trial.store.db,
  );
  expect(rows.map(({ key }) => key)).toEqual(['T0002', 'T0005']);
});
