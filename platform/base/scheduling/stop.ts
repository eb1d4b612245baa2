import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { lockPools } from './booking-store.ts';
import { candidatesFor, followUp } from './follow.ts';
import { release } from './release.ts';
import { findResource, type ResourceRow } from './slot-store.ts';
import {
  affectedBookings,
  closeSlot,
  insertDisplaced,
  insertStop,
  slotsWithin,
  type Affected,
  type Candidate,
  type StopTimes,
} from './stop-store.ts';
import { reviewStop } from './stop-task.ts';
import { texts } from './texts.ts';

export interface Rebooking {
  readonly booking: Affected;
  readonly to: Candidate | null;
}

export interface StopPreview {
  readonly resource: ResourceRow;
  readonly slots: readonly string[];
  readonly rebookings: readonly Rebooking[];
}

async function getStopped(context: Context, code: string): Promise<ResourceRow> {
  const resource = await findResource(context.db, code);
  if (!resource) throw notFound(texts.resource, code);
  return resource;
}

/** What a stop would do: whom it displaces, and where each could go. Nothing is changed. */
export async function previewStop(context: Context, times: StopTimes): Promise<StopPreview> {
  if (times.from >= times.until) throw new Problem(422, 'scheduling.times-wrong', texts.timesWrong);
  const resource = await getStopped(context, times.resource);
  const slots = await slotsWithin(context.db, times);
  const now = context.clock.now().toISOString();
  const given: Record<string, number> = {};
  const rebookings: Rebooking[] = [];
  for (const booking of await affectedBookings(context.db, slots, now)) {
    const [to = null] = await candidatesFor(context, booking, times, { given, limit: 1 });
    if (to) given[to.id] = (given[to.id] ?? 0) + 1;
    rebookings.push({ booking, to });
  }
  return { resource, slots, rebookings };
}

/** Closes the slots and ends what was booked in them, slot by slot in one transaction. */
async function closeAll(
  context: Context,
  tx: Db,
  slots: readonly string[],
  why: string,
): Promise<Affected[]> {
  const displaced: Affected[] = [];
  for (const slot of slots) {
    const now = context.clock.now().toISOString();
    await lockPools(tx, slot);
    await closeSlot(tx, slot, now);
    await release(context, tx, slot, { to: 'expired', why: null, overdue: true });
    displaced.push(...(await affectedBookings(tx, [slot], now)));
    await release(context, tx, slot, { to: 'displaced', why });
  }
  return displaced;
}

/**
 * Stops a resource for a time: its slots close at once and for good, each booking in them is displaced, and the
 * nearest other place is held for a day; who cannot be given one waits first, and the institution gets a task.
 */
export async function applyStop(
  context: Context,
  times: StopTimes & { readonly why: string },
): Promise<{ id: string; slots: number; displaced: number; proposed: number }> {
  if (times.from >= times.until) throw new Problem(422, 'scheduling.times-wrong', texts.timesWrong);
  const { organisation } = await getStopped(context, times.resource);
  const slots = await slotsWithin(context.db, times);
  const id = randomUUID();
  const displaced = await context.transaction(
    async (tx) => {
      const ended = await closeAll(context, tx, slots, times.why);
      await insertStop(tx, {
        ...times,
        id,
        organisation,
        fromAt: times.from,
        untilAt: times.until,
        stoppedAt: context.clock.now().toISOString(),
        stoppedBy: context.actor.id,
        slots: slots.length,
        displaced: ended.length,
        proposed: 0,
      });
      await context.ledger(tx, {
        action: 'decide',
        resource: 'scheduling.stop',
        basis: 'scheduling:manage',
        subjects: ended.map(({ subject }) => subject),
        detail: { stop: id, resource: times.resource },
      });
      await insertDisplaced(
        tx,
        id,
        ended.map((booking) => booking.id),
      );
      return ended.length;
    },
    { retry: true },
  );
  await followUp(context, id);
  // Who could not be followed up now is taken up again by the round of the minute.
  const proposed = await context.transaction((tx) => reviewStop(context, tx, id));
  return { id, slots: slots.length, displaced, proposed };
}
