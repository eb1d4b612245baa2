import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { getDatasetEver } from '#platform/data/catalogue';
import { checkBatch } from './jobs.ts';
import { assertOwner } from './moves.ts';
import { knownSourcePoint } from './known-sources.ts';
import type { profileOperations } from './profile-contract.ts';
import { profileBatch } from './profile-job.ts';
import type { ruleOperations } from './rules-contract.ts';
import { StatedRule } from './rule-record.ts';
import { acceptRules, changeRule, draftOf, moveRule, stateRule } from './state-rule.ts';
import { findProfile } from './store/profiles.ts';
import { newestBatch } from './store/rules.ts';
import { texts } from './texts.ts';
import { tryRule } from './try-rule.ts';

async function newestOf(context: Context, dataset: string): Promise<{ code: string; batch: string }> {
  const { code, provider } = await getDatasetEver(context.db, dataset);
  assertOwner(context, 'quality:rules', provider, texts.notYours);
  const batch = await newestBatch(context.db, code);
  if (batch === undefined) throw new Problem(409, 'quality.no-batch', texts.noBatch);
  return { code, batch };
}

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
    assertOwner(context, 'quality:rules', row.owner, texts.notYours);
    return { rule: draftOf(row), state: row.state, revision: row.meta.revision };
  },
  tryRule: ({ body }, context) => tryRule(context, body),
  stateRule: ({ body }, context) => stateRule(context, body),
  changeRule: ({ params, body }, context) => changeRule(context, params.id, body),
  moveRule: ({ params, body }, context) => moveRule(context, params.id, body),
  async recheck({ params }, context) {
    const { code, batch } = await newestOf(context, params.dataset);
    const { actor } = context;
    const key = `recheck:${batch}:${context.clock.now().toISOString()}`;
    const job = await context.startJob(context.db, checkBatch, { dataset: code, batch }, { actor, key });
    return { job, batch };
  },
};

export const profileHandlers: Handlers<typeof profileOperations> = {
  async profile({ params }, context) {
    const dataset = await getDatasetEver(context.db, params.dataset);
    if (scopeOf(context.actor, 'quality:read') !== 'city' && context.actor.organisation !== dataset.provider)
      throw new Problem(403, 'quality.not-yours', texts.notYours);
    const [profile, newest] = await Promise.all([
      findProfile(context.db, dataset.code),
      newestBatch(context.db, dataset.code),
    ]);
    return { profile: profile ?? null, newest: newest ?? null };
  },
  async makeProfile({ params }, context) {
    const { code, batch } = await newestOf(context, params.dataset);
    const { actor } = context;
    const key = `profile:${batch}:${context.clock.now().toISOString()}`;
    const job = await context.startJob(context.db, profileBatch, { dataset: code, batch }, { actor, key });
    return { job, batch };
  },
  acceptRules: ({ body }, context) => acceptRules(context, body),
};
