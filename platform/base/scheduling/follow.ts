import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { findCitizenAccount } from '#platform/base/identity';
import { accountFor } from './actors.ts';
import { bookingDisplaced } from './events.ts';
import { holdPlace } from './hold.ts';
import { addDays, horizonOf, localOf, poolsFor } from './rules.ts';
import { getService } from './services.ts';
import {
  claimDisplaced,
  findInstead,
  replacements,
  settleDisplaced,
  type Affected,
  type Candidate,
  type Displaced,
  type StopTimes,
} from './stop-store.ts';
import { reviewStop } from './stop-task.ts';
import { joinWaiting } from './waiting.ts';

/** How long one who was displaced may think about the place that is held instead. */
const proposalMinutes = 24 * 60;

export async function candidatesFor(
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

/** Whether it is for the asker to know; anything else is a fault, and they are taken up again. */
const isRefusal = (error: unknown): boolean => error instanceof Problem && error.status < 500;

/** Holds the nearest place that can be had for one who was displaced. */
async function propose(context: Context, booking: Displaced): Promise<string | null> {
  const closed = { resource: booking.stopped, from: booking.from, until: booking.until };
  for (const candidate of await candidatesFor(context, booking, closed, { given: {}, limit: 8 })) {
    try {
      const held = await holdPlace(context, {
        slot: candidate.id,
        subject: booking.subject,
        subjectName: booking.subjectName,
        channel: booking.channel,
        insteadOf: booking.id,
        recordedBy: booking.recordedBy,
        minutes: proposalMinutes,
        early: true,
        simulated: booking.simulated,
      });
      return held.id;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  return null;
}

/** Who has no place to go to waits before all others, for the same half-days of the coming two weeks. */
async function waitFirst(context: Context, booking: Displaced, account: string): Promise<void> {
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
      account,
      simulated: booking.simulated,
    });
  } catch (error) {
    // Waiting already, or no longer to be had that way: the institution's task counts them.
    if (!isRefusal(error)) throw error;
  }
}

/** Done again after a process ended in between, it goes on from what was held. */
async function followOne(context: Context, booking: Displaced): Promise<void> {
  const account = await accountFor(context, context.db, booking);
  const proposal = (await findInstead(context.db, booking.id)) ?? (await propose(context, booking));
  if (proposal === null && account !== null) await waitFirst(context, booking, account);
  await context.transaction(async (tx) => {
    const at = context.clock.now().toISOString();
    if (!(await settleDisplaced(tx, booking.id, { account, at })) || account === null) return;
    const own = (await findCitizenAccount(tx, booking.subject)) ?? booking.subject;
    const onBehalfOf = own === account ? null : booking.subject;
    await context.emit(tx, bookingDisplaced, {
      key: booking.id,
      payload: { ...booking, onBehalfOf, booking: booking.id, resource: booking.stopped, account, proposal },
    });
  });
}

/**
 * Follows up those whom stops displaced, each in steps of their own: a place is held or they wait first, they are told,
 * and the institution's task says how many are left to be called.
 * @param stop of this stop alone
 */
export async function followUp(context: Context, stop?: string): Promise<void> {
  const touched = new Set<string>();
  for (;;) {
    const next = await context.transaction((tx) => claimDisplaced(tx, context.clock.now(), stop));
    if (!next) break;
    touched.add(next.stop);
    try {
      await followOne(context, next);
    } catch (error) {
      context.log.error(
        { booking: next.id, err: error },
        'scheduling: one who was displaced is not followed up yet',
      );
    }
  }
  for (const id of touched) await context.transaction((tx) => reviewStop(context, tx, id));
}
