import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { addDays, localOf } from './rules.ts';
import type { BookingService } from './service.ts';
import { getService } from './services.ts';
import { findResource, type ResourceRow } from './slot-store.ts';
import { texts } from './texts.ts';
import { findWaiting, insertWaiting, settleWaiting, type WaitingRow } from './waiting-store.ts';

export interface WaitingAsked {
  readonly service: string;
  readonly resource?: string | undefined;
  readonly organisation?: string | undefined;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly half?: 'am' | 'pm' | 'evening' | undefined;
  readonly channel: string;
  readonly subject: string;
  readonly subjectName: string;
  /** Displaced by a stop: asked before all others. */
  readonly first?: true;
  readonly account?: string;
  readonly simulated?: boolean;
}

const longest = 60;

/** @throws Problem 422, 404 when the days, the channel or the resource are not to be had */
async function checkAsked(
  context: Context,
  service: BookingService,
  { firstDay, lastDay, channel, resource: code }: WaitingAsked,
): Promise<ResourceRow | undefined> {
  const { day: today } = localOf(context.clock.now());
  if (firstDay > lastDay || lastDay < today || lastDay > addDays(firstDay, longest))
    throw new Problem(422, 'scheduling.days-wrong', fill(texts.daysWrong, { days: longest }));
  if (!service.channels.includes(channel))
    throw new Problem(422, 'scheduling.no-such-channel', fill(texts.channel, { channel }));
  if (code === undefined) return undefined;
  const resource = await findResource(context.db, code);
  if (resource?.service !== service.code) throw notFound(texts.resource, code);
  return resource;
}

/** What was left open is anybody's: any resource, institution or half-day. */
const openEnds = ({ resource, organisation, half }: WaitingAsked) => ({
  resource: resource ?? null,
  organisation: organisation ?? null,
  half: half ?? null,
});

/**
 * Joins the waiting list of a service; a place that comes free goes to who joined first and may have it.
 * @throws Problem 409 `scheduling.already-waiting`
 */
export async function joinWaiting(context: Context, asked: WaitingAsked): Promise<WaitingRow> {
  const service = await getService(context, asked.service);
  const resource = await checkAsked(context, service, asked);
  const made: WaitingRow = {
    id: randomUUID(),
    service: service.code,
    ...openEnds(asked),
    firstDay: asked.firstDay,
    lastDay: asked.lastDay,
    channel: asked.channel,
    subject: asked.subject,
    subjectName: asked.subjectName,
    account: asked.account ?? context.actor.id,
    status: 'waiting',
    booking: null,
    joinedAt: context.clock.now().toISOString(),
    simulated: asked.simulated ?? resource?.simulated ?? false,
  };
  const added = await context.transaction((tx) => insertWaiting(tx, made, asked.first ? 0 : 1));
  if (!added) throw new Problem(409, 'scheduling.already-waiting', texts.alreadyWaiting);
  return made;
}

/** Leaves the list; an offer that is out is left to its own hold. */
export async function leaveWaiting(context: Context, id: string, subjects: readonly string[]): Promise<void> {
  await context.transaction(async (tx) => {
    const found = await findWaiting(tx, id);
    if (!found || !subjects.includes(found.subject)) throw notFound(texts.waiting, id);
    if (found.status === 'waiting') await settleWaiting(tx, id, { status: 'left' });
  });
}
