import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { lockRow, writeRows, type Incoming } from '#kernel/record-server';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import type { RuleDraft, RuleState } from './rules-contract.ts';
import { assertOwner } from './moves.ts';
import { isKnownSource } from './known-sources.ts';
import { namesOf } from './lookups.ts';
import { outsideOf, unfit, type Unfit } from './rule-fit.ts';
import { StatedRule } from './rule-record.ts';
import { ruleMessage, ruleTitle, usualDimension } from './rule-words.ts';
import type { Rule } from './rule.ts';
import * as store from './store/rules.ts';
import { tellOwner } from './tell-owner.ts';
import { tellFindings } from './tell-written.ts';
import { texts } from './texts.ts';

const labelIn = (dataset: Dataset) => (name: string) =>
  dataset.fields.find((field) => field.name === name)?.label ?? { zh: name, en: name };

const detailOf: Readonly<Record<Unfit['code'], { zh: string; en: string }>> = {
  'unknown-field': texts.unknownField,
  'wrong-type': texts.wrongType,
  'unknown-source': texts.unknownSource,
  'unknown-codes': texts.unknownCodes,
};

function assertFit(faults: readonly Unfit[]): void {
  if (faults.length === 0) return;
  throw new Problem(422, 'quality.rule-unfit', texts.unfit, {
    errors: faults.map(({ code, field }) => ({ path: field, code, detail: detailOf[code] })),
  });
}

/** @throws Problem 422 `quality.rule-unfit` when the register, dataset or code table that it asks is not there */
export async function assertOutside(context: Context, { check }: RuleDraft): Promise<void> {
  const { source, codes } = outsideOf(check);
  if (source && !(await isKnownSource(context, source)))
    assertFit([{ code: 'unknown-source', field: `${source.name}.${source.field}` }]);
  if (codes !== undefined && !(await namesOf(context, codes)))
    assertFit([{ code: 'unknown-codes', field: codes }]);
}

/**
 * The rule that a draft states, with what its author left out said for them.
 * @throws Problem 422 `quality.rule-unfit` when it does not fit its dataset
 */
export function ruleOf(dataset: Dataset, draft: RuleDraft, id: string): Rule {
  assertFit(unfit(dataset, draft.check, draft.when));
  const title = draft.title ?? ruleTitle(draft.check, labelIn(dataset), draft.when);
  return {
    id,
    version: 1,
    dataset: dataset.code,
    title,
    message: draft.message ?? ruleMessage(title),
    dimension: draft.dimension ?? usualDimension(draft.check.kind),
    severity: draft.severity,
    check: draft.check,
    days: draft.days,
    ...(draft.when && { when: draft.when }),
    ...(draft.repair && { repair: draft.repair }),
  };
}

/** A rule as its record has it. */
export const ruleRow = (rule: Rule, owner: string, state: RuleState): Incoming => ({
  id: rule.id,
  titleZh: rule.title.zh.slice(0, 500),
  titleEn: rule.title.en.slice(0, 500),
  dataset: rule.dataset,
  owner,
  kind: rule.check.kind,
  dimension: rule.dimension,
  severity: rule.severity,
  state,
  days: rule.days,
  messageZh: rule.message.zh.slice(0, 500),
  messageEn: rule.message.en.slice(0, 500),
  repairZh: rule.repair?.zh ?? null,
  repairEn: rule.repair?.en ?? null,
  check: rule.check,
  when: rule.when ?? null,
});

/** A rule as a person stated it, from its record. */
export const draftOf = (row: Row<typeof StatedRule>): RuleDraft => ({
  dataset: row.dataset,
  check: row.check,
  dimension: row.dimension,
  severity: row.severity,
  days: row.days,
  title: { zh: row.titleZh, en: row.titleEn },
  message: { zh: row.messageZh, en: row.messageEn },
  ...(row.when && { when: row.when }),
  ...(row.repairZh && row.repairEn && { repair: { zh: row.repairZh, en: row.repairEn } }),
});

export const newRuleId = (dataset: string): string => `own.${dataset}.${randomUUID().slice(0, 8)}`;

const source = 'form';

export interface Changed {
  readonly id: string;
  readonly state: RuleState;
  readonly revision: number;
}

