import { z } from 'zod';
import { scopeOf } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { notFound, refuseIf } from '#kernel/problem';
import { lockRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { endAgreements, takeOver } from './agreeing.ts';
import { emptyWaiting, leaveTable } from './changes/table/emptying.ts';
import { tell } from './desk.ts';
import { Agreement } from './records.ts';
import { findOver, findRenewals } from './store.ts';
import { texts } from './texts.ts';

/**
 * Ends an agreement at this moment: each read asks whether it stands, so the next one is refused, in every process, and what was
 * written into a database of the consumer's is deleted there.
 * By the provider, or by the data office for the whole city.
 * @throws Problem 404; 409 `exchange.not-in-force`
 */
export const recall = (
  context: Context,
  key: string,
  why: string,
): Promise<{ id: string; recalledAt: string }> =>
  context.transaction(async (tx) => {
    const row = await lockRow(context, tx, Agreement, key);
    const { actor } = context;
    const may = scopeOf(actor, 'exchange:recall') === 'city' || row?.provider === (actor.organisation ?? '');
    if (!row || !may) throw notFound(texts.agreement, key);
    refuseIf(row.state !== 'in-force', 'exchange.not-in-force', texts.notInForce);
    await leaveTable(context, tx, key);
    const recalledAt = context.clock.now().toISOString();
    const changed = { id: key, state: 'recalled', recalledAt, recalledBy: actor.name, recalledWhy: why };
    await writeRows(context, tx, Agreement, [changed], { source: 'exchange', basis: 'exchange:recall' });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'exchange.agreement',
      subjects: [],
      basis: 'exchange:recall',
      detail: { agreement: key, recalled: true },
    });
    await tell(context, tx, {
      to: row.consumer,
      kind: 'recalled',
      number: key,
      dataset: row.dataset,
      link: `/exchange/agreements/${key}`,
    });
    return { id: key, recalledAt };
  });

/** Says of agreements whose last day is over that they ended, and lets renewals whose day has come take over. */
export const endOver = defineJob({
  name: 'exchange.end-over',
  title: texts.endJob,
  input: z.object({}),
  attempts: 3,
  lane: () => 'exchange.end-over',
  async run(_input, _run, context) {
    const today = dayOf(context);
    const over = await findOver(context.db, today);
    const ended = await context.transaction(async (tx) => {
      for (const { renewed, by } of await findRenewals(tx, today)) await takeOver(context, tx, renewed, by);
      await emptyWaiting(context, tx);
      return endAgreements(context, tx, over, 'exchange:recall');
    });
    return { summary: fill(texts.endedCount, { count: ended }) };
  },
});
