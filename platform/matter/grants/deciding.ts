import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { issuePaper } from '#platform/base/documents';
import { returnAnswer } from '#platform/base/forms';
import { askPayOut, createOrder } from '#platform/base/payments';
import { openPublicity, publicityOf } from '#platform/base/publishing';
import { pauseTask } from '#platform/base/tasks';
import { judgeRules, openPanel, verdictOf, withTold } from '#platform/matter/assessment';
import { askedOf, refuseIf } from './applying.ts';
import type { OfficerAct } from './contract.ts';
import { goOn, matterOf as matterKey, sourceOf, type Change } from './going.ts';
import { Application, Scheme } from './records.ts';
import { mayNow } from './rules.ts';
import { lockApplicant, lockApplication, lockBudget, type ApplicationRow, type SchemeRow } from './store.ts';
import { texts } from './texts.ts';

export const payOutOf = (id: string): string => `grants-${id}`;
const yuan = (fen: number | null | undefined): string => ((fen ?? 0) / 100).toFixed(2);

interface At {
  readonly context: Context;
  readonly tx: Db;
  readonly row: ApplicationRow;
  readonly scheme: SchemeRow;
}

/** Words in both languages, each with the scheme's name in its own. */
function told(text: Text, { scheme, row }: At, grantedFen?: number): Text {
  const facts = { name: row.payeeName, receipt: row.receipt, yuan: yuan(grantedFen) };
  const [zh, en] = [scheme.titleZh, scheme.titleEn].map((title) => fill(text, { ...facts, scheme: title }));
  return { zh: zh?.zh ?? '', en: en?.en ?? '' };
}

/** How other organs are asked about an application: its key, its institution, that it is simulated. */
const matterOf = ({ id, organisation, meta }: ApplicationRow) => ({
  matter: matterKey(id),
  organisation,
  simulated: meta.simulated,
});

type Acts = { readonly [A in OfficerAct as A['act']]: (at: At, said: A) => Promise<Change> };

