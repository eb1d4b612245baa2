import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

const count = z.int().nullable().describe('null: too small to be shown to somebody who may not see the rows');

const Share = z.object({
  registered: count.describe('in a household of the register'),
  resident: count.describe('known to other departments only'),
  children: count.describe('up to 14 years'),
  working: count.describe('15 to 59'),
  old: count.describe('60 and over'),
});

export const Population = z.object({
  division: z.object({ code: z.string(), name: Text }).nullable().describe('null: the whole city'),
  above: z.array(z.object({ code: z.string(), name: Text })).describe('what it lies in, the widest first'),
  total: z.int().nullable(),
  areas: z.array(Share.extend({ code: z.string().nullable(), name: Text, total: count })),
  ages: z.array(z.object({ from: z.int(), men: count, women: count })).describe('five years each'),
  months: z
    .array(z.object({ month: z.string(), born: count, movedIn: count, movedOut: count, died: count }))
    .describe(
      'the last twelve, from the movements that were registered; small counts are left out for everybody',
    ),
  rows: z.boolean().describe('the asker may see the rows behind the counts'),
  simulated: z.boolean(),
  asOf: z.string(),
});
export type Population = z.infer<typeof Population>;

export const populationOperations = {
  population: operation({
    method: 'GET',
    path: '/population',
    summary: { zh: '人口数：分区划、年龄、性别和变动', en: 'Population by division, age, sex and movement' },
    permission: 'registers:population',
    query: z.object({
      division: z
        .string()
        .regex(/^\d{6,15}$/)
        .optional(),
    }),
    result: Population,
  }),
};
