import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { lockRow, type Incoming } from '#kernel/record-server';
import type { FormReceiver, HandedIn } from '#platform/base/forms';
import { actIn } from './acting.ts';
import { atOf, type AnyRow, type Flow } from './declared.ts';
import { goOn, start } from './going.ts';

/** How rows come out of a form. */
export interface Receiving<W> {
  /** The state in which something is lacking and the form comes again. */
  readonly lacking: string;
  receives: FormReceiver['receives'];
  /** The whole row of what is handed in, with its state; what goes on from `before` when it comes again. */
  row(context: Context, tx: Db, handed: HandedIn, before: W | undefined): Promise<unknown>;
}

/** What is handed in begins, or goes on where something was lacking; what is taken back does the act `withdraw`. */
export const receiverOf = (flow: Flow, { lacking, receives, row }: Receiving<AnyRow>): FormReceiver => ({
  receives,
  async take(context, tx, handed) {
    const before = (await lockRow(context, tx, flow.record, handed.id)) as AnyRow | undefined;
    if (before && before.state !== lacking)
      throw new Problem(409, `${flow.record.module}.not-now`, flow.notNow);
    const next = (await row(context, tx, handed, before)) as AnyRow;
    const { meta: _meta, ...change } = next;
    if (before) await goOn(flow, await atOf(flow, context, tx, before), change as Incoming);
    else await start(flow, await atOf(flow, context, tx, next));
  },
  async takenBack(context, tx, { id: key }) {
    if (await lockRow(context, tx, flow.record, key))
      await actIn(flow, context, tx, { key, said: { act: 'withdraw' } });
  },
});
