import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { actOperation } from '#platform/matter/workflow/contract';
import { kinds, verdicts } from './names.ts';

export {
  kindNames,
  proposalStateNames,
  verdictNames,
  verdicts,
  type Kind,
  type ProposalState,
  type Verdict,
} from './names.ts';

const why = z.string().trim().min(2).max(1000);

/** What the proposing unit does. */
export const OwnAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('submit') }),
  z.strictObject({ act: z.literal('withdraw'), why }),
]);
export type OwnAct = z.infer<typeof OwnAct>;

/** What the office does that reviews. */
export const ReviewAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('take') }),
  z.strictObject({ act: z.literal('give-back'), why }),
  z.strictObject({ act: z.literal('refuse'), why }),
  z.strictObject({
    act: z.literal('answer'),
    kind: z.enum(kinds),
    key: z.string().max(120),
    verdict: z.enum(verdicts),
    why,
  }),
  z.strictObject({ act: z.literal('approve'), approvedFen: z.int().min(1).max(1e13), why: why.optional() }),
]);
export type ReviewAct = z.infer<typeof ReviewAct>;

export const Comparison = z.object({
  /** How many things it was held against. */
  likely: z.int().describe('so near that each has to be answered'),
  open: z.int().describe('of those, how many are not answered yet'),
  items: z.array(
    z.object({
      kind: z.enum(kinds),
      key: z.string(),
      title: Text,
      unit: z.string().nullable(),
      unitName: Text.nullable(),
      path: z.string().describe('its page in the console'),
      score: z.number().describe('0 to 1'),
      likely: z.boolean(),
      simulated: z.boolean(),
      reasons: z.object({
        words: z.array(z.string()),
        items: z.array(z.string()),
        uses: z.array(z.string()),
        sameUnit: z.boolean(),
        sameProject: z.boolean(),
      }),
      answer: z
        .object({
          verdict: z.enum(verdicts),
          why: z.string(),
          at: z.string(),
          current: z.boolean().describe('false: given before it was handed in again; to be said anew'),
        })
        .nullable(),
    }),
  ),
});
export type Comparison = z.infer<typeof Comparison>;

export const proposalOperations = {
  comparison: operation({
    method: 'GET',
    path: '/proposals/:id/comparison',
    summary: { zh: '立项查重：已有什么', en: 'What exists already that a proposal may be' },
    permission: 'projects:read',
    params: z.object({ id: z.string().max(64) }),
    result: Comparison,
  }),
  ownProposal: actOperation({
    path: '/own/proposals/:id/acts',
    summary: { zh: '提交、撤回立项申请', en: 'Hand in or take back a proposal' },
    permission: 'projects:write',
    acts: OwnAct,
  }),
  reviewProposal: actOperation({
    path: '/proposals/:id/acts',
    summary: { zh: '审查、评审、批复立项申请', en: 'Check, review and decide on a proposal' },
    permission: 'projects:approve',
    acts: ReviewAct,
  }),
} as const;
