import { z } from 'zod';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { defineJob, type JobOutcome, type Schedule } from '#kernel/job';
import { fill } from '#kernel/texts';
import { train } from './models.ts';
import { runOnce } from './run.ts';
import * as store from './store.ts';
import { findTwins } from './twins.ts';

const words = {
  noModel: {
    zh: '还没有批准使用的链接模型，没有运行。',
    en: 'No linkage model is in force; nothing was run.',
  },
  before: {
    zh: '数据和模型与上次相同，结果不变。',
    en: 'Data and model are as they were; the last result holds.',
  },
  ran: {
    zh: '{held} 行没有可用号码：自动链接 {linked} 行，交人工核对 {asked} 行，没有找到 {nothing} 行',
    en: '{held} rows without a usable number: {linked} linked, {asked} for a person, {nothing} with nobody found',
  },
  twins: {
    zh: '新提出 {asked} 对，不再成立 {gone} 对',
    en: '{asked} pairs to be decided anew, {gone} no longer so',
  },
  trained: {
    zh: '已提出版本 {version}，待批准；按它可自动链接 {wouldLink} 行，需人工核对 {wouldAsk} 行',
    en: 'Version {version} is proposed; it would link {wouldLink} rows and ask of {wouldAsk}',
  },
  proposed: { zh: '这个版本已经提出。', en: 'The version was proposed before.' },
};

/** Holds the rows without a usable number against the register, under the model in force. */
export const runLinkage = defineJob({
  name: 'linkage.run',
  title: { zh: '链接无号记录', en: 'Link rows without a number' },
  input: z.object({}),
  attempts: 3,
  lane: () => 'linkage',
  async run(_input, run, context): Promise<JobOutcome> {
    const model = await store.modelInForce(context.db);
    if (!model) return { summary: words.noModel };
    const ran = await runOnce(context, model, run);
    return {
      summary: ran.before ? words.before : fill(words.ran, { ...ran, before: 0 } as never),
      data: ran,
    };
  },
});

/** Looks for registered persons with different numbers who may be one, under the model in force. */
export const lookForTwins = defineJob({
  name: 'linkage.find-twins',
  title: { zh: '查找人口库中的重复人员', en: 'Look for persons registered twice' },
  input: z.object({}),
  attempts: 3,
  lane: () => 'linkage',
  async run(_input, run, context): Promise<JobOutcome> {
    const model = await store.modelInForce(context.db);
    if (!model) return { summary: words.noModel };
    const twins = await findTwins(context, model, run);
    return { summary: fill(words.twins, { ...twins }), data: { ...twins } };
  },
});

/** Learns a version without labels and proposes it; nothing is in force by this. */
export const trainModel = defineJob({
  name: 'linkage.train',
  title: { zh: '训练链接模型', en: 'Train a linkage model' },
  input: z.object({ reason: z.string(), by: z.string() }),
  attempts: 3,
  lane: () => 'linkage',
  async run(input, run, context): Promise<JobOutcome> {
    const trained = await train(context, input, run);
    if (!trained) return { summary: words.proposed };
    return { summary: fill(words.trained, { ...trained }), data: trained };
  },
});

/** Starts a run; with a key once only. */
export const startRun = (context: Context, key?: string): Promise<string> =>
  context.startJob(
    context.db,
    runLinkage,
    {},
    key === undefined ? { actor: context.actor } : { actor: system, key },
  );

export const schedules: readonly Schedule[] = [
  { name: 'linkage.nightly', cron: '50 2 * * *', job: 'linkage.run', input: {} },
  { name: 'linkage.twins', cron: '20 3 * * 6', job: 'linkage.find-twins', input: {} },
];
