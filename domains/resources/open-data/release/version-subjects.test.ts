import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import { writeParquet } from '#kernel/lake';
import { numberSubjects } from '#platform/base/ledger';
import { getDatasetInForce } from '#platform/data/catalogue';
import { openTown, type Town } from '../testing/town.ts';
import { passGate } from './gate.ts';
import { findSource, readSource } from './source.ts';
import { keepSubjects, subjectParts, subjectsIn, type Part } from './version-subjects.ts';

let town: Town;
let context: Context;
let named: (value: string) => string;
beforeAll(async () => {
  town = await openTown();
  context = town.office.context();
  named = await numberSubjects(context);
}, 240_000);
afterAll(() => town.city.close());

const numberOf = (at: number) => {
  const first = `3302991990010${1000 + at}`;
  return first + citizenIdCheck(first);
};

/** The check digit is another's. */
const mistyped = `${numberOf(2).slice(0, 17)}${numberOf(2).endsWith('1') ? '2' : '1'}`;

/** The catalogue says that the rows feed no register and bear the number of a second person. */
async function withSecondPerson(code: string, item: string) {
  const dataset = await getDatasetInForce(context.db, code);
  const fields = dataset.fields.map((field) =>
    field.name === item ? { ...field, type: 'citizen-id' } : field,
  );
  const definition = JSON.stringify({ ...dataset, fields, subject: 'none' });
  await sql`update catalogue.dataset set definition = ${definition}::jsonb where code = ${code}`.execute(
    context.db,
  );
}

/** Lays what was delivered, lets all of it through the gate, ordered by the kept item, and keeps whose rows they are. */
async function keepOf(code: string, { rows, kept }: { readonly rows: string; readonly kept: string }) {
  const path = await context.lake.path('checked', code, 'first.parquet');
  const select = `select *, row_number() over () as _row, timestamp '2026-11-30 00:00:00' as _at, false as _blocked from (${rows})`;
  await context.lake.session((session) => writeParquet(session, select, path));
  const source = await findSource(context, code);
  const standing = source && (await readSource(context, source));
  if (!standing) throw new Error('nothing was delivered');
  return context.lake.session(async (session) => {
    const choices = [{ field: kept, as: 'keep', part: 'plain' }] as const;
    const gate = { k: 1, l: 1, suppressAtMost: 0 };
    await passGate(context, session, { source, rows: standing, choices, gate });
    const left = await session.rows('select * from passed');
    return { left, subjects: await keepSubjects(context, session, source) };
  });
}

test('a company finds a read of its row by the key that its provider knows it by', async () => {
  const { left, subjects } = await keepOf('scjg-company', {
    rows: `select * from (values ('R2', '91330281MA2000002X', '乙'), ('R1', '91330281MA2000001X', '甲')) as t(registrationNumber, creditCode, name)`,
    kept: 'registrationNumber',
  });
  expect(await subjectsIn(context, { subjects })).toEqual(['scjg-company:R1', 'scjg-company:R2']);
  expect(await subjectsIn(context, { subjects }, { offset: 1, limit: 1 })).toEqual(['scjg-company:R2']);
  expect(left.map((row) => Object.keys(row))).toEqual([
    ['registrationNumber', 'simulated'],
    ['registrationNumber', 'simulated'],
  ]);
});

test('a person whose number is missing or mistyped is told by the key of the row', async () => {
  const { subjects } = await keepOf('rsj-insured', {
    rows: `select * from (values ('N1', '${numberOf(1)}'), ('N2', null), ('N3', '${mistyped}')) as t(insuranceNumber, citizenId)`,
    kept: 'insuranceNumber',
  });
  const told = (offset: number) => subjectsIn(context, { subjects }, { offset, limit: 1 });
  expect(await told(0)).toEqual([named(numberOf(1))]);
  expect(await told(1)).toEqual(['rsj-insured:N2']);
  expect(await told(2)).toEqual([named(mistyped), 'rsj-insured:N3']);
});

test('a page is told from its own part of the file, which is never read whole into the process', async () => {
  const { subjects } = await keepOf('rsj-insured', {
    rows: `select 'N' || lpad(range::varchar, 6, '0') as insuranceNumber, null::varchar as citizenId from range(40000)`,
    kept: 'insuranceNumber',
  });
  const files = {
    ...context.files,
    path: (id: string) => context.files.path(id),
    open: () => Promise.reject(new Error('read whole')),
  };
  const page = await subjectsIn({ ...context, files }, { subjects }, { offset: 33_000, limit: 2 });
  expect(page).toEqual(['rsj-insured:N033000', 'rsj-insured:N033001']);
  const groups = await context.lake.session(async (session) =>
    session.rows(
      `select distinct row_group_id from parquet_metadata('${await context.files.path(subjects ?? '')}')`,
    ),
  );
  expect(groups).toHaveLength(3);
});

test('what was kept as a list before is still told', async () => {
  const list = JSON.stringify(['citizen-id:a', null, 'citizen-id:b', 'citizen-id:a']);
  const { id: subjects } = await context.files.put(Readable.from([list]));
  expect(await subjectsIn(context, { subjects })).toEqual(['citizen-id:a', 'citizen-id:b']);
  expect(await subjectsIn(context, { subjects }, { offset: 1, limit: 2 })).toEqual(['citizen-id:b']);
});

test('everybody whose number a row bears is told of it; where nobody can be, an empty file says so', async () => {
  await withSecondPerson('rsj-insured', 'employer');
  const rows = (values: string) =>
    `select * from (values ${values}) as t(insuranceNumber, citizenId, employer)`;
  const { subjects } = await keepOf('rsj-insured', {
    rows: rows(
      `('J1', '${numberOf(1)}', '${numberOf(2)}'), ('J2', null, '${numberOf(3)}'), (null, null, '${numberOf(4)}')`,
    ),
    kept: 'insuranceNumber',
  });
  const told = async (offset: number) =>
    new Set(await subjectsIn(context, { subjects }, { offset, limit: 1 }));
  expect(await told(0)).toEqual(new Set([1, 2].map((at) => named(numberOf(at)))));
  expect(await told(1)).toEqual(new Set([named(numberOf(3))]));
  expect(await told(2)).toEqual(new Set([named(numberOf(4))]));
  const nobody = await keepOf('rsj-insured', {
    rows: rows('(null::varchar, null::varchar, null::varchar)'),
    kept: 'insuranceNumber',
  });
  expect(nobody.subjects).not.toBeNull();
  expect(await subjectsIn(context, nobody)).toEqual([]);
});

test('a great version is told part by part, of a bounded number of rows each, and nobody is left out', async () => {
  const { subjects } = await keepOf('rsj-insured', {
    rows: `select 'N' || lpad(range::varchar, 6, '0') as insuranceNumber, null::varchar as citizenId from range(40000)`,
    kept: 'insuranceNumber',
  });
  const parts: Part[] = [];
  for await (const part of subjectParts(context, { subjects, rows: 40_000 })) parts.push(part);
  expect(parts.map(({ rows }) => rows)).toEqual([16_384, 16_384, 7232]);
  expect(parts.every((part) => part.subjects.length === part.rows)).toBe(true);
  expect(new Set(parts.flatMap((part) => part.subjects)).size).toBe(40_000);
});
