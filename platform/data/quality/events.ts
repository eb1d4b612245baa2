import { z } from 'zod';
import { defineEvent } from '#kernel/event';

/** The checked rows lie at `checked/<dataset>/<batch>.parquet`; those with `_blocked` false may join a register. */
export const batchChecked = defineEvent({
  name: 'quality.batch-checked',
  version: 1,
  title: { zh: '批次已检查', en: 'A batch was checked' },
  payload: z.object({
    dataset: z.string(),
    batch: z.string(),
    rows: z.number().int(),
    good: z.number().int(),
    bad: z.number().int(),
    findings: z.number().int(),
    closed: z.number().int(),
    simulated: z.boolean(),
  }),
});
