import { literal, quoted } from '#engines/duckdb-text';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ParquetReader, ParquetWriter, type ColumnSchema } from '#engines/parquet';
import { wholeFile, type LakeSession } from '#kernel/lake';
import type { Dataset } from '#platform/data/catalogue';
import type { CompiledChecks } from './compile.ts';
import type { DueOn } from './due.ts';
import { normalColumn } from './field-column.ts';
import { judgeRows, type Judged } from './judge-rows.ts';
import { Scratch } from './scratch.ts';
import { Verdicts } from './verdicts.ts';

/** One batch under check. */
export interface Checking {
  readonly dataset: Dataset;
  readonly batch: string;
  readonly simulated: boolean;
  /** Handed in whole, not as a correction of some rows. */
  readonly whole: boolean;
  /** Parquet of the batch as collected, and of its rows as checked. */
  readonly collected: string;
  readonly checked: string;
  readonly at: string;
  readonly dueOn: DueOn;
}

const schemaOf = (compiled: CompiledChecks): ColumnSchema[] => [
  { name: '_row', type: 'int' },
  { name: '_at', type: 'instant' },
  ...[...compiled.forms.keys()].map((name) => ({ name, type: 'text' }) as const),
  ...Array.from(
    { length: compiled.faultColumns },
    (_, column) => ({ name: `_faults_${column}`, type: 'long' }) as const,
  ),
  { name: '_blocked', type: 'flag' },
];

const blockingOf = ({ rules }: CompiledChecks): number[] =>
  Verdicts.masksOf(rules.flatMap(({ rule }, index) => (rule.severity === 'block' ? [index] : [])));

/** Faults and whether a row is held back: known when all rows were seen, so they stand behind the others in the file. */
async function writeVerdicts(
  writer: ParquetWriter,
  groups: readonly number[],
  compiled: CompiledChecks,
  verdicts: Verdicts,
): Promise<void> {
  const blocking = blockingOf(compiled);
  const scratch = new Scratch();
  let first = 0;
  for (const [group, rows] of groups.entries()) {
    for (let column = 0; column < compiled.faultColumns; column++)
      await writer.writeLater(group, verdicts.faults({ first, rows }, column, scratch.ints('faults', rows)));
    await writer.writeLater(group, { flags: verdicts.breaking({ first, rows }, blocking) });
    first += rows;
  }
}

/** Writes the checked rows beside the batch: normal values, faults, whether a row is held back. */
async function writeChecked(
  raw: ParquetReader,
  checking: Checking,
  compiled: CompiledChecks,
  path: string,
): Promise<Judged> {
  const writer = await ParquetWriter.create(path, { columns: schemaOf(compiled), compression: 'none' });
  try {
    const at = BigInt64Array.of(BigInt(Date.parse(checking.at)) * 1000n);
    const scratch = new Scratch();
    const judged = await judgeRows(raw, compiled, async (rows, columns) => {
      const numbers = scratch.ints('numbers', rows);
      for (let row = 0; row < rows; row++) numbers[row] = writer.rows + row + 1;
      const texts = Array.from(columns, ([name, column]) => normalColumn(column, { scratch, name }));
      await writer.writeGroup(rows, [
        { ints: numbers },
        { longs: at, codes: scratch.ints('zeros', rows) },
        ...texts,
      ]);
    });
    await writeVerdicts(writer, raw.groups, compiled, judged.verdicts);
    await writer.finish();
    return judged;
  } finally {
    await writer.close();
  }
}

/** Checks a batch: what came out lies whole beside it, or not at all. */
export async function checkRows(checking: Checking, compiled: CompiledChecks): Promise<Judged> {
  const raw = await ParquetReader.open(checking.collected);
  try {
    return await wholeFile(checking.checked, (path) => writeChecked(raw, checking, compiled, path));
  } finally {
    await raw.close();
  }
}

export interface Counted {
  readonly rows: number;
  readonly bad: number;
  readonly byRule: Readonly<Record<string, number>>;
}

/** How many rows are held back, and how many break each rule. */
export function countChecked(verdicts: Verdicts, compiled: CompiledChecks): Counted {
  const blocked = verdicts.breaking({ first: 0, rows: verdicts.rows }, blockingOf(compiled));
  const byRule = compiled.rules.flatMap(({ rule }, index) => {
    const count = verdicts.count(index);
    return count === 0 ? [] : [[rule.id, count] as const];
  });
  return {
    rows: verdicts.rows,
    bad: blocked.reduce((sum, each) => sum + each, 0),
    byRule: Object.fromEntries(byRule),
  };
}

/**
 * What the dataset is now: the newest word on each of its rows, over all deliveries. After one delivery whose keys all
 * differ that is the delivery itself.
 */
export async function countDataset(
  session: LakeSession,
  { dataset, checked }: Checking,
  own: Counted & Pick<Judged, 'keysDiffer'>,
): Promise<{ rows: number; good: number }> {
  const folder = dirname(checked);
  const deliveries = (await readdir(folder)).filter((name) => name.endsWith('.parquet'));
  if (own.keysDiffer && deliveries.length === 1) return { rows: own.rows, good: own.rows - own.bad };
  // A hash of 64 bits is grouped at a fraction of what texts cost; of a hundred million rows two might fall together.
  const [row = {}] = await session.rows(`
    select count(*) as rows, count(*) filter (where not blocked) as good from (
      select arg_max(_blocked, _at) as blocked from read_parquet(${literal(join(folder, '*.parquet'))}, union_by_name = true)
      group by hash(${quoted(dataset.key)}))`);
  return { rows: Number(row['rows']), good: Number(row['good']) };
}
