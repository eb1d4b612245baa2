import { Problem } from '#kernel/problem';
import type { HelloAnswer } from '../city/hello.ts';
import type { Sent } from '../city/sending.ts';
import {
  channelsOf,
  findEnvelope,
  lockChannel,
  movePosition,
  signedAfter,
  type Position,
} from '../log/log-store.ts';
import { takeEnvelopes } from '../log/take.ts';
import { Refusal } from './city-client.ts';
import type { Going } from './sending.ts';

type Place = HelloAnswer['channels'][number];

/** Whether both ends hold the same envelope under the city's number. */
async function sameAt({ context }: Going, own: Position, place: Place): Promise<boolean> {
  if (place.sequence === 0) return true;
  const known = await findEnvelope(context.db, own.node, own.channel, place.sequence);
  return known?.link === place.link;
}

/** The city has more of what this node sent than the node knows: it was restored from before, and learns it anew. */
async function learn(going: Going, own: Position): Promise<void> {
  const { context, line, self } = going;
  let { sequence } = own;
  for (;;) {
    const query = `?channel=${own.channel}&after=${sequence}`;
    const { items, head } = await line.ask<Sent>({ method: 'GET', path: `/nodes/v1/taken${query}` });
    if (!head) return;
    await context.transaction(async (tx) => {
      await takeEnvelopes(
        tx,
        { node: own.node, channel: own.channel, items, head },
        // It may have been signed with a key that this node made after the backup: then the city vouches for it.
        { keys: [self.certificate.key, head.key], at: context.clock.now().toISOString() },
      );
      // Sent again, it comes by the city's receipt, which proves what was taken.
      const { acknowledged } = own;
      await movePosition(tx, own, { acknowledged });
    });
    sequence = head.sequence;
  }
}

/** The city was restored from before and lacks what it had receipted: it is sent again. */
async function goBack({ context }: Going, own: Position, place: Place): Promise<void> {
  await context.transaction(async (tx) => {
    const position = await lockChannel(tx, own.node, own.channel);
    await movePosition(tx, position, { acknowledged: place.sequence });
  });
}

/** The city has forgotten what it once sent here: it gets back its own words, with its own signature. */
async function giveBack({ context, line }: Going, own: Position, place: Place): Promise<void> {
  let { sequence } = place;
  for (;;) {
    const found = await signedAfter(context.db, own, sequence);
    if (!found) return;
    const items = found.items.map(({ header, body }) => ({ header, body }));
    const body = { channel: own.channel, items, head: found.head };
    await line.ask({ method: 'POST', path: '/nodes/v1/adopt', body });
    ({ sequence } = found.head);
  }
}

async function mendUp(going: Going, own: Position, place: Place): Promise<boolean> {
  if (place.sequence > own.sequence) await learn(going, own);
  else if (!(await sameAt(going, own, place))) return false;
  else if (place.sequence < own.acknowledged) await goBack(going, own, place);
  return true;
}

async function mendDown(going: Going, own: Position, place: Place): Promise<boolean> {
  if (place.sequence >= own.sequence) return true;
  if (!(await sameAt(going, own, place))) return false;
  await giveBack(going, own, place);
  return true;
}

/** What does not follow on what is here is another log. */
function isForked(error: unknown): false {
  const code = error instanceof Problem || error instanceof Refusal ? error.code : undefined;
  if (code === 'nodes.forked' || code === 'nodes.broken-chain') return false;
  throw error;
}

/**
 * Both ends compare where they stand in each channel, by number and link, and mend what one of them has forgotten.
 * @returns channels in which they hold different things under one number, which no program mends
 */
export async function mendPositions(going: Going, places: readonly Place[]): Promise<string[]> {
  const { context, self } = going;
  const forked: string[] = [];
  const known = await channelsOf(context.db, self.certificate.node);
  const names = new Set([...known, ...places].map(({ channel }) => channel));
  const nothing = { sequence: 0, acknowledged: 0 };
  for (const channel of names) {
    const own =
      known.find((each) => each.channel === channel) ??
      (await context.transaction((tx) => lockChannel(tx, self.certificate.node, channel)));
    const place = places.find((each) => each.channel === channel) ?? { ...own, ...nothing };
    const mended = channel.startsWith('up/') ? mendUp(going, own, place) : mendDown(going, own, place);
    if (!(await mended.catch(isForked))) forked.push(channel);
  }
  return forked;
}
