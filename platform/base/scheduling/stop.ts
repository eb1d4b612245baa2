import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { openTask } from '#platform/base/tasks';
import { lockPools } from './booking-store.ts';
import { bookingDisplaced } from './events.ts';
import { holdPlace } from './hold.ts';
import { release } from './release.ts';
import { addDays, horizonOf, localOf, poolsFor } from './rules.ts';
import { getService } from './services.ts';
import { findResource, type ResourceRow } from './slot-store.ts';
import {
  affectedBookings,
  closeSlot,
  insertStop,
  noteProposals,
  replacements,
  slotsWithin,
  type Affected,
  type Candidate,
  type StopTimes,
} from './stop-store.ts';
import { texts } from './texts.ts';
import { joinWaiting } from './waiting.ts';

export interface Rebooking {
  readonly booking: Affected;
  readonly to: Candidate | null;
}

export interface StopPreview {
  readonly resource: ResourceRow;
  readonly slots: readonly string[];
  readonly rebookings: readonly Rebooking[];
}

/** How long one who was displaced may think about the place that is held instead. */
const proposalMinutes = 24 * 60;

async function candidatesFor(
  context: Context,
  booking: Affected,
  closed: StopTimes,
  search: { readonly given: Readonly<Record<string, number>>; readonly limit: number },
): Promise<Candidate[]> {
  const service = await getService(context, booking.service);
  const now = context.clock.now();
  const wanted = {
    ...booking,
    resource: closed.resource,
    pools: poolsFor(service, booking.channel, { startsAt: booking.startsAt, now }),
    now: now.toISOString(),
    untilDay: addDays(localOf(now).day, horizonOf(service)),
    closed,
    given: search.given,
  };
  return replacements(context.db, wanted, search.limit);
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
  const given: Record<string, number> = {};
  const rebookings: Rebooking[] = [];
  for (const booking of await affectedBookings(context.db, slots)) {
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
    await lockPools(tx, slot);
    displaced.push(...(await affectedBookings(tx, [slot])));
    await closeSlot(tx, slot, context.clock.now().toISOString());
    await release(context, tx, slot, { to: 'displaced', why });
  }
  return displaced;
}

/** Holds the nearest place that can be had for one who was displaced. */
async function propose(context: Context, booking: Affected, times: StopTimes): Promise<string | null> {
  for (const candidate of await candidatesFor(context, booking, times, { given: {}, limit: 8 })) {
    try {
      const held = await holdPlace(context, {
        slot: candidate.id,
        subject: booking.subject,
        subjectName: booking.subjectName,
        channel: booking.channel,
        insteadOf: booking.id,
        minutes: proposalMinutes,
        early: true,
        simulated: booking.simulated,
      });
      return held.id;
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
    }
  }
  return null;
}

async function tell(
  context: Context,
  booking: Affected,
  told: { readonly why: string; readonly proposal: string | null; readonly resource: string },
): Promise<void> {
  const { why, proposal, resource } = told;
  await context.transaction((tx) =>
    context.emit(tx, bookingDisplaced, {
      key: booking.id,
      payload: { ...booking, booking: booking.id, resource, account: booking.recordedBy, why, proposal },
    }),
  );
}

/** Who has no place to go to waits before all others, for the same half-days of the coming two weeks. */
async function waitFirst(context: Context, booking: Affected): Promise<void> {
  const { day: today } = localOf(context.clock.now());
  try {
    await joinWaiting(context, {
      service: booking.service,
      organisation: booking.organisation,
      firstDay: booking.day < today ? today : booking.day,
      lastDay: addDays(booking.day, 14),
      channel: booking.channel,
      subject: booking.subject,
      subjectName: booking.subjectName,
      first: true,
      account: booking.recordedBy,
      simulated: booking.simulated,
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'scheduling.already-waiting') throw error;
  }
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
  const { organisation, simulated } = await getStopped(context, times.resource);
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
      return ended;
    },
    { retry: true },
  );
  let proposed = 0;
  for (const booking of displaced) {
    const proposal = await propose(context, booking, times);
    if (proposal === null) await waitFirst(context, booking);
    else proposed += 1;
    await tell(context, booking, { ...times, proposal });
  }
  const left = displaced.length - proposed;
  await context.transaction(async (tx) => {
    await noteProposals(tx, id, proposed);
    if (left === 0) return;
    await openTask(context, tx, {
      kind: 'scheduling.displaced',
      title: fill(texts.displacedTask, { count: left }),
      owner: organisation,
      source: { module: 'scheduling', record: 'stop', key: id },
      link: `/scheduling/bookings?status=displaced&resource=${encodeURIComponent(times.resource)}`,
      dueAt: times.from,
      count: left,
      simulated,
    });
  });
  return { id, slots: slots.length, displaced: displaced.length, proposed };
}
