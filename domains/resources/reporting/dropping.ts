import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows, type WriteOptions } from '#kernel/record-server';
import { noteLapsed } from './consents.ts';
import { Filing } from './records.ts';
import { clearForsaken } from './sheet-store.ts';

/** Filings that are asked no longer; a sheet of which they were all, and that was never handed in, is emptied. */
export async function dropFilings(
  context: Context,
  tx: Db,
  ids: readonly string[],
  told: WriteOptions,
): Promise<void> {
  if (ids.length === 0) return;
  const dropped = ids.map((id) => ({ id, state: 'dropped' }));
  await noteLapsed(context, tx, ids);
  await writeRows(context, tx, Filing, dropped, told);
  await clearForsaken(tx, { ids, at: context.clock.now().toISOString() });
}
