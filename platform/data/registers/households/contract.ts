import { z } from 'zod';
import { operation } from '#kernel/operation';

/** In place of a relation that the asker may not see. */
export const hidden = '***';

export const MemberInTime = z.object({
  person: z.string(),
  name: z.string().describe('masked without the right and a purpose'),
  household: z.string().nullable(),
  relation: z
    .string()
    .nullable()
    .describe('code of GB/T 4761, the relation to the head; `***` where it may not be seen'),
  from: z.iso.date().nullable().describe('null: never registered, known from toldOn'),
  came: z.enum(['born', 'moved-in']).nullable(),
  toldOn: z.iso.date().nullable().describe('when the register first told of it'),
  until: z.iso.date().nullable().describe('null while it stands'),
  went: z.enum(['moved-out', 'died', 'changed']).nullable(),
  simulated: z.boolean(),
  known: z
    .boolean()
    .describe('false: as of a day before the register knew of it; whether it was so yet is not known'),
});
export type MemberInTime = z.infer<typeof MemberInTime>;

const onDay = z.object({
  on: z.iso
    .date()
    .optional()
    .describe('only whoever belonged at the end of this day; past ones too when absent'),
});
const Members = z.object({ items: z.array(MemberInTime) });

export const householdOperations = {
  householdMembers: operation({
    method: 'GET',
    path: '/households/:key/members',
    summary: { zh: '一户的成员，过去的也在内', en: 'The members of a household, past ones too' },
    permission: 'registers:read',
    params: z.object({ key: z.string().max(20) }),
    query: onDay,
    result: Members,
  }),
  personHouseholds: operation({
    method: 'GET',
    path: '/persons/:key/households',
    summary: { zh: '一人所在的户，过去的也在内', en: 'The households of a person, past ones too' },
    permission: 'registers:read',
    params: z.object({ key: z.string().max(20) }),
    query: onDay,
    result: Members,
  }),
};
