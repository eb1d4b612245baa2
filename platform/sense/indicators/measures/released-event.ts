import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineEvent } from '#kernel/event';
import type { Ended, Vintage } from './cell-store.ts';

/** Values of periods that are over were released for the first time, or revised. */
export const measureReleased = defineEvent({
  name: 'indicators.measure-released',
  version: 1,
  title: { zh: '指标数值已发布或修订', en: 'Values of a measure were released or revised' },
  payload: z.object({
    measure: z.string(),
    from: z.iso.date().describe('first day of the earliest period, of whatever grain'),
    to: z.iso.date().describe('first day of the latest period'),
    values: z.int().describe('how many values, over all grains and places'),
    revisions: z.int().describe('of these, how many had been released before'),
    simulated: z.boolean(),
  }),
});

/** Tells of periods that have run out, in the transaction that released them. */
export async function tellEnded(context: Context, tx: Db, ended: readonly Ended[]): Promise<void> {
  for (const { measure, ...told } of ended)
    await context.emit(tx, measureReleased, { key: measure, payload: { measure, ...told, revisions: 0 } });
}

/** Tells of what a reckoning released, in its transaction. */
export async function tellReleased(
  context: Context,
  tx: Db,
  released: {
    readonly measure: string;
    readonly vintages: readonly Vintage[];
    readonly simulated: boolean;
  },
): Promise<void> {
  const { measure, vintages, simulated } = released;
  const periods = vintages.map(({ period }) => period).toSorted();
  const [from] = periods;
  const to = periods.at(-1);
  if (from === undefined || to === undefined) return;
  const revisions = vintages.filter(({ vintage }) => vintage > 1).length;
  const payload = { measure, from, to, values: vintages.length, revisions, simulated };
  await context.emit(tx, measureReleased, { key: measure, payload });
}
