import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { collectFile, getBatch, type Batch } from '#platform/data/ingestion';
import type { Delivery } from './manifest.ts';

/** Who hands in for departments that are played. */
export const simulatorActor: Actor = {
  id: 'simulator',
  kind: 'system',
  name: '模拟器',
  grants: new Map([
    ['ingestion:collect', 'city'],
    ['ingestion:read', 'city'],
    ['jobs:own', 'own'],
    ['jobs:manage', 'city'],
  ]),
};

const hourMs = 3_600_000;

/** The context in which a department spoke some hours ago: what it hands in is as old as that. */
const hoursAgo = (context: Context, hours: number): Context => ({
  ...context,
  clock: { now: () => new Date(context.clock.now().getTime() - hours * hourMs) },
});

/**
 * Hands one delivery in through the city's own intake. The same again is the same batch, so a run that was cut off
 * may be repeated from its beginning.
 * @param folder where `runSimulate` wrote
 * @returns the id of the batch
 */
export async function handInDelivery(context: Context, folder: string, delivery: Delivery): Promise<string> {
  const { dataset, path, mode } = delivery;
  const { batch } = await collectFile(
    hoursAgo(context, delivery.hoursAgo),
    { dataset, filename: path, mode, simulated: true },
    createReadStream(join(folder, path)),
  );
  return batch;
}

/** Share of the way of a batch that lies behind it; joining is the longest part. */
const behind: Readonly<Record<Batch['status'], number>> = {
  previewed: 0,
  collecting: 0.02,
  collected: 0.08,
  checking: 0.1,
  checked: 0.2,
  joining: 0.2,
  joined: 1,
  failed: 0,
  cancelled: 0,
};

/** Where some batches stand. */
export interface Standing {
  /** Weighted by rows, 0 to 1. */
  readonly share: number;
  readonly joined: boolean;
}

/** @param joining how far the batch that joins just now has come, 0 to 1 */
export async function standingOf(
  context: Context,
  batches: readonly string[],
  joining: number,
): Promise<Standing> {
  const found = await Promise.all(batches.map((id) => getBatch(context.db, id)));
  const weight = ({ bytes }: Batch) => bytes + 1;
  const share = ({ status }: Batch) =>
    behind[status] + (status === 'joining' ? (1 - behind.joining) * joining : 0);
  const all = found.reduce((sum, batch) => sum + weight(batch), 0);
  const done = found.reduce((sum, batch) => sum + weight(batch) * share(batch), 0);
  return { share: all === 0 ? 1 : done / all, joined: found.every(({ status }) => status === 'joined') };
}
