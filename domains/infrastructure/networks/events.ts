import { z } from 'zod';
import { defineEvent } from '#kernel/event';
import { subscription } from '#kernel/module';
import { rowsWritten } from '#kernel/record-server';
import { Sharing, Tower } from './records.ts';

/** Towers or agreements were written: the figures of sharing are measured anew. */
export const networksChanged = defineEvent({
  name: 'networks.changed',
  version: 1,
  title: { zh: '铁塔或共享协议有改动', en: 'Towers or sharing agreements changed' },
  payload: z.object({ record: z.string() }),
});

const own: ReadonlySet<string> = new Set([Tower.id, Sharing.id]);

/** Of all records' writings, those of this module are told on. */
export const tellChanged = subscription(
  'networks.tell-changed',
  rowsWritten,
  async ({ payload: { record }, occurredAt }, context) => {
    if (!own.has(record)) return;
    await context.emit(context.db, networksChanged, { key: 'networks', payload: { record }, occurredAt });
  },
);