async function standing(context: Context, tx: Db, id: string) {
  const row = await lockRow(context, tx, StatedRule, id);
  if (!row) throw notFound(StatedRule.title, id);
  assertOwner(context, 'quality:rules', row.owner, texts.notYours);
  if ((await store.sourceOfRule(tx, id))?.startsWith('city:'))
    throw new Problem(409, 'quality.of-the-city', texts.ofTheCity);
  return row;
}

async function written(context: Context, tx: Db, id: string, reason: string): Promise<Changed> {
  await store.noteReason(tx, [id], context.actor.id, reason);
  const row = await lockRow(context, tx, StatedRule, id);
  if (!row) throw notFound(StatedRule.title, id);
  return { id, state: row.state, revision: row.meta.revision };
}

/** States a rule: a draft, or in force from the next batch. */
export async function stateRule(
  context: Context,
  {
    state,
    ...said
  }: { readonly rule: RuleDraft; readonly state: 'draft' | 'in-force'; readonly reason: string },
): Promise<Changed> {
  const { ids } = await acceptRules(context, { rules: [said], state });
  return { id: ids[0] ?? '', state, revision: 1 };
}

/** States several rules at once, all or none. */
export async function acceptRules(
  context: Context,
  said: {
    readonly rules: readonly { readonly rule: RuleDraft; readonly reason: string }[];
    readonly state: 'draft' | 'in-force';
  },
): Promise<{ ids: string[] }> {
  return context.transaction(async (tx) => {
    const ids: string[] = [];
    for (const { rule: draft, reason } of said.rules) {
      const dataset = await getDatasetEver(tx, draft.dataset);
      assertOwner(context, 'quality:rules', dataset.provider, texts.notYours);
      const rule = ruleOf(dataset, draft, newRuleId(dataset.code));
      await assertOutside({ ...context, db: tx }, draft);
      await writeRows(context, tx, StatedRule, [ruleRow(rule, dataset.provider, said.state)], { source });
      await store.noteReason(tx, [rule.id], context.actor.id, reason);
      ids.push(rule.id);
    }
    return { ids };
  });
}

/**
 * Changes a rule that was made in the console; in force, it is so from the next batch on.
 * @throws Problem 409 `quality.rule-changed` when another changed it meanwhile
 */
export async function changeRule(
  context: Context,
  id: string,
  said: { readonly rule: RuleDraft; readonly revision: number; readonly reason: string },
): Promise<Changed> {
  return context.transaction(async (tx) => {
    const row = await standing(context, tx, id);
    if (row.meta.revision !== said.revision)
      throw new Problem(409, 'quality.rule-changed', texts.ruleChanged);
    if (row.state === 'withdrawn') throw new Problem(409, 'quality.rule-withdrawn', texts.ruleWithdrawn);
    const dataset = await getDatasetEver(tx, row.dataset);
    const rule = ruleOf(dataset, { ...said.rule, dataset: row.dataset }, id);
    await assertOutside({ ...context, db: tx }, said.rule);
    await writeRows(context, tx, StatedRule, [ruleRow(rule, dataset.provider, row.state)], { source });
    return written(context, tx, id, said.reason);
  });
}

/** Puts a rule in force, or withdraws it: what it had found then lapses. The same again changes nothing. */
export async function moveRule(
  context: Context,
  id: string,
  { state, reason }: { readonly state: 'in-force' | 'withdrawn'; readonly reason: string },
): Promise<Changed> {
  return context.transaction(async (tx) => {
    const row = await standing(context, tx, id);
    if (row.state === state) return { id, state, revision: row.meta.revision };
    await writeRows(context, tx, StatedRule, [{ id, state }], { source });
    if (state === 'withdrawn') {
      const at = context.clock.now().toISOString();
      const lapsed = await store.lapseFindings(tx, {
        dataset: row.dataset,
        rule: id,
        note: reason,
        by: context.actor.id,
        at,
      });
      await tellFindings(context, tx, { keys: lapsed, source: 'form' });
      await tellOwner(context, tx, await getDatasetEver(tx, row.dataset));
    }
    return written(context, tx, id, reason);
  });
}
