import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { visibilityOf } from './rules.ts';
import { findReleased } from './store.ts';

/** Whether people see an article now; a policy that a scheme rests on must be. */
export async function isShown(context: Context, db: Db, id: string): Promise<boolean> {
  const row = await findReleased(db, id);
  return row !== undefined && visibilityOf(row, context.clock.now().toISOString()) === 'shown';
}
