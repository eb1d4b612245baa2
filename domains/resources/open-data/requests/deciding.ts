import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import type { Row } from '#kernel/record';
import { lockRow, writeRows } from '#kernel/record-server';
import { fill, type Text } from '#kernel/texts';
import { notify } from '#platform/base/notifications';
import { closeTask } from '#platform/base/tasks';
import { texts } from '../texts.ts';
import { requestTask } from './asking.ts';
import { AccessRequest } from './record.ts';
import { dropKey, standingOf } from './store.ts';

type RequestRow = Row<typeof AccessRequest>;

/** The request, locked, where its provider is the actor's. @throws Problem 404 */
async function lockFor(context: Context, tx: Db, id: string): Promise<RequestRow> {
  const row = await lockRow(context, tx, AccessRequest, id);
  const { actor } = context;
  const own = scopeOf(actor, 'open-data:grant') === 'city' || row?.provider === actor.organisation;
  if (!row || !own) throw notFound(AccessRequest.title, id);
  if (row.account === actor.id) throw new Problem(403, 'open-data.own-request', texts.ownRequest);
  return row;
}

type Decision = Pick<RequestRow, 'state'> & Partial<Pick<RequestRow, 'terms' | 'until' | 'why'>>;

async function decide(context: Context, tx: Db, row: RequestRow, told: { to: Decision; outcome: Text }) {
  const { meta, ...values } = row;
  const next = {
    ...values,
    ...told.to,
    decidedBy: context.actor.id,
    decidedAt: context.clock.now().toISOString(),
  };
  await writeRows(context, tx, AccessRequest, [next], { source: 'decision', simulated: meta.simulated });
  await closeTask(context, tx, requestTask(row.id), { outcome: told.outcome });
  await notify(context, tx, {
    to: { kind: 'account', id: row.account },
    kind: 'open-data.request-decided',
    key: `${row.id} ${next.state}`,
    params: { title: row.title, zh: told.outcome.zh, en: told.outcome.en },
    link: '/my/data-requests',
    organisation: row.provider,
    simulated: meta.simulated,
  });
  return { state: next.state };
}

/** Some months on, in the calendar: from the last of a month to the last of a shorter one. */
function monthsOn(from: Date, months: number): string {
  const at = new Date(from);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + months);
  at.setUTCDate(Math.min(day, new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()));
  return at.toISOString();
}

interface Granted {
  readonly terms: string;
  readonly months: number;
}

/** Under terms, for no longer than was asked. @throws Problem 409 `open-data.request-ended`, 422 `open-data.too-long` */
export const grant = (context: Context, id: string, { terms, months }: Granted): Promise<{ state: string }> =>
  context.transaction(async (tx) => {
    const row = await lockFor(context, tx, id);
    refuseIf(row.state !== 'asked', 'open-data.request-ended', texts.requestEnded);
    if (months > row.months)
      throw new Problem(422, 'open-data.too-long', fill(texts.tooLong, { months: row.months }));
    const until = monthsOn(context.clock.now(), months);
    const to = { state: 'granted' as const, terms, until, why: null };
    return decide(context, tx, row, { to, outcome: texts.granted });
  });

export const refuse = (context: Context, id: string, reason: string): Promise<{ state: string }> =>
  context.transaction(async (tx) => {
    const row = await lockFor(context, tx, id);
    refuseIf(row.state !== 'asked', 'open-data.request-ended', texts.requestEnded);
    return decide(context, tx, row, { to: { state: 'refused', why: reason }, outcome: texts.refused });
  });

/** What was granted ends at once: the next read finds it ended. */
export const recall = (context: Context, id: string, reason: string): Promise<{ state: string }> =>
  context.transaction(async (tx) => {
    const row = await lockFor(context, tx, id);
    refuseIf(row.state !== 'granted', 'open-data.request-ended', texts.requestEnded);
    await dropKey(tx, id);
    return decide(context, tx, row, { to: { state: 'recalled', why: reason }, outcome: texts.recalled });
  });

/** All that was asked or granted of a release that closes ends with it: what is opened later is another release. */
export async function endRequests(context: Context, tx: Db, release: string, reason: string): Promise<void> {
  const why = fill(texts.releaseClosed, { reason }).zh;
  for (const id of await standingOf(tx, release, context.clock.now().toISOString())) {
    const row = await lockRow(context, tx, AccessRequest, id);
    if (row?.state !== 'asked' && row?.state !== 'granted') continue;
    await dropKey(tx, id);
    const told =
      row.state === 'asked'
        ? { to: { state: 'refused' as const, why }, outcome: texts.refused }
        : { to: { state: 'recalled' as const, why }, outcome: texts.recalled };
    await decide(context, tx, row, told);
  }
}
