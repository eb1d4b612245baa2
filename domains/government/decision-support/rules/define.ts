import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import { readRow, withdrawGone, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { findOrganisation } from '#platform/base/organisations';
import { standingMeasures } from '#platform/sense/indicators';
import type { MeasureDefinition } from '#platform/sense/indicators/contract';
import { Rule } from '../records.ts';
import type { RuleDefinition } from '../shapes.ts';
import { texts } from '../texts.ts';
import { listAllRules } from '../store.ts';
import { ruleFault, ruleFaults, type RuleFault } from './check.ts';
import { rowOf, watchesMeasure } from './rows.ts';

export const refuseFromFile = (source: string | undefined, code: string): void =>
  refuseIf(source?.startsWith('city:') ?? false, 'decision-support.from-file', texts.fromFile, { code });

export interface Checked {
  readonly faults: readonly RuleFault[];
  readonly measure: MeasureDefinition | undefined;
}

/** What is wrong with a rule as the city now is, and the measure that it watches. */
export async function checkRule(context: Context, db: Db, rule: RuleDefinition): Promise<Checked> {
  const measure = (await standingMeasures(context, db)).find(({ code }) => code === rule.measure);
  const owner = await findOrganisation(db, rule.owner);
  const own = owner ? [] : [ruleFault(['owner'], 'owner-unknown', { owner: rule.owner })];
  return { faults: [...own, ...ruleFaults(rule, measure)], measure };
}

export const shownFaults = (faults: readonly RuleFault[]) =>
  faults.map(({ path, code, message }) => ({ path: path.join('.'), code, detail: message }));

/**
 * Keeps a rule. One that is changed raises nothing of the past.
 * @param simulated the rule is invented: its fixed limits may be held against simulated values
 * @throws Problem 422 `decision-support.rule-refused`, 409 `decision-support.from-file`
 */
export const defineRule = (context: Context, rule: RuleDefinition, simulated: boolean): Promise<void> =>
  context.transaction(async (tx) => {
    await oneAtATime(tx, `decision-support.rule:${rule.code}`);
    const before = await readRow(context, tx, Rule, rule.code);
    refuseFromFile(before?.meta.source, rule.code);
    if (before && !watchesMeasure(before)) throw new Problem(409, 'decision-support.of-cases', texts.ofCases);
    const { faults, measure } = await checkRule(context, tx, rule);
    const [first] = faults;
    if (first || !measure)
      throw new Problem(
        422,
        'decision-support.rule-refused',
        fill(texts.refused, { count: faults.length, first: first?.message ?? '' }),
        { errors: shownFaults(faults) },
      );
    const row = rowOf(context, rule, { grain: measure.grain, before });
    const how = { source: 'console', basis: 'decision-support:define', simulated };
    await writeRows(context, tx, Rule, [row], how);
  });

/** Its warnings stay and are closed by people. @throws Problem 404 `request.not-found`, 409 `decision-support.from-file` */
export const retireRule = (context: Context, code: string): Promise<void> =>
  context.transaction(async (tx) => {
    await oneAtATime(tx, `decision-support.rule:${code}`);
    const rule = await readRow(context, tx, Rule, code);
    if (!rule) throw notFound(texts.rule, code);
    refuseFromFile(rule.meta.source, code);
    const keep = (await listAllRules(tx)).filter((each) => each !== code);
    await withdrawGone(context, tx, Rule, { source: rule.meta.source, keep, reason: '在控制台停用' });
  });
