import { z } from 'zod';
import { system } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { changesDown } from '../log/changes.ts';
import { channelsOf, findEnvelope, type Position } from '../log/log-store.ts';
import { StatementShape } from '../log/shapes.ts';
import { texts } from '../texts.ts';
import { pieceBytes } from './payloads.ts';
import { noteLease, overAmong } from './holding-store.ts';
import { findNode, noteSeen, type NodeRow } from './node-store.ts';
import { rulesOf } from './rules-of.ts';
import { loadShared } from './shared.ts';
import { putStatement } from './statement-store.ts';
import { tellForked } from './task.ts';

export const Hello = z.strictObject({
  version: z.string().max(60),
  clock: z.iso.datetime().describe("the node's own clock, whatever it says"),
  waiting: z.int().min(0).describe('envelopes without a receipt'),
  channels: z.array(StatementShape).max(2000),
  leases: z
    .array(z.strictObject({ agreement: z.string().max(40), seconds: z.number().min(0).max(86_400) }))
    .max(1000),
});

export interface HelloAnswer {
  readonly now: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly datasets: readonly string[];
  readonly shared: readonly string[];
  readonly leaseSeconds: number;
  readonly pieceBytes: number;
  /** Agreements whose rows lie at the node and that stand no longer: it asks for them at once, and is told why. Cities of before do not say it. */
  readonly over?: readonly string[];
  /** Where the city stands in each channel: what it lacks is sent again. */
  readonly channels: readonly Pick<Position, 'channel' | 'sequence' | 'link' | 'acknowledged'>[];
}

/** Channels in which the city holds another thing than the node under the node's own number. */
async function tellForks(context: Context, node: NodeRow, said: z.output<typeof Hello>): Promise<void> {
  for (const { channel, sequence, link } of said.channels) {
    const known = await findEnvelope(context.db, node.code, channel, sequence);
    if (known && known.link !== link)
      await context.transaction((tx) => tellForked(context, tx, node, channel));
  }
}

/** A node calls: both say where they stand, and the city sees how far the node's clock is off. */
export async function hello(
  context: Context,
  code: string,
  said: z.output<typeof Hello>,
): Promise<HelloAnswer> {
  const node = await findNode(context.db, code);
  if (!node) throw new Problem(401, 'nodes.unknown', texts.unknownNode);
  const now = context.clock.now();
  const clockOffset = Date.parse(said.clock) - now.getTime();
  await noteSeen(context.db, code, {
    at: now.toISOString(),
    version: said.version,
    clockOffset,
    waiting: said.waiting,
  });
  await tellForks(context, node, said);
  const channels = await channelsOf(context.db, code);
  for (const each of said.channels.filter(({ channel }) => channel.startsWith('up/')))
    await putStatement(context.db, { node: code, ...each, at: now.toISOString() });
  for (const { agreement, seconds } of said.leases)
    await noteLease(context.db, code, agreement, new Date(now.getTime() + seconds * 1000).toISOString());
  for (const dataset of node.shared.filter(
    (each) => !channels.some(({ channel }) => channel === changesDown(each)),
  )) {
    const input = { node: code, dataset };
    await context.startJob(context.db, loadShared, input, {
      actor: system,
      key: `nodes.load-shared ${code} ${dataset}`,
    });
  }
  const rules = await rulesOf(context.db);
  return {
    now: context.clock.now().toISOString(),
    title: { zh: node.titleZh, en: node.titleEn },
    datasets: node.datasets,
    shared: node.shared,
    leaseSeconds: rules.lease_seconds,
    pieceBytes,
    over: await overAmong(
      context.db,
      node.owner,
      said.leases.map(({ agreement }) => agreement),
      dayOf(context),
    ),
    channels: channels.map(({ channel, sequence, link, acknowledged }) => ({
      channel,
      sequence,
      link,
      acknowledged,
    })),
  };
}