const acts: Acts = {
  /** Told once what is lacking; the clock stands until it comes. */
  async supplement({ context, tx, row: { id } }, { why: reason }) {
    await returnAnswer(context, tx, id);
    await pauseTask(context, tx, sourceOf(id), { reason, basis: texts.supplementBasis[context.language] });
    return { state: 'supplement', why: reason };
  },

  /** What no register could tell a person judges; when all is met, the panel does. */
  async accept(at, { judged }) {
    const { context, tx, row, scheme } = at;
    const checks = withTold(row.checks, judged, context.actor.id);
    refuseIf(verdictOf(checks) === 'unknown', 'unjudged', texts.unjudged);
    refuseIf(verdictOf(checks) === 'not-met', 'not-eligible', texts.notEligible);
    await openPanel(context, tx, {
      ...matterOf(row),
      title: told(texts.panelTitle, at),
      wanted: scheme.reviewers,
      criteria: scheme.criteria,
      facts: [
        { label: texts.applicant, value: row.applicantName },
        { label: texts.askedYuan, value: yuan(row.askedFen) },
      ],
      excluded: [row.account, context.actor.id],
    });
    return { state: 'reviewing', checks };
  },

  refuse: async (_at, { why }) => ({ state: 'refused', why }),

  async publicise(at, { grantedFen }) {
    const { context, tx, row, scheme } = at;
    const { passMark, capFen, publicityDays: workingDays } = scheme;
    refuseIf((row.score ?? 0) < passMark * 100, 'below-mark', texts.belowMark, { mark: String(passMark) });
    refuseIf(grantedFen > Math.min(row.askedFen, capFen), 'above-asked', texts.aboveAsked);
    const title = told(texts.publicityTitle, at);
    const body = told(texts.publicityBody, at, grantedFen);
    const { article } = await openPublicity(context, tx, { ...matterOf(row), title, body, workingDays });
    return { state: 'publicity', grantedFen, article };
  },

  /** When nobody objects any more and the budget has it. */
  async award({ context, tx, row, scheme }) {
    // Pressed again, what may be left to do is the paper.
    if (row.state === 'awarded') return {};
    const stands = await publicityOf(context, tx, matterOf(row).matter);
    refuseIf(!stands?.over, 'publicity-running', texts.running, { until: stands?.endsAt.slice(0, 10) ?? '' });
    refuseIf((stands?.unanswered ?? 0) > 0, 'objections-open', texts.objectionsOpen);
    refuseIf((stands?.upheld ?? 0) > 0, 'objection-upheld', texts.objectionUpheld);
    await lockApplicant(tx, row.applicant);
    const now = await judgeRules(context, tx, scheme.checks, askedOf(row, scheme));
    refuseIf(
      now.some(({ outcome }) => outcome === 'not-met'),
      'not-eligible',
      texts.notAnyMore,
    );
    const left = await lockBudget(tx, scheme.code);
    const amountFen = row.grantedFen ?? 0;
    refuseIf(amountFen > left, 'over-budget', texts.overBudget, { yuan: yuan(left) });
    await askPayOut(context, tx, {
      ...matterOf(row),
      purpose: `${scheme.titleZh} ${row.receipt}`,
      approver: scheme.funder,
      payeeName: row.payeeName,
      payeeAccount: row.payeeAccount,
      amountFen,
      request: payOutOf(row.id),
    });
    return { state: 'awarded' };
  },

  /** The report is good; or it is not, or never came, and the money is asked back. */
  async conclude(at, { met, why }) {
    const { context, tx, row } = at;
    const overdue = context.clock.now().toISOString() > (row.reportDueAt ?? '');
    refuseIf(row.state === 'paid' && (met || !overdue), 'report-due', texts.reportDue);
    if (met) return { state: 'closed', why };
    await createOrder(context, tx, {
      ...matterOf(row),
      title: told(texts.clawbackOrder, at),
      payer: row.account,
      onBehalfOf: row.applicant,
      payerName: row.payeeName,
      amountFen: row.grantedFen ?? 0,
      minutes: 30 * 24 * 60,
    });
    return { state: 'clawback', why };
  },
};

/** One act of an officer on one application: in its state, within the officer's rights, in one transaction. */
export async function decide(context: Context, id: string, said: OfficerAct): Promise<{ done: true }> {
  const scheme = await context.transaction(async (tx) => {
    const row = await lockApplication(context, tx, id, context.actor);
    const found = row && (await readRow(context, tx, Scheme, row.scheme));
    if (!row || !found) throw notFound(texts.application, id);
    refuseIf(!mayNow(said.act, row.state), 'not-now', texts.notNow);
    if (row.account === context.actor.id) throw new Problem(403, 'grants.own', texts.own);
    const change = await acts[said.act]({ context, tx, row, scheme: found }, said as never);
    if (change.state) await goOn(context, tx, row, change);
    return found;
  });
  if (said.act === 'award') await print(context, id, scheme);
  return { done: true };
}

/** The decision on paper, numbered and sealed; the same award is the same paper, however often it is printed. */
async function print(context: Context, id: string, scheme: SchemeRow): Promise<void> {
  const row = await readRow(context, context.db, Application, id);
  if (!row || row.paper) return;
  const { payeeName: applicant, receipt, organisation: issuer, meta } = row;
  const values = { applicant, receipt, scheme: scheme.titleZh, yuan: yuan(row.grantedFen) };
  const asked = { template: scheme.paper, key: id, issuer, requester: 'grants', values };
  const { id: paper } = await issuePaper(context, { ...asked, simulated: meta.simulated });
  await context.transaction(async (tx) => {
    const now = await lockApplication(context, tx, id);
    if (now) await goOn(context, tx, now, { paper, why: now.why ?? null, task: 'keep' });
  });
}
