import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import type { PairState, Saying } from './names.ts';

/** What pages call states, words and ways to agree. */
export { levelWords, pairStates, percentOf, sayings } from './names.ts';

const words = z.string().trim().min(2).max(500);
const OfPair = z.object({ id: z.string().max(64) });
const JobStarted = z.object({ job: z.string() });
const said: [Saying, ...Saying[]] = ['same', 'different', 'unclear'];
const states: [PairState, ...PairState[]] = [
  'linked',
  'waiting',
  'confirming',
  'disputed',
  'different',
  'unclear',
  'nobody',
  'gone',
];
const State = z.enum(states);

export const Decision = z.object({
  said: z.enum(said),
  reason: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  at: z.string(),
  takenBack: z.boolean(),
  takesBack: z.boolean().describe('this is no verdict: it took the others back'),
});

/** Both sides of a pair, as the reader may see them. */
export const Comparison = z.object({
  id: z.string(),
  state: State,
  model: z.string(),
  dataset: z.string(),
  datasetTitle: Text,
  batch: z.string(),
  row: z.int(),
  person: z.string().nullable().describe('null: nobody of the register is found; “the same” founds a person'),
  simulated: z.boolean(),
  lines: z.array(
    z.object({
      attribute: z.string(),
      left: z.string().nullable().describe('of the row without a number'),
      right: z.string().nullable().describe('of the person'),
      level: Text.nullable().describe('how they agree; null where nothing is compared'),
      weight: z.number().nullable().describe('bits for, below zero against'),
    }),
  ),
  prior: z.number().describe('bits before anything is compared'),
  weight: z.number(),
  probability: z.number(),
  masked: z.boolean(),
  decisions: z.array(Decision),
  mayDecide: z.boolean(),
  mayTakeBack: z.boolean(),
});
export type Comparison = z.output<typeof Comparison>;

const Decided = z.object({ id: z.string(), state: State, next: z.string().nullable() });

export const operations = {
  train: operation({
    method: 'POST',
    path: '/trainings',
    summary: { zh: '训练一个新版本（须批准后使用）', en: 'Train a version, to be put in force by another' },
    permission: 'linkage:train',
    body: z.object({ reason: words }),
    result: JobStarted,
  }),
  decideModel: operation({
    method: 'POST',
    path: '/models/:version/decision',
    summary: { zh: '批准或不批准一个版本', en: 'Put a version in force, or refuse it' },
    permission: 'linkage:approve',
    params: z.object({ version: z.string().max(20) }),
    body: z.object({ approve: z.boolean(), reason: words }),
    result: z.object({ version: z.string(), state: z.string() }),
  }),
  lookForTwins: operation({
    method: 'POST',
    path: '/twins',
    summary: { zh: '查找人口库中的重复人员', en: 'Look for persons registered twice' },
    permission: 'linkage:run',
    result: JobStarted,
  }),
  start: operation({
    method: 'POST',
    path: '/start',
    summary: { zh: '运行链接', en: 'Run the linkage' },
    permission: 'linkage:run',
    result: JobStarted,
  }),
  queue: operation({
    method: 'GET',
    path: '/queue',
    summary: { zh: '核对进度', en: 'How far deciding has come' },
    permission: 'linkage:read',
    result: z.object({
      waiting: z.int(),
      confirming: z.int(),
      disputed: z.int(),
      unclear: z.int(),
      decided: z.int().describe('by a person: linked, or found to be different'),
      next: z.string().nullable().describe('the pair that the reader may decide next'),
      model: z.string().nullable().describe('in force'),
    }),
  }),
  compare: operation({
    method: 'GET',
    path: '/pairs/:id/comparison',
    summary: { zh: '并排比较（按权限遮蔽）', en: 'Both sides of a pair, masked by right' },
    permission: 'linkage:read',
    params: OfPair,
    query: z.object({ reveal: z.enum(['no', 'yes']).default('no') }),
    result: Comparison,
  }),
  decide: operation({
    method: 'POST',
    path: '/pairs/:id/decisions',
    summary: { zh: '核对：同一人、不是、无法判断', en: 'Decide: the same, different, cannot tell' },
    permission: 'linkage:decide',
    params: OfPair,
    body: z.object({ said: z.enum(said), reason: words }),
    result: Decided,
  }),
  takeBack: operation({
    method: 'POST',
    path: '/pairs/:id/take-back',
    summary: { zh: '撤回；已链接的重新分开', en: 'Take back; a linked row is parted again' },
    permission: 'linkage:decide',
    params: OfPair,
    body: z.object({ reason: words }),
    result: Decided,
  }),
};
