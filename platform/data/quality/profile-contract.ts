import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { RuleDraft } from './rules-contract.ts';

const Counted = z.object({ value: z.string(), count: z.number().int() });

/** What a batch holds in one field. Values of personal fields are masked. */
export const FieldProfile = z.object({
  field: z.string(),
  label: Text,
  type: z.string(),
  personal: z.boolean(),
  missing: z.number().int(),
  distinct: z.number().int(),
  shortest: z.number().int().nullable(),
  longest: z.number().int().nullable(),
  least: z.string().nullable().describe('by number or day where the field has them, else by text'),
  greatest: z.string().nullable(),
  quartiles: z.array(z.string()).describe('a quarter, half, three quarters; of numbers and days only'),
  top: z.array(Counted).describe('the most frequent values'),
  shapes: z.array(Counted).describe('9 a digit, A a capital, a a small letter, 汉 a Chinese character'),
});
export type FieldProfile = z.infer<typeof FieldProfile>;

/** A rule that the batch suggests, with what speaks for it. */
export const Proposal = z.object({
  id: z.string(),
  rule: RuleDraft,
  title: Text,
  evidence: Text,
});
export type Proposal = z.infer<typeof Proposal>;

export const BatchProfile = z.object({
  batch: z.string(),
  dataset: z.string(),
  rows: z.number().int(),
  simulated: z.boolean(),
  fields: z.array(FieldProfile),
  proposals: z.array(Proposal),
  madeAt: z.string(),
});
export type BatchProfile = z.infer<typeof BatchProfile>;

const ByDataset = z.object({ dataset: z.string() });
const Reason = z.string().trim().min(2).max(500);

export const profileOperations = {
  profile: operation({
    method: 'GET',
    path: '/datasets/:dataset/profile',
    summary: {
      zh: '数据画像和建议的规则',
      en: 'Profile of the newest profiled batch, and rules it suggests',
    },
    permission: 'quality:read',
    params: ByDataset,
    result: z.object({
      profile: BatchProfile.nullable().describe('null: none was made yet'),
      newest: z.string().nullable().describe('the newest batch that was handed in'),
    }),
  }),
  makeProfile: operation({
    method: 'POST',
    path: '/datasets/:dataset/profile',
    summary: { zh: '为最近一批生成画像', en: 'Make the profile of the newest batch' },
    permission: 'quality:rules',
    params: ByDataset,
    result: z.object({ job: z.string(), batch: z.string() }),
  }),
  acceptRules: operation({
    method: 'POST',
    path: '/rules/accept',
    summary: { zh: '采纳建议的规则', en: 'State several suggested rules' },
    permission: 'quality:rules',
    body: z.strictObject({
      rules: z
        .array(z.strictObject({ rule: RuleDraft, reason: Reason }))
        .min(1)
        .max(100),
      state: z.enum(['draft', 'in-force']),
    }),
    result: z.object({ ids: z.array(z.string()) }),
  }),
};
