import type { Context } from '#kernel/context';
import { refuseIf } from '#kernel/problem';
import type { Sign } from './contract.ts';
import { closeDeskTask } from './desk-task.ts';
import { mediumStateNames } from './names.ts';
import { objections } from './objections.ts';
import { signed } from './rules.ts';
import { heldHandOver, note } from './scope.ts';
import { handOf, putHand } from './store.ts';

/**
 * One of two signatures under where a medium went. The second, of another person, completes it.
 * @throws Problem 409 `handover.not-decided`, `.same-hand`, `.other-end`, `.medium-gone`
 */
export const sign = (context: Context, number: string, { end, how }: Sign): Promise<void> =>
  context.transaction(async (tx) => {
    const { actor } = context;
    const row = await heldHandOver(context, tx, number, 'handover:sign');
    const signedBy = row.mediumState === 'held' ? null : await handOf(tx, number, 'sign');
    const said = signed({ state: row.state, medium: row.mediumState, end, signedBy, by: actor.id });
    if ('objection' in said) {
      refuseIf(true, `handover.${said.objection}`, objections[said.objection]);
      return;
    }
    const at = context.clock.now().toISOString();
    const first = said.signature === 'first';
    await note(
      context,
      tx,
      first
        ? { number, mediumState: said.medium, mediumHow: how, signedBy: actor.name, signedAt: at }
        : { number, mediumState: said.medium, countersignedBy: actor.name, countersignedAt: at },
      'handover:sign',
    );
    await putHand(tx, { number, step: first ? 'sign' : 'countersign', person: actor.id, at });
    if (!first) {
      const outcome = mediumStateNames[said.medium];
      await closeDeskTask(context, tx, number, { about: 'medium', outcome });
    }
    await context.ledger(tx, {
      action: 'change',
      resource: 'handover.medium',
      subjects: [],
      basis: 'handover:sign',
      detail: { number, medium: row.mediumNumber, end, signature: said.signature },
    });
  });
