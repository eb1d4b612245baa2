import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { Problem, refuseIf } from '#kernel/problem';
import { readRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { findOrganisation } from '#platform/base/organisations';
import { taskKindPoint } from '#platform/base/tasks';
import { Rule } from '../records.ts';
import { knowsKind } from '../risk/task-store.ts';
import type { RiskRule } from '../shapes.ts';
import { texts } from '../texts.ts';
import { caseRuleFaults, ruleFault, type RuleFault } from './check.ts';
import { refuseFromFile, shownFaults } from './define.ts';
import { caseRowOf, watchesCases } from './rows.ts';

/** What is wrong with a rule of cases as the city now is. */
export async function checkCaseRule(context: Context, db: Db, rule: RiskRule): Promise<RuleFault[]> {
  const { owner, taskKind } = rule;
  const faults = caseRuleFaults(rule);
  if (!(await findOrganisation(db, owner))) faults.push(ruleFault(['owner'], 'owner-unknown', { owner }));
  if (taskKind === undefined) return faults;
  const declared = context.contributions(taskKindPoint).some(({ kind }) => kind === taskKind);
  if (!declared && !(await knowsKind(db, taskKind)))
    faults.push(ruleFault(['taskKind'], 'kind-unknown', { kind: taskKind }));
  return faults;
}

/**
 * Keeps a rule that watches open cases.
 * @param simulated the rule is invented: it watches invented cases alone, others those that are real
 * @throws Problem 422 `decision-support.rule-refused`, 409 `decision-support.from-file`, `decision-support.of-measures`
 */
export const defineCaseRule = (context: Context, rule: RiskRule, simulated: boolean): Promise<void> =>
  context.transaction(async (tx) => {
    await oneAtATime(tx, `decision-support.rule:${rule.code}`);
    const before = await readRow(context, tx, Rule, rule.code);
    refuseFromFile(before?.meta.source, rule.code);
    refuseIf(before !== undefined && !watchesCases(before), 'decision-support.of-measures', texts.ofMeasures);
    const faults = await checkCaseRule(context, tx, rule);
    const [first] = faults;
    if (first)
      throw new Problem(
        422,
        'decision-support.rule-refused',
        fill(texts.refused, { count: faults.length, first: first.message }),
        { errors: shownFaults(faults) },
      );
    const known = before && watchesCases(before) ? before : undefined;
    const how = { source: 'console', basis: 'decision-support:define', simulated };
    await writeRows(context, tx, Rule, [caseRowOf(context, rule, known)], how);
  });
