import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { listCells } from './cell-store.ts';
import { listMeasures, runnableOf } from './measures.ts';
import { before, startOf } from './periods.ts';
import { isStock } from './shapes.ts';
import { touch } from './touches-store.ts';

/**
 * What stands goes on standing when a period begins, though nobody writes a row: its first value is reckoned then, and that of the
 * period before once more, of which the last day is over only now.
 */
export async function touchBegun(context: Context): Promise<void> {
  const today = dayOf(context);
  const stocks = runnableOf(context, await listMeasures(context, context.db)).filter(isStock);
  for (const { code: measure, grain } of stocks) {
    const start = startOf(today, grain);
    const cells = await listCells(context.db, { measure, grain, starts: [start] });
    if (cells.length === 0) await touch(context.db, measure, [before(start, grain), start], 'begin');
  }
}
