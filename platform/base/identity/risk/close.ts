import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { closeMatter } from '../matters.ts';
import { sessionOf } from '../signed-in.ts';
import { texts } from '../texts.ts';
import { Risk } from './records.ts';
import { closeRisk } from './store.ts';

/**
 * Somebody has looked into a risk and says what came of it.
 * @throws Problem 404, 409 `identity.risk-closed`, 403 `identity.own-conflict` when it is about their own account
 */
export async function closeRiskOf(context: Context, id: string, finding: string): Promise<void> {
  await context.transaction(async (tx) => {
    const risk = await readRow(context, tx, Risk, id);
    if (!risk) throw notFound(Risk.title, id);
    if (risk.account && risk.account === sessionOf(context.actor)?.account)
      throw new Problem(403, 'identity.own-conflict', texts.ownConflict);
    const at = context.clock.now().toISOString();
    if (!(await closeRisk(tx, id, { at, by: context.actor.id, finding })))
      throw new Problem(409, 'identity.risk-closed', texts.riskClosed);
    await closeMatter(context, tx, { kind: 'identity.risk', key: id }, texts.riskSettled);
    await context.ledger(tx, {
      action: 'decide',
      resource: 'identity.risk',
      basis: 'identity:risks',
      subjects: risk.account ? [risk.account] : [],
      detail: { risk: id, kind: risk.kind, level: risk.level },
    });
  });
}
