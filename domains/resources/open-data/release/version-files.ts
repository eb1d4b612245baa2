import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '#kernel/context';
import type { LakeSession } from '#kernel/lake';
import { literal, quoted } from '#engines/duckdb-text';
import { writeXlsx, type Cell } from '#engines/tabular';
import type { Text } from '#kernel/texts';
import { formats, type Chart, type Column, type Format, type VersionFile } from '../shapes.ts';

/** A sheet holds no more. */
const mostSheetRows = 1_048_575;
const mostBars = 30;

const options: Readonly<Record<Exclude<Format, 'xlsx'>, string>> = {
  csv: 'format csv, header true',
  json: 'format json, array true',
  parquet: 'format parquet, compression zstd',
};

interface Written {
  readonly title: Text;
  readonly columns: readonly Column[];
  /** Any row is invented: then each says whether it is. */
  readonly simulated: boolean;
}

const selected = ({ columns, simulated }: Written): string =>
  [...columns.map(({ name }) => quoted(name)), ...(simulated ? ['simulated'] : [])].join(', ');

/**
 * The same for CSV, where a spreadsheet takes a text that begins like a formula for one: an apostrophe is put before it,
 * as in all CSV of the platform. Texts that are numbers are left alone.
 */
const csvSelected = ({ columns, simulated }: Written): string => {
  const safe = ({ name, type }: Column): string => {
    const value = quoted(name);
    if (type !== 'text') return value;
    const risky = `regexp_matches(${value}, '^[=+\\-@\\t\\r]') and not regexp_full_match(${value}, '[+-]?\\d+(\\.\\d+)?')`;
    return `case when ${risky} then '''' || ${value} else ${value} end as ${value}`;
  };
  return [...columns.map(safe), ...(simulated ? ['simulated'] : [])].join(', ');
};

async function* sheetRows(session: LakeSession, written: Written): AsyncGenerator<Cell[]> {
  const { columns, simulated } = written;
  const cells = columns.map(({ name, type }) =>
    type === 'date' ? `${quoted(name)}::varchar as ${quoted(name)}` : quoted(name),
  );
  const names = [...columns.map(({ name }) => name), ...(simulated ? ['simulated'] : [])];
  const list = [...cells, ...(simulated ? ['simulated'] : [])].join(', ');
  for await (const piece of session.stream(`select ${list} from passed`))
    for (const row of piece) yield names.map((name) => (row[name] ?? null) as Cell);
}

async function writeOne(session: LakeSession, written: Written, format: Format, path: string): Promise<void> {
  if (format !== 'xlsx') {
    const list = format === 'csv' ? csvSelected(written) : selected(written);
    await session.run(`copy (select ${list} from passed) to ${literal(path)} (${options[format]})`);
    return;
  }
  const header = written.columns.map(({ label }) => label.zh);
  await writeXlsx(sheetRows(session, written), {
    to: path,
    header: written.simulated ? [...header, '模拟数据'] : header,
    sheet: written.title.zh,
  });
}

/**
 * Writes the table `passed` of a session in every format and keeps the files under their SHA-256. A sheet that would not
 * hold all rows is not made.
 */
export async function writeFiles(
  context: Context,
  session: LakeSession,
  written: Written & { readonly rows: number },
): Promise<VersionFile[]> {
  const work = await context.files.workspace();
  try {
    const files: VersionFile[] = [];
    for (const format of formats) {
      if (format === 'xlsx' && written.rows > mostSheetRows) continue;
      const path = join(work.folder, `rows.${format}`);
      await writeOne(session, written, format, path);
      const { size } = await stat(path);
      const { id } = await context.files.put(createReadStream(path));
      files.push({ format, file: id, bytes: size });
    }
    return files;
  } finally {
    await work.clear();
  }
}

/** A chart of each column whose values are few, by how often they stand. */
export async function chartsOf(session: LakeSession, columns: readonly Column[]): Promise<Chart[]> {
  const charts: Chart[] = [];
  const coded = new Set(columns.map(({ name }) => name));
  for (const { name, type, as } of columns) {
    // Where the names of codes stand beside them, the names are shown.
    if (coded.has(`${name}Name`) || type === 'number' || (type === 'date' && as === 'keep')) continue;
    const bars = await session.rows<{ value: string | null; rows: number }>(
      `select ${quoted(name)}::varchar as value, count(*) as rows from passed group by 1 order by ${as === 'keep' || as === 'town' ? '2 desc, 1' : '1'} limit ${mostBars + 1}`,
    );
    if (bars.length > 1 && bars.length <= mostBars) charts.push({ column: name, bars });
  }
  return charts;
}
