import type { LineageDataset } from '#kernel/lineage';
import { fill } from '#kernel/texts';
import type { BroughtBy } from '#platform/data/ingestion';
import { slipsOfBatch, type HandOverRow } from './store.ts';
import { texts } from './texts.ts';

const slip = ({ number, owner, batch, simulated }: HandOverRow): LineageDataset => ({
  name: `hand-over/${number}`,
  title: fill(texts.slip, { number }),
  kind: 'source',
  owner,
  simulated,
  path: `/handover/hand-overs/${encodeURIComponent(number)}`,
  ...(batch !== null && { version: batch }),
});

/** The slip with which the file of a batch was handed over, as a source of the batch. */
export const broughtBySlip: BroughtBy = {
  kind: 'handover.slip',
  find: async ({ db }, batch) => (await slipsOfBatch(db, batch)).map(slip),
};
