import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { ParquetWriter, TextColumnBuilder, viewOf } from '#engines/parquet';
import { Dataset } from '#platform/data/catalogue';
import { checkRows } from './check-rows.ts';
import { compileChecks } from './compile.ts';
import type { Lookups } from './lookups.ts';
import type { Check, Rule } from './rule.ts';

// For tests only: a small dataset, and batches of it that are checked as a delivery is.

export const text = (zh: string) => ({ zh, en: zh });
export const dataset = Dataset.parse({
  code: 'trial',
  title: text('试'),
  provider: '330281-rsj',
  abstract: text('试'),
  theme: 'x',
  share: { type: 'conditional' },
  cycle: 'daily',
  subject: 'person',
  key: 'number',
  fields: [
    { name: 'number', label: text('编号'), type: 'text', required: true, length: 6 },
    { name: 'id', label: text('号码'), type: 'citizen-id' },
    { name: 'born', label: text('出生'), type: 'date' },
    { name: 'since', label: text('起'), type: 'date' },
    { name: 'sex', label: text('性别'), type: 'code', codes: 'sex', values: { 男: '1' } },
    { name: 'phone', label: text('手机'), type: 'mobile' },
    { name: 'sum', label: text('数'), type: 'number' },
  ],
});

export const lookups: Lookups = {
  codes: new Map([
    [
      'sex',
      new Map([
        ['1', ['男性', 'Male']],
        ['2', ['女性', 'Female']],
      ]),
    ],
    ['village', new Map([['330281001001', []]])],
  ]),
  today: '2026-11-23',
  inventedDivisions: ['000281'],
};

export const number = (first17: string): string => first17 + citizenIdCheck(first17);
export const good = number('00028119800102001');

/** Values as handed in; a field that is not named is missing. */
type Row = Readonly<Partial<Record<string, string | null>>>;
const folder = mkdtempSync(join(tmpdir(), 'quality-'));
let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
});
afterAll(() => {
  instance.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

export const rule = (check: Check): Rule => ({
  id: `rule.${check.kind}`,
  version: 1,
  dataset: 'trial',
  title: text('规则'),
  message: text('错'),
  dimension: 'accurate',
  severity: 'block',
  check,
  days: 10,
});

/** A batch of these rows as it would have been collected, in groups of `groupRows`. */
async function collect(rows: readonly Row[], groupRows: number): Promise<string> {
  const path = join(folder, 'collected.parquet');
  const names = dataset.fields.map(({ name }) => name);
  const writer = await ParquetWriter.create(path, { columns: names.map((name) => ({ name, type: 'text' })) });
  for (let first = 0; first < rows.length; first += groupRows) {
    const group = rows.slice(first, first + groupRows);
    const columns = names.map((name) => {
      const builder = new TextColumnBuilder();
      for (const row of group) {
        const bytes = Buffer.from(row[name] ?? '');
        if (bytes.length === 0) builder.addNull();
        else builder.add(viewOf(bytes), 0, bytes.length);
      }
      return builder.column();
    });
    await writer.writeGroup(group.length, columns);
  }
  await writer.finish();
  await writer.close();
  return path;
}

/** The checked rows of these raw ones. */
export async function checked(rows: readonly Row[], rules: readonly Rule[], groupRows = 2) {
  const checking = {
    dataset,
    batch: 'b1',
    simulated: true,
    collected: await collect(rows, groupRows),
    checked: join(folder, 'checked.parquet'),
    at: '2026-11-23T01:00:00.000Z',
  };
  await checkRows(checking, compileChecks(dataset, rules, lookups));
  const connection = await instance.connect();
  const read = await connection.runAndReadAll(`select * from '${checking.checked}' order by _row`);
  connection.closeSync();
  return read.getRowObjectsJson() as Record<string, string | boolean | null>[];
}

export const faulty = async (rows: readonly Row[], check: Check): Promise<boolean[]> =>
  (await checked(rows, [rule(check)])).map((row) => row['_blocked'] === true);
