import { join } from 'node:path';
import type { Context } from '#kernel/context';
import { putGrids } from '#platform/base/organisations';
import { readCsv } from './places.ts';

/** Draws the invented grids of a run below the real villages. A second time changes nothing. */
export async function drawGrids(context: Context, folder: string): Promise<void> {
  const file = 'simulated-grids.csv';
  const rows = await readCsv(join(folder, file));
  const grids = rows.map((row) => ({
    code: row['code'] ?? '',
    name: row['name'] ?? '',
    nameEn: row['name_en'] ?? '',
    parent: row['parent'] ?? '',
  }));
  await context.transaction((tx) =>
    putGrids(context, tx, grids, { source: `simulator:${file}`, simulated: true }),
  );
}
