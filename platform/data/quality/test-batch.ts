import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { citizenIdCheck } from '#engines/identifiers';
import { ParquetWriter, TextColumnBuilder, viewOf } from '#engines/parquet';
import { Dataset } from '#platform/data/catalogue';
import { checkRows } from './check-rows.ts';
import { compileChecks } from './compile.ts';
import type { Lookups } from './lookups.ts';
import type { Check } from './checks.ts';
import type { Condition, Rule } from './rule.ts';

// For tests only: a small dataset, and batches of it that are checked as a delivery is.

export const text = (zh: string) => ({ zh, en: zh });
export const dataset = Dataset.parse({
  code: 'trial',
  title: text('试'),
  provider: '330281-rsj',
  abstract: text('试'),
  theme: 'prices',
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
    { name: 'part', label: text('分数'), type: 'number' },
    { name: 'rest', label: text('余数'), type: 'integer' },
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
  known: new Map(),
  earlier: { rows: [], distributions: new Map() },
  today: '2026-11-23',
  timeZone: 'Asia/Shanghai',
  inventedDivisions: ['000281'],
};

export const number = (first17: string): string => first17 + citizenIdCheck(first17);
export const good = number('00028119800102001');

/** Values as handed in; a field that is not named is missing. */
export type Row = Readonly<Partial<Record<string, string | null>>>;
export interface Given {
  readonly groupRows?: number;
  readonly known?: Lookups;
}

/** One for all files of a run: hooks of a shared module belong to the first of them only. */
let instance: Promise<DuckDBInstance> | undefined;

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
async function collect(folder: string, rows: readonly Row[], groupRows: number): Promise<string> {
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

type CheckedRow = Record<string, string | boolean | null>;

async function readAll(path: string): Promise<CheckedRow[]> {
  instance ??= DuckDBInstance.create(':memory:');
  const connection = await (await instance).connect();
  const read = await connection.runAndReadAll(`select * from '${path}' order by _row`);
  connection.closeSync();
  return read.getRowObjectsJson() as CheckedRow[];
}

/** A check of these raw rows: what was found, and the checked rows. */
export async function check(rows: readonly Row[], rules: readonly Rule[], given: Given = {}) {
  const { groupRows = 2, known = lookups } = given;
  const folder = mkdtempSync(join(tmpdir(), 'quality-'));
  try {
    const checking = {
      dataset,
      batch: 'b1',
      simulated: true,
      whole: true,
      collected: await collect(folder, rows, groupRows),
      checked: join(folder, 'checked.parquet'),
      at: '2026-11-23T01:00:00.000Z',
      dueOn: () => '2026-12-07',
    };
    const judged = await checkRows(checking, compileChecks(dataset, rules, known));
    return { ...judged, rows: await readAll(checking.checked) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The checked rows of these raw ones. */
export const checked = async (rows: readonly Row[], rules: readonly Rule[], given: Given = {}) =>
  (await check(rows, rules, given)).rows;

export const faulty = async (
  rows: readonly Row[],
  said: Check,
  { when, ...given }: Given & { readonly when?: Condition } = {},
): Promise<boolean[]> =>
  (await checked(rows, [{ ...rule(said), ...(when && { when }) }], given)).map(
    (row) => row['_blocked'] === true,
  );
