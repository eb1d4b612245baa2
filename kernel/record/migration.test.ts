import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkRecordTables, RecordTableError } from './check-tables.ts';
import { defineRecord, type RecordOf } from './define.ts';
import { ensureRecordIndexes, indexesOf, indexName } from './indexes.ts';
import { openTrial, type Trial } from './testing/open.ts';
import { Tower, trialModule } from './testing/records.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial([trialModule()]);
});
afterAll(() => trial.close());

const record = (changes: Partial<RecordOf>) =>
  defineRecord({ ...(Tower as unknown as RecordOf), ...changes });

test('calling record_table again, and after a new column, brings the history up to the table', async () => {
  await sql`alter table trial.tower add column colour text`.execute(trial.store.db);
  await expect(checkRecordTables(trial.store, [Tower as unknown as RecordOf])).rejects.toThrow(
    /tower_history lacks colour/,
  );
  await sql`select kernel.record_table('trial.tower', 'code')`.execute(trial.store.db);
  await sql`select kernel.record_table('trial.tower', 'code')`.execute(trial.store.db);
  await checkRecordTables(trial.store, [Tower as unknown as RecordOf]);
});

test.each(['reason', 'source', 'recordedAt', 'validTo', 'meta'])(
  'a field %s would hide what the platform keeps there, so it is refused when it is declared',
  (name) => {
    const { fields } = Tower as unknown as RecordOf;
    expect(() => record({ fields: { ...fields, [name]: fields['name'] as never } })).toThrow(
      /platform's own/,
    );
  },
);

test('a version is kept by whatever statement replaces it, and only when the revision rises', async () => {
  const { db } = trial.store;
  await sql`insert into trial.tower (code, name, place) values ('T0001', '一', 'SRID=4490;POINT(121 30)')`.execute(
    db,
  );
  await sql`update trial.tower set colour = 'red' where code = 'T0001'`.execute(db);
  await sql`update trial.tower set name = '二', revision = revision + 1, valid_from = now() where code = 'T0001'`.execute(
    db,
  );
  const { rows } = await sql<{ name: string; colour: string; revision: number; closed: boolean }>`
    select name, colour, revision, valid_to is not null as closed from trial.tower_history where code = 'T0001'
  `.execute(db);
  expect(rows).toEqual([{ name: '一', colour: 'red', revision: 1, closed: true }]);
});

test('a record that does not fit its table stops the start and says which field and column', async () => {
  const wrong = record({
    fields: {
      ...Tower.fields,
      height: { ...Tower.fields.height, column: 'name' },
      floors: { ...Tower.fields.floors, column: 'storeys' },
    },
  });
  const error = await checkRecordTables(trial.store, [wrong]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RecordTableError);
  expect(String(error)).toContain(
    'record trial.tower, field height: trial.tower.name is text, but a number needs numeric',
  );
  expect(String(error)).toContain('record trial.tower, field floors: trial.tower.storeys is missing');
  await expect(checkRecordTables(trial.store, [record({ table: 'trial.nothing' })])).rejects.toThrow(
    /there is no table trial.nothing/,
  );
});

test('a personal key is refused where the record is declared', () => {
  expect(() => record({ key: 'keeper' })).toThrow(/cannot be personal/);
});

test('every declared filter, order, search, scope and place has its index, and making them again changes nothing', async () => {
  const tower = Tower as unknown as RecordOf;
  await ensureRecordIndexes(trial.store, [tower]);
  const { rows } = await sql<{
    name: string;
  }>`select indexname as name from pg_indexes where schemaname = 'trial'`.execute(trial.store.db);
  const names = rows.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(indexesOf(tower).map(({ name }) => name)));
  expect(names).toContain('tower_built_on_code_order');
  expect(names).toContain('tower_division_code_prefix');
  expect(names).toContain('tower_place_place');
});

test('an index is taken away when another serves its questions: a unique one, or one that begins alike', async () => {
  const { db } = trial.store;
  const tower = Tower as unknown as RecordOf;
  const named = async () =>
    (
      await sql<{
        name: string;
      }>`select indexname as name from pg_indexes where schemaname = 'trial'`.execute(db)
    ).rows.map(({ name }) => name);
  await ensureRecordIndexes(trial.store, [tower]);
  expect(await named()).toContain('tower_height_code_order');
  await sql`create index tower_division_prefix on trial.tower (division text_pattern_ops)`.execute(db);
  await sql`create unique index tower_height on trial.tower (height) where withdrawn_at is null`.execute(db);
  await ensureRecordIndexes(trial.store, [tower]);
  expect(await named()).not.toContain('tower_height_code_order');
  expect(await named()).not.toContain('tower_division_prefix');
  expect(await named(), 'it serves an order too').toContain('tower_built_on_code_order');
  await sql`drop index trial.tower_height`.execute(db);
  await ensureRecordIndexes(trial.store, [tower]);
  expect(await named()).toContain('tower_height_code_order');
});

test('an index that nothing needs stands until nobody reads its table for long', async ({ skip }) => {
  // The embedded store has one session: nobody can read beside.
  skip(trial.store.kind === 'embedded');
  const { db } = trial.store;
  const tower = Tower as unknown as RecordOf;
  const standing = () => sql`select 1 from pg_indexes where indexname = 'tower_division_prefix'`.execute(db);
  await sql`create index tower_division_prefix on trial.tower (division text_pattern_ops)`.execute(db);
  const begun = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const reader = trial.store.transaction(async (tx) => {
    await sql`select count(*) from trial.tower`.execute(tx);
    begun.resolve();
    await over.promise;
  });
  await begun.promise;
  await ensureRecordIndexes(trial.store, [tower]);
  expect((await standing()).rows).toHaveLength(1);
  over.resolve();
  await reader;
  await ensureRecordIndexes(trial.store, [tower]);
  expect((await standing()).rows).toHaveLength(0);
});

test('an index name past 63 characters is cut to a name of its own', () => {
  const long = indexName('trial.tower', ['a'.repeat(40), 'b'.repeat(40)], 'order');
  expect(long).toHaveLength(63);
  expect(long).not.toBe(indexName('trial.tower', ['a'.repeat(40), 'b'.repeat(41)], 'order'));
});
