import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { texts } from '../texts.ts';
import { Undertaking } from './records.ts';
import type { ActivityRow } from './store.ts';

type Sums = Map<string, Map<string, number>>;

/**
 * What this transaction has let through and not yet written: of a file the rows of a chunk are asked about before any of them
 * stands.
 */
const gathered = new WeakMap<
  Db,
  { readonly paid: Sums; readonly signed: Sums; readonly activities: Map<string, ActivityRow> }
>();
export function gatheredIn(tx: Db) {
  const known = gathered.get(tx) ?? { paid: new Map(), signed: new Map(), activities: new Map() };
  gathered.set(tx, known);
  return known;
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Everything of an undertaking is of its own unit. @throws Problem 422 `projects.other-unit` */
export async function assertSameUnit(row: Record<string, unknown>, context: Context, tx: Db): Promise<void> {
  const undertaking = await readRow(context, tx, Undertaking, textOf(row['undertaking']));
  if (undertaking && undertaking.unit !== row['unit'])
    throw new Problem(422, 'projects.other-unit', texts.otherUnit);
}

/** Whether what really happened cannot be: ended and not begun, ahead of today, all done and not ended. */
export function faultOfDays(row: Record<string, unknown>, today: string): boolean {
  const [began, ended] = [textOf(row['beganOn']), textOf(row['endedOn'])];
  if (began === '' && (numberOf(row['percent']) > 0 || typeof row['daysLeft'] === 'number')) return true;
  if (ended !== '' && (began === '' || ended < began)) return true;
  return began > today || ended > today || (ended !== '') !== (row['percent'] === 100);
}
