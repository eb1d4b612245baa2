import { join } from 'node:path';
import { prepareTable, type Layout } from '../../table-layout.ts';
import type { Table } from '#engines/tabular';

export interface CleanTable extends Table {
  /** UTF-8 CSV; the first column is the physical line. */
  readonly path: string;
  readonly rejects: string;
  readonly delimiter: string;
}

/**
 * Makes the whole file into rows that are safe to read one by one; those that cannot be read stand in `rejects`.
 * @param folder where the passing files may lie
 * @throws Problem 422 `tabular.*`
 */
export async function clean(
  path: string,
  layout: Layout,
  folder: string,
  signal: AbortSignal,
): Promise<CleanTable> {
  const to = join(folder, 'rows.csv');
  const rejects = join(folder, 'rejects.csv');
  return {
    ...(await prepareTable(path, layout, { to, rejects, lineColumn: 'line', signal })),
    path: to,
    rejects,
  };
}
