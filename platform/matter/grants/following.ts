import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { EventKind } from '#kernel/event';
import { subscription, type Subscription } from '#kernel/module';
import { notFound } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { attachTo } from '#platform/base/documents';
import { partiesOf } from '#platform/base/identity';
import { correctPayOut, orderClosed, orderPaid, paidOut, payOutStopped } from '#platform/base/payments';
import { panelComplete } from '#platform/matter/assessment';
import { refuseIf } from './applying.ts';
import type { OwnAct } from './contract.ts';
import { payOutOf } from './deciding.ts';
import { goOn, sourceOf, type Change } from './going.ts';
import { Scheme } from './records.ts';
import { mayNow, monthsLater } from './rules.ts';
import type { State } from './shapes.ts';
import { lockApplication, type ApplicationRow } from './store.ts';
import { texts } from './texts.ts';

const prefix = 'grants.application:';

interface Told {
  readonly matter: string;
  readonly score?: number;
  readonly why?: string;
}
type Next = (told: Told, row: ApplicationRow, context: Context, tx: Db) => Promise<Change>;

/** What another organ tells of an application takes it on, once: in any other state it was told before. */
const follow = (event: EventKind, from: readonly State[], next: Next): Subscription =>
  subscription(`grants.${event.name}`, event, async ({ payload }, context) => {
    const told = payload as Told;
    if (!told.matter.startsWith(prefix)) return;
    await context.transaction(async (tx) => {
      const row = await lockApplication(context, tx, told.matter.slice(prefix.length));
      if (row && from.includes(row.state)) await goOn(context, tx, row, await next(told, row, context, tx));
    });
  });

export const subscriptions: readonly Subscription[] = [
  follow(panelComplete, ['reviewing'], async ({ score = 0 }) => ({ state: 'reviewed', score })),
  follow(paidOut, ['awarded', 'unpaid'], async (_told, { scheme }, context, tx) => {
    const months = (await readRow(context, tx, Scheme, scheme))?.reportMonths ?? 0;
    if (months === 0) return { state: 'closed' };
    return { state: 'paid', reportDueAt: monthsLater(context.clock.now(), months) };
  }),
  follow(payOutStopped, ['awarded', 'paid'], async ({ why = '' }) => ({ state: 'unpaid', why })),
  follow(orderPaid, ['clawback'], async () => ({ state: 'closed' })),
  // Not paid back in its time: it waits for the organisation again.
  follow(orderClosed, ['clawback'], async () => ({ state: 'reported' })),
];

/** The applicant names another account, to which it is paid once approved anew; or reports. */
export async function actAsApplicant(context: Context, id: string, said: OwnAct): Promise<{ done: true }> {
  const { keys, others } = await partiesOf(context, 'grants:apply');
  await context.transaction(async (tx) => {
    const row = await lockApplication(context, tx, id);
    if (!row || ![...keys, ...others].includes(row.applicant)) throw notFound(texts.application, id);
    refuseIf(!mayNow(said.act, row.state), 'not-now', texts.notNow);
    if (said.act === 'report') await attachTo(context, tx, said.attachments, sourceOf(id));
    await goOn(
      context,
      tx,
      row,
      said.act === 'report'
        ? { state: 'reported', why: said.words }
        : { state: 'awarded', payeeAccount: said.payeeAccount },
    );
  });
  if (said.act === 'account') await correctPayOut(context, payOutOf(id), said.payeeAccount);
  return { done: true };
}
