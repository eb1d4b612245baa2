import type { Context } from '#kernel/context';
import { refuseIf } from '#kernel/problem';
import type { Db } from '#kernel/db';
import { closeDeskTask, openDeskTask } from './desk-task.ts';
import type { Decide } from './contract.ts';
import { decisionNames } from './names.ts';
import { decisionObjection, differencesOf } from './rules.ts';
import { objections } from './objections.ts';
import { heldHandOver, note } from './scope.ts';
import { handOf, putHand, type HandOverRow } from './store.ts';
import { takeIn } from './take-in.ts';

/** What would differ by the corrected slip; by the slip as it is when none is given. */
const stillOf = (row: HandOverRow, { digest, rows }: Decide) =>
  differencesOf(
    { digest: digest ?? row.statedDigest, rows: rows ?? row.statedRows, seal: row.sealState },
    { digest: row.receivedDigest ?? '', rows: row.receivedRows },
  );

async function requireAllowed(context: Context, tx: Db, row: HandOverRow, asked: Decide): Promise<void> {
  const objection = decisionObjection({
    state: row.state,
    differences: row.differences,
    decision: asked.decision,
    receivedBy: await handOf(tx, row.number, 'read'),
    by: context.actor.id,
    still: stillOf(row, asked),
  });
  if (objection) refuseIf(true, `handover.${objection}`, objections[objection]);
}

/**
 * Decides what lies in quarantine, by another person than the one who read it in.
 * @throws Problem 409 `handover.not-waiting`, `.same-hand`, `.not-acceptable`, `.still-differs`
 */
export async function decide(context: Context, number: string, asked: Decide): Promise<void> {
  const { decision, why, digest, rows, paper } = asked;
  const refused = decision === 'refuse';
  const file = await context.transaction(async (tx) => {
    const row = await heldHandOver(context, tx, number, 'handover:decide');
    await requireAllowed(context, tx, row, asked);
    const at = context.clock.now().toISOString();
    const change = {
      state: refused ? 'refused' : 'agreed',
      decision,
      decidedBy: context.actor.name,
      decidedAt: at,
      decidedWhy: why,
      ...(decision === 'restate'
        ? { restatedDigest: digest ?? null, restatedRows: rows ?? null, restatedPaper: paper ?? null }
        : {}),
    };
    await note(context, tx, { number, ...change }, 'handover:decide');
    await putHand(tx, { number, step: 'decide', person: context.actor.id, at });
    await closeDeskTask(context, tx, number, { about: 'difference', outcome: decisionNames[decision] });
    if (refused) await openDeskTask(context, tx, row, { about: 'medium' });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'handover.hand-over',
      subjects: [],
      basis: 'handover:decide',
      detail: { number, decision },
    });
    return row.receivedDigest;
  });
  // Nobody may have what was refused; where the same bytes came in before, those stay.
  if (refused) await context.files.removeUnshared(file ?? '');
  else await takeIn(context, number);
}
