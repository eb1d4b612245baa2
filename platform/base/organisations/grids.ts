import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows, type Written } from '#kernel/record-server';
import { Division } from './records.ts';

/** The smallest area of management (GB/T 30428.1), below a village. */
export interface Grid {
  /** The village's code and three digits more. */
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** Code of the village. */
  readonly parent: string;
}

/**
 * Draws the grids of villages, or draws them anew: what stands and did not change stays as it is.
 * @throws Problem 422 `records.invalid` when a village is not there
 */
export const putGrids = (
  context: Context,
  tx: Db,
  grids: readonly Grid[],
  from: { readonly source: string; readonly simulated: boolean },
): Promise<Written> =>
  writeRows(
    context,
    tx,
    Division,
    grids.map(({ code, name, nameEn, parent }) => ({ code, nameZh: name, nameEn, level: 'grid', parent })),
    from,
  );
