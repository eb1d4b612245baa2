import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  csvToParquet,
  previewCsv,
  previewXlsx,
  sniffFile,
  xlsxToParquet,
  type Table,
} from '#engines/tabular';
import type { LakeSession } from '#kernel/lake';
import { UsageError } from './command.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

async function isParquet(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PAR1';
  } finally {
    await file.close();
  }
}

const refusedOf = ({ faultCounts }: Pick<Table, 'faultCounts'>): number =>
  Object.values(faultCounts).reduce((sum, count) => sum + count, 0);

/** Names of the columns that count rows and lines; a file may have any others. */
const own = { rowColumn: '_link_row', lineColumn: '_link_line' };

const columnsOf = (names: readonly string[]) => names.map((name) => ({ name, header: name }));

async function toParquet(from: string, to: string): Promise<{ refused: number }> {
  const { format, encoding, delimiter } = await sniffFile(from, from);
  if (format === 'xlsx') {
    const { header } = await previewXlsx({ from });
    return {
      refused: refusedOf(await xlsxToParquet({ from, to, columns: columnsOf(header.columns), ...own })),
    };
  }
  if (format !== 'csv' || !encoding || !delimiter)
    throw new UsageError(`${from}: 不是 CSV、XLSX 或 Parquet · is neither CSV, XLSX nor Parquet (${format})`);
  const { header } = await previewCsv({ from, encoding, delimiter });
  const columns = columnsOf(header.columns);
  return { refused: refusedOf(await csvToParquet({ from, to, encoding, delimiter, columns, ...own })) };
}

/**
 * A file as a view of the session: Parquet as it is, CSV in any usual encoding and XLSX through columns in `folder`.
 * @returns how many rows could not be read
 */
export async function openTable(
  session: LakeSession,
  name: string,
  file: string,
  folder: string,
): Promise<{ refused: number }> {
  const path = resolve(file);
  const parquet = await isParquet(path).catch(() => {
    throw new UsageError(`${file}: 无法读取 · cannot be read`);
  });
  const to = parquet ? path : join(folder, `${name}.parquet`);
  const read = parquet ? { refused: 0 } : await toParquet(path, to);
  const left = parquet ? '' : ` exclude (${own.rowColumn}, ${own.lineColumn})`;
  await session.run(`create view ${name} as select *${left} from read_parquet(${quoted(to)})`);
  return read;
}
