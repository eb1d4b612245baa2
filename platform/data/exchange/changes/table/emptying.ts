import { z } from 'zod';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob, type JobKind } from '#kernel/job';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { tell } from '../../desk.ts';
import { termsOf } from '../../odrl.ts';
import { findStanding, officeOf } from '../../store.ts';
import { texts } from '../../texts.ts';
import { NotTaken } from '../not-taken.ts';
import { findEnded, findSubscription, lockSubscription, setWebhook } from '../store.ts';
import { isOfTable, tableIn } from './address.ts';
import { dropLeft, findLeft, listLeft, noteLeft, putLeft, type LeftTable } from './left-store.ts';
import { guarded, openTable } from './link.ts';
import { empty } from './writing.ts';

const attempts = 9;
const taskOf = (agreement: string) => ({ module: 'exchange', record: 'left', key: agreement });
const linkOf = (agreement: string): string => `/exchange/agreements/${agreement}`;

/** It is known to whoever answers for it: the data office by a task, the consumer by a notice. */
async function sayLeft(context: Context, { agreement }: LeftTable): Promise<void> {
  const found = await findStanding(context.db, agreement);
  await context.transaction(async (tx) => {
    await openTask(context, tx, {
      kind: 'exchange.left',
      title: fill(texts.leftTask, { number: agreement }),
      owner: await officeOf(tx),
      source: taskOf(agreement),
      link: linkOf(agreement),
    });
    if (!found) return;
    const { consumer: to, dataset } = termsOf(found.document);
    await tell(context, tx, { to, kind: 'left', number: agreement, dataset, link: linkOf(agreement) });
  });
}

async function noteEmptied(context: Context, left: LeftTable, rows: number): Promise<void> {
  const { agreement } = left;
  await context.transaction(async (tx) => {
    if (await dropLeft(tx, left))
      await closeTask(context, tx, taskOf(agreement), { outcome: texts.leftDone });
    await context.ledger(tx, {
      action: 'administer',
      resource: 'exchange.webhook',
      subjects: [],
      basis: `agreement:${agreement}`,
      detail: { agreement, done: 'emptied', host: new URL(left.url).host, rows },
    });
  });
}

async function emptyLeft(context: Context, left: LeftTable): Promise<number> {
  const { agreement, turn, url, secret: sealed } = left;
  const { table } = tableIn(url);
  const database = await openTable(context, { agreement, url, sealed });
  try {
    return await guarded(() => empty(database, { agreement, table, turn }));
  } finally {
    await database.close();
  }
}

/** Deletes what lies in a consumer's table; tried again with ever longer waits, then every night, while others are told. */
export const emptyTable: JobKind<z.ZodObject<{ agreement: z.ZodString; turn: z.ZodInt }>> = defineJob({
  name: 'exchange.empty-table',
  title: texts.emptyJob,
  input: z.object({ agreement: z.string(), turn: z.int() }),
  attempts,
  lane: ({ agreement }) => `exchange.empty-table:${agreement}`,
  async run(input, { attempt }, context) {
    const left = await findLeft(context.db, input);
    if (!left) return { summary: texts.nothingToSend };
    try {
      const count = await emptyLeft(context, left);
      await noteEmptied(context, left, count);
      return { summary: fill(texts.emptiedCount, { count }) };
    } catch (error) {
      await noteLeft(context.db, left, error instanceof NotTaken ? error.message : 'failed');
      if (attempt >= attempts) await sayLeft(context, left);
      throw error;
    }
  },
});

const startEmptying = (
  context: Context,
  tx: Db,
  { agreement, turn }: Pick<LeftTable, 'agreement' | 'turn'>,
) => context.startJob(tx, emptyTable, { agreement, turn }, { actor: system });

/** Nothing is written into a consumer's table any longer, and what was is deleted there, as soon as this commits. */
export async function leaveTable(context: Context, tx: Db, agreement: string): Promise<void> {
  // Most have none, and no row to lock: that of one that has is there.
  if (!isOfTable((await findSubscription(tx, agreement))?.url ?? '')) return;
  const { client, sender, url, secret, charged, sentAt, asked } = await lockSubscription(tx, agreement);
  if (url === null || secret === null || !isOfTable(url)) return;
  await setWebhook(tx, { agreement, client: client ?? '', sender, url: null, secret: null });
  // What was never counted was never written; the count begins anew when everything is asked for anew, the time stays.
  if (charged === 0 && sentAt === null) return;
  const turn = asked + 1;
  await putLeft(tx, { agreement, turn, url, secret, leftAt: context.clock.now().toISOString() });
  await startEmptying(context, tx, { agreement, turn });
}

/** Of agreements that ended while somebody set a table, too. */
export async function leaveEnded(context: Context): Promise<void> {
  for (const agreement of await findEnded(context.db))
    await context.transaction((tx) => leaveTable(context, tx, agreement));
}

/** Whatever could not be emptied is tried again. */
export async function emptyWaiting(context: Context, tx: Db): Promise<void> {
  for (const left of await listLeft(tx, null)) await startEmptying(context, tx, left);
}
