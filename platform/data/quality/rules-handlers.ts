import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { getDataset } from '#platform/data/catalogue';
import { checkBatch } from './jobs.ts';
import { knownSourcePoint } from './known-sources.ts';
import type { ruleOperations } from './rules-contract.ts';
import { StatedRule } from './rule-record.ts';
import { changeRule, draftOf, moveRule, stateRule } from './state-rule.ts';
import { newestBatch } from './store/rules.ts';
import { texts } from './texts.ts';
import { tryRule } from './try-rule.ts';

export const ruleHandlers: Handlers<typeof ruleOperations> = {
  async ruleSources(_input, context) {
    const items = context.contributions(knownSourcePoint).map(({ id, title, fields }) => ({
      id,
      title,
      fields: Object.entries(fields).map(([name, label]) => ({ name, label })),
    }));
    return { items };
  },
  async rule({ params }, context) {
    const row = await readRow(context, context.db, StatedRule, params.id);
    if (!row) throw notFound(StatedRule.title, params.id);
    return { rule: draftOf(row), state: row.state, revision: row.meta.revision };
  },
  tryRule: ({ body }, context) => tryRule(context, body),
  stateRule: ({ body }, context) => stateRule(context, body),
  changeRule: ({ params, body }, context) => changeRule(context, params.id, body),
  moveRule: ({ params, body }, context) => moveRule(context, params.id, body),
  async recheck({ params }, context) {
    const { code } = await getDataset(context.db, params.dataset);
    const batch = await newestBatch(context.db, code);
    if (batch === undefined) throw new Problem(409, 'quality.no-batch', texts.noBatch);
    const { actor } = context;
    const key = `recheck:${batch}:${context.clock.now().toISOString()}`;
    const job = await context.startJob(context.db, checkBatch, { dataset: code, batch }, { actor, key });
    return { job, batch };
  },
};
