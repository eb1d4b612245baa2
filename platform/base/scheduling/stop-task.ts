import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { reckonStop, stopOf } from './stop-store.ts';
import { texts } from './texts.ts';

/** The institution's task lasts as long as somebody whom a stop displaced has to be called. @returns how many have another place */
export async function reviewStop(context: Context, tx: Db, id: string): Promise<number> {
  const stop = await reckonStop(tx, id);
  if (!stop) return 0;
  const { left, organisation, resource, fromAt: dueAt, simulated, proposed } = stop;
  const source = { module: 'scheduling', record: 'stop', key: id };
  if (left === 0) await closeTask(context, tx, source, { outcome: texts.allPlaced });
  else
    await openTask(context, tx, {
      kind: 'scheduling.displaced',
      title: fill(texts.displacedTask, { count: left }),
      owner: organisation,
      source,
      link: `/scheduling/bookings?status=displaced&resource=${encodeURIComponent(resource)}`,
      dueAt,
      count: left,
      simulated,
    });
  return proposed;
}

/** The same, of the stop that displaced a booking. */
export async function reviewStopOf(context: Context, tx: Db, booking: string): Promise<void> {
  const stop = await stopOf(tx, booking);
  if (stop !== undefined) await reviewStop(context, tx, stop);
}
