import { Text } from '#kernel/texts';
import { z } from 'zod';
import { defineEvent } from '#kernel/event';
import { operation } from '#kernel/operation';
import { fileOperations } from './files/contract.ts';
import { householdOperations } from './households/contract.ts';
import { How } from './linked-shapes.ts';
import { populationOperations } from './population/contract.ts';
import { regroupOperations } from './regroup/contract.ts';

export type { File } from './files/contract.ts';
export { hidden, type MemberInTime } from './households/contract.ts';
export type { Population } from './population/contract.ts';
export type { Faced, Ids } from './regroup/contract.ts';
export { decisionKinds, decisionStates } from './regroup/names.ts';

/** Where one value of a golden record comes from, down to the row that was handed in. */
export const Origin = z.object({
  dataset: z.string(),
  batch: z.string(),
  row: z.number().int(),
  /** When the delivery spoke, ISO: the time by which "newest" is meant. */
  at: z.string(),
  authority: z.number().int(),
});
export type Origin = z.infer<typeof Origin>;

export const Origins = z.record(z.string(), Origin).describe('attribute → where its value comes from');
export type Origins = z.infer<typeof Origins>;

const Membership = z.object({
  dataset: z.string(),
  key: z.string().describe("the provider's own number of the row, masked without the right to see it"),
  batch: z.string(),
  row: z.number().int(),
  at: z.string(),
  confirms: z
    .record(z.string(), z.object({ authority: z.number().int(), at: z.string() }))
    .describe('attributes whose value it only said again, and when last'),
  how: How.nullable().describe('how linkage joined it; null when its number did'),
  side: z.string().nullable().describe('id under which it came, of a person to whom several lead'),
});

export const operations = {
  ...fileOperations,
  ...householdOperations,
  ...populationOperations,
  ...regroupOperations,
  members: operation({
    method: 'GET',
    path: '/entities/:id/members',
    summary: { zh: '汇成这个对象的各部门记录', en: 'The rows of departments that make this entity' },
    permission: 'registers:read',
    params: z.object({ id: z.string() }),
    result: z.object({ items: z.array(Membership) }),
  }),
  me: operation({
    method: 'GET',
    path: '/me',
    summary: { zh: '城市记录的我', en: 'What the city has on me' },
    permission: 'registers:self',
    realName: 3,
    result: z.object({
      person: z
        .object({
          id: z.string(),
          subject: z.enum(['person', 'company']),
          values: z.array(
            z.object({
              attribute: z.string(),
              value: z.string().nullable(),
              name: Text.nullable().describe('of a value that is a key: what it stands for'),
              origin: Origin.nullable(),
            }),
          ),
          rows: z
            .array(z.object({ dataset: z.string(), at: z.string() }))
            .describe('datasets of which a row is part of this, and when it last came'),
          simulated: z.boolean(),
        })
        .nullable(),
    }),
  }),
};

/** The good rows of a batch are part of the registers. */
export const batchJoined = defineEvent({
  name: 'registers.batch-joined',
  version: 1,
  title: { zh: '批次已并入登记册', en: 'A batch joined the registers' },
  payload: z.object({
    dataset: z.string(),
    batch: z.string(),
    subject: z.enum(['person', 'company']),
    created: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    conflicts: z.number().int(),
    /** It had joined before, and was checked again since. */
    again: z.boolean().optional(),
  }),
});
