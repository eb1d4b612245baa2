import { oneAtATime } from '#kernel/db';
import { refuseIf } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { yuanOf } from '#kernel/money';
import { returnAnswer } from '#platform/base/forms';
import { askPayOut, createOrder } from '#platform/base/payments';
import { openPublicity, requireUndisputed } from '#platform/base/publishing';
import { judgeRules, openPanel, verdictOf, withTold } from '#platform/matter/assessment';
import { officer, type ActsOf, type At } from '#platform/matter/workflow';
import { askedOf } from './checks.ts';
import type { OfficerAct } from './contract.ts';
import type { Application } from './records.ts';
import { lockBudget, titleOf, type ApplicationRow, type SchemeRow } from './store.ts';
import { texts } from './texts.ts';

export const payOutOf = (id: string): string => `grants-${id}`;

type Here = At<ApplicationRow, SchemeRow>;

/** Words with what an application is about. */
const told = (text: Text, { row: { payeeName: name, receipt }, with: scheme }: Here, fen = 0): Text =>
  fill(text, { name, receipt, scheme: titleOf(scheme), yuan: yuanOf(fen) });

/** Whether it may be awarded: the publicity is over, nobody objects any more, the gates hold, and the budget has it. */
async function requireAwardable({ context, tx, row, about, with: scheme }: Here): Promise<void> {
  await requireUndisputed(context, tx, about.matter, 'grants');
  await oneAtATime(tx, `grants.applicant:${row.applicant}`);
  const now = await judgeRules(context, tx, scheme.checks, askedOf(row, scheme));
  const unmet = now.some(({ outcome }) => outcome === 'not-met');
  refuseIf(unmet, 'grants.not-eligible', texts.notAnyMore);
  const left = await lockBudget(tx, scheme.code);
  refuseIf((row.grantedFen ?? 0) > left, 'grants.over-budget', texts.overBudget, { yuan: yuanOf(left) });
}

/** What an officer decides. */
export const decisions: ActsOf<typeof Application, Exclude<OfficerAct, { act: 'reask' }>, SchemeRow> = {
  /** Told once what is lacking; the clock stands until it comes. */
  supplement: officer(['filed'], async ({ context, tx, row }, { why }) => {
    await returnAnswer(context, tx, row.id);
    return { state: 'supplement', why };
  }),

  /** What no register could tell a person judges; when all is met, the panel does. */
  accept: officer(['filed'], async (at, { judged }) => {
    const { context, tx, row, about, with: scheme } = at;
    const checks = withTold(row.checks, judged, context.actor.id);
    refuseIf(verdictOf(checks) === 'unknown', 'grants.unjudged', texts.unjudged);
    refuseIf(verdictOf(checks) === 'not-met', 'grants.not-eligible', texts.notEligible);
    await openPanel(context, tx, {
      ...about,
      title: told(texts.panelTitle, at),
      wanted: scheme.reviewers,
      criteria: scheme.criteria,
      facts: [
        { label: texts.applicant, value: row.applicantName },
        { label: texts.askedYuan, value: yuanOf(row.askedFen) },
      ],
      excluded: [row.account, context.actor.id],
    });
    return { state: 'reviewing', checks };
  }),

  refuse: officer(
    ['filed', 'reviewed', 'publicity', 'withheld'],
    async (_at, { why }) => ({ state: 'refused', why }),
    { prints: true },
  ),

  publicise: officer(['reviewed'], async (at, { grantedFen }) => {
    const { context, tx, row, about } = at;
    const { passMark: mark, capFen, publicityDays: workingDays } = at.with;
    refuseIf((row.score ?? 0) < mark * 100, 'grants.below-mark', texts.belowMark, { mark });
    refuseIf(grantedFen > Math.min(row.askedFen, capFen), 'grants.above-asked', texts.aboveAsked);
    const title = told(texts.publicityTitle, at);
    const body = told(texts.publicityBody, at, grantedFen);
    const { article } = await openPublicity(context, tx, { ...about, title, body, workingDays });
    return { state: 'publicity', grantedFen, article };
  }),

  // Pressed again, what may be left to do is the paper.
  award: officer(
    ['publicity', 'awarded'],
    async (at) => {
      const { context, tx, row, about, with: scheme } = at;
      if (row.state === 'awarded') return {};
      await requireAwardable(at);
      const { payeeName, payeeAccount, grantedFen } = row;
      const purpose = `${scheme.titleZh} ${row.receipt}`;
      const paid = { payeeName, payeeAccount, amountFen: grantedFen ?? 0, request: payOutOf(row.id) };
      await askPayOut(context, tx, { ...about, ...paid, purpose, approver: scheme.funder });
      return { state: 'awarded' };
    },
    { prints: true },
  ),

  /** A decision that was not printed when it was made. */
  print: officer(['awarded', 'refused'], async () => ({}), { prints: true }),

  /** The report is good; or it is not, or never came, and the money is asked back. */
  conclude: officer(['reported', 'paid'], async (at, { met, why }) => {
    const { context, tx, row, about } = at;
    const overdue = context.clock.now().toISOString() > (row.reportDueAt ?? '');
    refuseIf(row.state === 'paid' && (met || !overdue), 'grants.report-due', texts.reportDue);
    if (met) return { state: 'closed', why };
    const title = told(texts.clawbackOrder, at);
    const { account: payer, applicant: onBehalfOf, payeeName: payerName, grantedFen } = row;
    const owed = { payer, onBehalfOf, payerName, amountFen: grantedFen ?? 0, title };
    await createOrder(context, tx, { ...about, ...owed, minutes: 30 * 24 * 60 });
    return { state: 'clawback', why };
  }),
};
