import type { Context } from '#kernel/context';
import { readRowEver } from '#kernel/record-server';
import { yuanOf } from '#kernel/money';
import { monthsLater } from '#engines/working-days';
import { attachTo } from '#platform/base/documents';
import { correctPayOut, orderClosed, orderPaid, paidOut, payOutStopped } from '#platform/base/payments';
import { withdrawPublicity } from '#platform/base/publishing';
import { dropPanel, panelComplete } from '#platform/matter/assessment';
import { applicant, defineProcess, officer, type At } from '#platform/matter/workflow';
import type { OfficerAct, OwnAct } from './contract.ts';
import { decisions, payOutOf } from './deciding.ts';
import { Application, Scheme } from './records.ts';
import { titleOf, type ApplicationRow, type SchemeRow } from './store.ts';
import { texts } from './texts.ts';

/** What other organs began for an application ends with it. */
async function drop({ context, tx, row, about }: At<ApplicationRow, SchemeRow>): Promise<void> {
  await dropPanel(context, tx, about.matter);
  await withdrawPublicity(context, tx, about.matter, texts[row.state][context.language]);
}

/** Approved anew, it is paid under a number of its own. */
async function payAnew(context: Context, { id, payeeAccount }: ApplicationRow): Promise<void> {
  await correctPayOut(context, payOutOf(id), payeeAccount);
}

/** The decision as a paper: an award, or that nothing is granted. */
function paper({ state, payeeName: applicant, receipt, why, grantedFen }: ApplicationRow, scheme: SchemeRow) {
  const values = { applicant, receipt, scheme: scheme.titleZh };
  if (state === 'refused') return { template: 'grant-refusal', values: { ...values, why: why ?? '' } };
  return { template: scheme.paper, values: { ...values, yuan: yuanOf(grantedFen ?? 0) } };
}

/** Where money or a panel is under way, other organs have the task. */
export const applications = defineProcess<
  typeof Application,
  OfficerAct | OwnAct | { act: 'withdraw' },
  SchemeRow
>({
  record: Application,
  parties: { organisation: 'organisation', account: 'account', applicant: 'applicant', paper: 'paper' },
  permission: 'grants:decide',
  applies: 'grants:apply',
  notNow: texts.notNow,
  own: texts.own,
  page: '/my/grants',
  needs: (context, db, { scheme }) => readRowEver(context, db, Scheme, scheme),
  title: (_row, scheme) => titleOf(scheme),
  states: {
    filed: { title: texts.filed, waits: { title: texts.acceptTask, clock: 5 } },
    supplement: {
      title: texts.supplement,
      pauses: texts.supplementBasis,
      waits: { title: texts.supplementTask, clock: 10, for: 'applicant' },
    },
    reviewing: { title: texts.reviewing },
    reviewed: { title: texts.reviewed, waits: { title: texts.publiciseTask, clock: 5 } },
    publicity: { title: texts.publicity, waits: { title: texts.awardTask, clock: 20 } },
    awarded: { title: texts.awarded, paper },
    withheld: { title: texts.withheld, waits: { title: texts.withheldTask, clock: 5 } },
    unpaid: { title: texts.unpaid, waits: { title: texts.accountTask, clock: 10, for: 'applicant' } },
    paid: {
      title: texts.paid,
      waits: { title: texts.reportTask, clock: 60, for: 'applicant', dueAt: (row) => row.reportDueAt },
    },
    reported: { title: texts.reported, waits: { title: texts.concludeTask, clock: 10 } },
    clawback: { title: texts.clawback },
    closed: { title: texts.closed, ends: true },
    refused: { title: texts.refused, ends: true, enter: drop, paper },
    withdrawn: { title: texts.withdrawn, ends: true, enter: drop },
  },
  acts: {
    ...decisions,
    /** What the approver asked is answered: it is asked again. */
    reask: officer(['withheld'], async (_at, { why }) => ({ state: 'awarded', why }), { after: payAnew }),
    account: applicant(['unpaid'], async (_at, { payeeAccount }) => ({ state: 'awarded', payeeAccount }), {
      after: payAnew,
    }),
    report: applicant(['paid'], async ({ context, tx, row }, { words, attachments }) => {
      await attachTo(context, tx, attachments, applications.sourceOf(row.id));
      return { state: 'reported', why: words };
    }),
    withdraw: applicant(['filed', 'supplement', 'reviewing', 'reviewed', 'publicity'], async () => ({
      state: 'withdrawn',
    })),
  },
});

export const subscriptions = [
  applications.follow(panelComplete, ['reviewing'], async ({ score }) => ({ state: 'reviewed', score })),
  applications.follow(
    paidOut,
    ['awarded', 'withheld', 'unpaid'],
    async (_told, { context, with: { reportMonths } }) =>
      reportMonths === 0
        ? { state: 'closed' }
        : { state: 'paid', reportDueAt: monthsLater(context.clock.now(), reportMonths) },
  ),
  // What its approver refuses is no wrong account: the organisation answers, not the applicant.
  applications.follow(payOutStopped, ['awarded', 'paid'], async ({ how, why }) => ({
    state: how === 'refused' ? 'withheld' : 'unpaid',
    why,
  })),
  applications.follow(orderPaid, ['clawback'], async () => ({ state: 'closed' })),
  // Not paid back in its time: it waits for the organisation again.
  applications.follow(orderClosed, ['clawback'], async () => ({ state: 'reported' })),
];
