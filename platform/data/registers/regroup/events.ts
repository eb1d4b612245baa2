import { z } from 'zod';
import { defineEvent } from '#kernel/event';

const Regrouped = z.object({
  person: z.string().describe('whose id stays'),
  other: z.string().describe('whose id leads to the other, or led to it'),
  decision: z.string().nullable().describe('of two people; null when a row came with its number'),
  decidedBy: z.array(z.string()),
});

/** Two ids of the register are one person: the second leads to the first. */
export const personMerged = defineEvent({
  name: 'registers.person-merged',
  version: 1,
  title: { zh: '两个人员标识合并为一人', en: 'Two ids became one person' },
  payload: Regrouped,
});

/** A person of the register was parted: some of their rows are another's, whose id stands again or is new. */
export const personSplit = defineEvent({
  name: 'registers.person-split',
  version: 1,
  title: { zh: '一人拆分为两人', en: 'A person was parted in two' },
  payload: Regrouped,
});
