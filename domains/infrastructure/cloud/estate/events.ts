import { z } from 'zod';
import { defineEvent } from '#kernel/event';
import { subscription } from '#kernel/module';
import { rowsWritten } from '#kernel/record-server';
import { Asset, Quota, RecoveryProof, System } from './records.ts';

/** Assets, systems, quotas, observations or proofs were written: figures are measured anew. */
export const estateChanged = defineEvent({
  name: 'cloud.changed',
  version: 1,
  title: { zh: '云资产或使用情况有改动', en: 'Assets of the cloud or their use changed' },
  payload: z.object({ what: z.string() }),
});

const own: ReadonlySet<string> = new Set([Asset.id, System.id, Quota.id, RecoveryProof.id]);

/** Of all records' writings, those of the cloud are told on. */
export const tellChanged = subscription(
  'cloud.tell-changed',
  rowsWritten,
  async ({ payload: { record }, occurredAt }, context) => {
    if (!own.has(record)) return;
    await context.emit(context.db, estateChanged, { key: 'cloud', payload: { what: record }, occurredAt });
  },
);
