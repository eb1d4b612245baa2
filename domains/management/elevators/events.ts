import { z } from 'zod';
import { defineEvent } from '#kernel/event';
import { subscription } from '#kernel/module';
import { rowsWritten } from '#kernel/record-server';
import { Alarm, Lift } from './records.ts';
import { texts } from './texts.ts';

/** Lifts or alarms were written: the figures are measured anew. */
export const elevatorsChanged = defineEvent({
  name: 'elevators.changed',
  version: 1,
  title: texts.changed,
  payload: z.object({ record: z.string() }),
});

const own: ReadonlySet<string> = new Set([Lift.id, Alarm.id]);

/** Of all records' writings, those of this module are told on. */
export const tellChanged = subscription(
  'elevators.tell-changed',
  rowsWritten,
  async ({ payload: { record }, occurredAt }, context) => {
    if (!own.has(record)) return;
    await context.emit(context.db, elevatorsChanged, { key: 'elevators', payload: { record }, occurredAt });
  },
);
