import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../actor.ts';
import { defineRecord, type RecordOf } from '../record/define.ts';
import { recordHandlers } from '../record/handlers.ts';
import { listQuerySchema } from '../record/operations.ts';
import { official, openTrial, type Trial } from '../record/testing/open.ts';
import { writeRows } from '../record/write-rows.ts';
import { Chart, hostileModule } from './testing/hostile.ts';
import { related } from './rights.ts';

// A record whose rows are the subjects themselves, as persons are: its keys stand in the relations too.
const Self = defineRecord({
  ...Chart,
  rights: { ...Chart.rights, subject: 'code', relations: [related('doctor')] },
} as never) as unknown as RecordOf;
const handlers = recordHandlers(Self);
const schema = listQuerySchema(Self);

const codes = Array.from({ length: 12 }, (_, at) => `P${String(at).padStart(2, '0')}`);
const gone = ['P03', 'P04'];
const opened = codes.filter((code) => !gone.includes(code) && code !== 'P07');
const doctor = official({ 'hostile:read': 'own' }, { id: 'doctor', organisation: 'clinic' });

let trial: Trial;

const relate = (holder: string, subject: string, begins = '2026-01-01', kind = 'doctor') =>
  sql`insert into hostile.relation values (${kind}, ${holder}, ${subject}, ${begins}, null)`.execute(
    trial.store.db,
  );

beforeAll(async () => {
  trial = await openTrial([hostileModule()]);
  const context = trial.contextFor(system);
  const rows = codes.map((code) => ({
    code,
    name: code,
    score: code === 'P05' ? null : Number(code.slice(1)),
  }));
  await context.transaction((tx) =>
    writeRows(context, tx, Self, rows, { source: 'batch:1', validFrom: '2026-02-01T00:00:00.000Z' }),
  );
  await sql`delete from hostile.chart where code = any(${gone}::text[])`.execute(trial.store.db);
  for (const code of [...codes, 'P99', 'A00']) {
    await relate('actor:doctor', code, code === 'P07' ? '2027-01-01' : '2026-01-01');
    // Twice in the same relation, and once more through the organisation: a row is one row.
    if (code !== 'P07') await relate('organisation:clinic', code, '2026-02-01');
    if (code !== 'P07') await relate('actor:doctor', code, '2026-02-02');
  }
  await relate('actor:doctor', 'P07', '2026-01-01', 'helper');
});
afterAll(() => trial.close());

async function pages(asked: Readonly<Record<string, string>>) {
  const found: string[][] = [];
  for (let after = ''; ;) {
    const query = schema.parse({ ...asked, ...(after && { after }) });
    const page = (await handlers.list({ query } as never, trial.contextFor(doctor))) as unknown as {
      items: { code: string }[];
      next: string | null;
      total: { value: number };
    };
    expect(page.total.value).toBe(opened.length);
    found.push(page.items.map(({ code }) => code));
    if (page.next === null) return found;
    after = page.next;
  }
}

test('relations with whom is no row any more, or not yet, neither fill a page nor end the list', async () => {
  for (const limit of [1, 2, 3, 9, 10, 50])
    for (const order of ['code', '-code', 'score']) {
      const found = await pages({ order, limit: String(limit) });
      expect(found.slice(0, -1).every((page) => page.length === limit)).toBe(true);
      const keys = found.flat();
      expect(order === 'score' ? keys.toSorted() : keys).toEqual(
        order === '-code' ? opened.toReversed() : opened,
      );
    }
});
