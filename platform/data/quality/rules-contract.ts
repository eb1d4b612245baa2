import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Check } from './checks.ts';
import { Condition, Dimension, Severity } from './rule.ts';

const words = z.strictObject({
  zh: z.string().trim().min(2).max(300),
  en: z.string().trim().min(2).max(300),
});
const Reason = z.string().trim().min(2).max(500);

/** A rule as a person states it; what they leave out is said for them. */
export const RuleDraft = z.strictObject({
  dataset: z.string().max(64),
  check: Check,
  when: Condition.optional(),
  dimension: Dimension.optional().describe('the usual one of its kind when absent'),
  severity: Severity,
  days: z.number().int().min(1).max(365).default(10).describe('working days to mend it'),
  title: words.optional(),
  message: words.optional().describe('{value} stands for the masked value'),
  repair: words.optional().describe('what may be done about it'),
});
export type RuleDraft = z.infer<typeof RuleDraft>;

export const RuleState = z.enum(['draft', 'in-force', 'withdrawn']);
export type RuleState = z.infer<typeof RuleState>;
const RuleChanged = z.object({ id: z.string(), state: RuleState, revision: z.number().int() });

/** What a rule would find in the newest batch. */
export const Tried = z.object({
  batch: z.string(),
  rows: z.number().int(),
  broken: z.number().int().describe('rows; 1 when the batch as a whole breaks it'),
  measured: z.string().nullable().describe('of a rule about the batch as a whole'),
  title: Text,
  first: z.array(
    z.object({ row: z.number().int(), key: z.string(), value: z.string().nullable(), message: Text }),
  ),
  simulated: z.boolean(),
});
export type Tried = z.infer<typeof Tried>;

export const ruleOperations = {
  ruleSources: operation({
    method: 'GET',
    path: '/rule-sources',
    summary: { zh: '规则可对照的登记册', en: 'Registers that a rule may ask' },
    permission: 'quality:read',
    result: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          title: Text,
          fields: z.array(z.object({ name: z.string(), label: Text })),
        }),
      ),
    }),
  }),
  rule: operation({
    method: 'GET',
    path: '/rules/:id',
    summary: { zh: '一条规则，供修改', en: 'One rule, for changing it' },
    permission: 'quality:rules',
    params: z.object({ id: z.string() }),
    result: z.object({ rule: RuleDraft, state: RuleState, revision: z.number().int() }),
  }),
  tryRule: operation({
    method: 'POST',
    path: '/rules/try',
    summary: { zh: '在最近一批数据上试规则', en: 'Try a rule on the newest batch' },
    permission: 'quality:rules',
    body: RuleDraft,
    result: Tried,
  }),
  stateRule: operation({
    method: 'POST',
    path: '/rules',
    summary: { zh: '新建规则', en: 'State a rule' },
    permission: 'quality:rules',
    body: z.strictObject({ rule: RuleDraft, state: z.enum(['draft', 'in-force']), reason: Reason }),
    result: RuleChanged,
  }),
  changeRule: operation({
    method: 'POST',
    path: '/rules/:id',
    summary: { zh: '修改规则（下一批起生效）', en: 'Change a rule, from the next batch on' },
    permission: 'quality:rules',
    params: z.object({ id: z.string() }),
    body: z.strictObject({ rule: RuleDraft, revision: z.number().int(), reason: Reason }),
    result: RuleChanged,
  }),
  moveRule: operation({
    method: 'POST',
    path: '/rules/:id/state',
    summary: { zh: '使规则生效或撤销', en: 'Put a rule in force, or withdraw it' },
    permission: 'quality:rules',
    params: z.object({ id: z.string() }),
    body: z.strictObject({ state: z.enum(['in-force', 'withdrawn']), reason: Reason }),
    result: RuleChanged,
  }),
  recheck: operation({
    method: 'POST',
    path: '/datasets/:dataset/recheck',
    summary: { zh: '按现行规则复查最近一批', en: 'Check the newest batch again by the rules in force' },
    permission: 'quality:rules',
    params: z.object({ dataset: z.string() }),
    result: z.object({ job: z.string(), batch: z.string() }),
  }),
};
