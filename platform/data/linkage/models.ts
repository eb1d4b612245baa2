import type { Context } from '#kernel/context';
import type { JobRun } from '#kernel/job';
import { notFound, Problem } from '#kernel/problem';
import type { AnyRecord, RecordOf } from '#kernel/record';
import { lockRow, writeRows } from '#kernel/record-server';
import { heldIds, layOut, laySample, lookAround } from './held-store.ts';
import type { ModelState } from './names.ts';
import { Model } from './records.ts';
import * as store from './store.ts';
import { approvalGiven, askApproval } from './tell.ts';
import { learnModel, weighHeld } from './weigh.ts';

const record = Model as AnyRecord as RecordOf;
const unit = { zh: '步', en: 'steps' };

const tooFew = () =>
  new Problem(409, 'linkage.too-few', {
    zh: '人口库还没有可供训练的数据，请先让各部门的数据并入。',
    en: 'The register of persons has nothing to train on yet; first let the departments’ data join.',
  });

interface Trained {
  readonly version: string;
  readonly wouldLink: number;
  readonly wouldAsk: number;
}

/** Trains a version and proposes it. The same job again proposes nothing more. @throws Problem 409 `linkage.too-few` */
export async function train(
  context: Context,
  input: { readonly reason: string; readonly by: string },
  run: JobRun,
): Promise<Trained | undefined> {
  if (await store.modelOfJob(context.db, run.id)) return undefined;
  const { compared } = await store.getSetting(context.db);
  const looked = await lookAround(context, compared);
  if (looked.sources.length === 0) throw tooFew();
  const vintage = context.clock.now().toISOString();
  run.progress({ done: 0, total: 2, unit, note: { zh: '训练', en: 'learning' } });
  const made = await context.lake.session(async (session) => {
    await layOut(context, session, looked);
    await laySample(session, looked);
    const model = await learnModel(session, looked, vintage);
    run.progress({ done: 1, total: 2, unit, note: { zh: '试算', en: 'trying it' } });
    const found = await weighHeld(session, looked, {
      parameters: model,
      refused: new Set(),
      founders: new Map(),
    });
    const held = await heldIds(session);
    return { model, found, held: held.size };
  }, run.signal);
  const wouldLink = made.found.filter(({ band }) => band === 'link').length;
  const wouldAsk = new Set(made.found.filter(({ band }) => band === 'clerical').map(({ row }) => row)).size;
  const version = await context.transaction(async (tx) => {
    const named = `v${(await store.countModels(tx)) + 1}`;
    const row = {
      version: named,
      state: 'proposed',
      vintage,
      pairs: made.model.trained.pairs,
      recall: made.model.blockRecall,
      wouldLink,
      wouldAsk,
      reasonGiven: input.reason,
      proposedBy: input.by,
      config: compared,
      parameters: made.model,
      job: run.id,
    };
    await writeRows(context, tx, record, [row], { source: 'linkage', basis: 'linkage:train' });
    await askApproval(context, tx, named);
    return named;
  });
  run.progress({ done: 2, total: 2, unit });
  return { version, wouldLink, wouldAsk };
}

export interface ModelDecision {
  readonly approve: boolean;
  readonly reason: string;
}

const outcomes = {
  'in-force': { zh: '已批准使用', en: 'in force' },
  refused: { zh: '未批准', en: 'refused' },
};

/**
 * Puts a proposed version in force, in place of the one before, or refuses it; never who proposed it.
 * @throws Problem 404 `request.not-found`, 409 `linkage.model-decided`, 403 `linkage.own-model`
 */
export const decideModel = (context: Context, version: string, { approve, reason }: ModelDecision) =>
  context.transaction(async (tx) => {
    const model = await lockRow(context, tx, record, version);
    if (!model) throw notFound({ zh: '链接模型', en: 'linkage model' }, version);
    if (model['state'] !== 'proposed')
      throw new Problem(409, 'linkage.model-decided', {
        zh: '这个版本已经决定过了。',
        en: 'This version was decided on before.',
      });
    if (model['proposedBy'] === context.actor.id)
      throw new Problem(403, 'linkage.own-model', {
        zh: '提出版本的人不能自己批准，请另一人批准。',
        en: 'Who proposed a version does not put it in force; another person does.',
      });
    const at = context.clock.now().toISOString();
    const state: ModelState & keyof typeof outcomes = approve ? 'in-force' : 'refused';
    const standing = approve ? await store.modelInForce(tx) : undefined;
    const writing = { source: 'form', basis: 'linkage:approve' };
    if (standing)
      await writeRows(context, tx, record, [{ version: standing.version, state: 'retired' }], writing);
    const decided = { version, state, decidedBy: context.actor.id, decidedAt: at, decidedWhy: reason };
    await writeRows(context, tx, record, [decided], writing);
    await approvalGiven(context, tx, version, outcomes[state]);
    return { version, state };
  });
