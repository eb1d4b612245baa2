import { system } from '#kernel/actor';
import { subscription } from '#kernel/module';
import { rowsWritten } from '#kernel/record-server';
import { addressMerged } from '#platform/data/addresses';
import { batchChecked } from '#platform/data/quality';
import { batchJoined } from './contract.ts';
import { takeBatchMovements } from './households/keep.ts';
import { joinBatch } from './jobs.ts';
import { NaturalResource } from './records.ts';
import { personMerged, personSplit } from './regroup/events.ts';
import { findOverlaps } from './resources/find-overlaps.ts';
import { askRound } from './resources/overlap-store.ts';
import { placeStanding } from './placing.ts';
import { moveCode } from './placing-store.ts';

/** What the registers do when others have done something. */
export const subscriptions = [
  subscription('registers.join-checked', batchChecked, async ({ id, payload }, context) => {
    const { dataset, batch } = payload;
    await context.startJob(
      context.db,
      joinBatch,
      { dataset, batch },
      { actor: system, key: `join:${batch}:${id}` },
    );
  }),
  subscription('registers.place-joined', batchJoined, async ({ id, payload }, context) => {
    const { batch } = payload;
    const once = payload.again ? `${batch}:${id}` : batch;
    await context.startJob(
      context.db,
      takeBatchMovements,
      { batch },
      { actor: system, key: `movements:${once}` },
    );
    // Its households follow when its addresses have their codes.
    await context.startJob(
      context.db,
      placeStanding,
      { batch, once },
      { actor: system, key: `place:${once}` },
    );
  }),
  ...[personMerged, personSplit].map((event) =>
    subscription(
      `registers.place-${event.name.slice('registers.'.length)}`,
      event,
      async ({ payload }, context) => {
        const key = `place:${payload.person}:${payload.other}:${payload.decision ?? 'row'}`;
        await context.startJob(context.db, placeStanding, {}, { actor: system, key });
      },
    ),
  ),
  subscription('registers.overlaps-written', rowsWritten, async ({ id, payload }, context) => {
    if (payload.record !== NaturalResource.id || !(await askRound(context.db))) return;
    await context.startJob(context.db, findOverlaps, {}, { actor: system, key: `overlaps:${id}` });
  }),
  subscription('registers.follow-merged', addressMerged, ({ payload: { code, into } }, context) =>
    moveCode(context.db, code, into),
  ),
];
