import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

const words = z.string().trim().min(2).max(500);
const Id = z.string().trim().min(2).max(20);
const Proposed = z.object({ id: z.string(), state: z.enum(['proposed', 'in-force', 'refused']) });

const Row = z.object({
  dataset: z.string(),
  key: z.string().describe('as the provider numbers it; masked without the right to see it'),
  ref: z.string().describe('what names the row in a proposal'),
  side: z.string().describe('id under which it came'),
  at: z.string(),
  linked: z.boolean().describe('recognised without a number'),
});

/** One of the two, as the reader may see them. */
const Facing = z.object({
  id: z.string(),
  now: z.string().describe('the id to which it leads, itself when it stands'),
  values: z.array(
    z.object({ attribute: z.string(), value: z.string().nullable(), at: z.string().nullable() }),
  ),
  rows: z.array(Row),
  provisional: z.boolean(),
  simulated: z.boolean(),
});

const Happened = z.object({
  id: z.string(),
  kind: z.enum(['merge', 'split']),
  state: z.enum(['proposed', 'in-force', 'refused']),
  person: z.string(),
  other: z.string().nullable(),
  reason: z.string(),
  evidence: z.string(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedWhy: z.string().nullable(),
});

export const Ids = z.object({
  id: z.string(),
  now: z.string().describe('the person whom this id stands for'),
  others: z.array(z.string()).describe('ids that lead to that person'),
  decisions: z
    .array(Happened)
    .describe('what was decided of these ids, the newest first; for whoever may decide'),
});
export type Ids = z.infer<typeof Ids>;

export const Faced = z.object({
  sides: z.array(Facing),
  title: Text.nullable(),
  masked: z.boolean(),
  mayDecide: z.boolean().describe('it waits, and the reader did not propose it'),
});
export type Faced = z.infer<typeof Faced>;

const reveal = z.object({ reveal: z.enum(['no', 'yes']).default('no') });

export const regroupOperations = {
  personIds: operation({
    method: 'GET',
    path: '/persons/:key/ids',
    summary: {
      zh: '一个标识现在是谁，以及合并与拆分的历史',
      en: 'Whom an id stands for now, and how that came',
    },
    permission: 'registers:read',
    params: z.object({ key: Id }),
    result: Ids,
  }),
  personsFacing: operation({
    method: 'GET',
    path: '/persons/:key/facing',
    summary: { zh: '人员并排比较（按权限遮蔽）', en: 'Persons side by side, masked by right' },
    permission: 'registers:regroup',
    params: z.object({ key: Id }),
    query: reveal.extend({ other: Id.optional(), decision: z.string().max(40).optional() }),
    result: Faced,
  }),
  proposeMerge: operation({
    method: 'POST',
    path: '/persons/:key/merge',
    summary: { zh: '提出：另一标识也是此人', en: 'Propose that another id is this person' },
    permission: 'registers:regroup',
    params: z.object({ key: Id }),
    body: z.object({ other: Id, reason: words, evidence: words }),
    result: Proposed,
  }),
  proposeSplit: operation({
    method: 'POST',
    path: '/persons/:key/split',
    summary: { zh: '提出：此人实为两人', en: 'Propose that this person is two' },
    permission: 'registers:regroup',
    params: z.object({ key: Id }),
    body: z.object({
      other: Id.nullable().describe(
        'an id that leads here and stands by itself again; null for a new person',
      ),
      moves: z
        .array(z.object({ ref: z.string().max(300), to: z.enum(['person', 'other']) }))
        .max(500)
        .default([]),
      reason: words,
      evidence: words,
    }),
    result: Proposed,
  }),
  decidePersons: operation({
    method: 'POST',
    path: '/person-decisions/:id/decision',
    summary: { zh: '第二人决定合并或拆分', en: 'The second person decides on a merge or split' },
    permission: 'registers:regroup',
    params: z.object({ id: z.string().max(40) }),
    body: z.object({ approve: z.boolean(), reason: words }),
    result: Proposed.extend({ person: z.string(), other: z.string().nullable() }),
  }),
};
