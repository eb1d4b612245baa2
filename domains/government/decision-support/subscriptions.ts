import { system } from '#kernel/actor';
import { subscription } from '#kernel/module';
import { taskClosed } from '#platform/base/tasks';
import { measureReleased } from '#platform/sense/indicators';
import { evaluateRules } from './jobs.ts';
import { settleCases } from './risk/settle.ts';
import { listRulesOf } from './store.ts';

/** Figures of periods that are over came, or were revised: the rules that watch them judge anew. */
export const judgeOnRelease = subscription(
  'decision-support.judge',
  measureReleased,
  async (happened, context) => {
    const { measure } = happened.payload;
    if ((await listRulesOf(context.db, measure)).length === 0) return;
    await context.startJob(context.db, evaluateRules, { measure }, { actor: system });
  },
);

/** A case was closed: what was warned of it is decided. */
export const settleOnClose = subscription(
  'decision-support.settle',
  taskClosed,
  async (happened, context) => {
    await settleCases(context, happened.payload.task);
  },
);
