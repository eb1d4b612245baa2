import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { dropSnapshot, handOn, markOf } from './deliver.ts';
import {
  decideDelivery,
  endDelivery,
  findHeld,
  letThrough,
  putBack,
  type DeliveryRow,
} from './delivery-store.ts';
import { closeGate } from './gate-task.ts';
import { changeRun } from './run-store.ts';
import { changeState, type SourceRow } from './store.ts';
import { texts } from './texts.ts';

interface Decision {
  readonly accept: boolean;
  readonly why: string;
}

/** Whether a delivery of no row is taken: there is nothing to hand on, only the word that this was right. */
const isEmpty = ({ rows }: DeliveryRow): boolean => rows === 0;

const nothingHeld = (): Problem => new Problem(409, 'sources.nothing-held', texts.notHeld);

async function accept(context: Context, source: SourceRow, held: DeliveryRow): Promise<string | undefined> {
  if (!(await letThrough(context.db, held))) throw nothingHeld();
  if (isEmpty(held)) return undefined;
  try {
    return (await handOn(context, source, held, await context.files.path(held.file ?? ''))).batch;
  } catch (error) {
    await putBack(context.db, held);
    throw error;
  }
}

/** The bytes of what was refused, and the snapshot that would have been the next to compare with. */
async function dropRefused(context: Context, { mark }: SourceRow, held: DeliveryRow): Promise<void> {
  if (held.file) await context.files.removeUnshared(held.file);
  const snapshot = held.mark?.['snapshot'];
  if (typeof snapshot === 'string' && snapshot !== mark?.['snapshot'])
    await context.files.removeUnshared(snapshot);
}

/**
 * Decides what waits at the gate: taken as it is, its columns the ones to compare with from now on; or refused, and the
 * mark stays where it was, so that what was refused is read again; a file of a folder lies in `done`, to be laid back.
 * @throws Problem 409 `sources.nothing-held`, 422 of ingestion when a column that must be there is not
 */
export async function decideHeld(
  context: Context,
  source: SourceRow,
  decision: Decision,
): Promise<string | undefined> {
  const held = await findHeld(context.db, source.code);
  if (!held) throw nothingHeld();
  const batch = decision.accept ? await accept(context, source, held) : undefined;
  const at = context.clock.now().toISOString();
  const state = decision.accept ? 'collected' : 'refused';
  const outcome = decision.accept ? texts.accepted : texts.refusedOutcome;
  await context.transaction(async (tx) => {
    // Of two who decide at once, one does.
    if (!(await decideDelivery(tx, held, { state, by: context.actor.id, at, why: decision.why })))
      throw nothingHeld();
    if (batch) await endDelivery(tx, held, { state, batch });
    await changeRun(tx, held.run, {
      state,
      reason: { zh: `${outcome.zh}：${decision.why}`, en: `${outcome.en}: ${decision.why}` },
      batch: batch ?? null,
      finishedAt: at,
    });
    if (decision.accept)
      await changeState(tx, source.code, {
        ...(isEmpty(held) ? {} : { columns: held.columns }),
        ...markOf(held, source),
      });
    await closeGate(context, tx, source, outcome);
    await context.ledger(tx, {
      action: 'decide',
      resource: 'sources.source',
      subjects: [],
      basis: 'sources:run',
      detail: { source: source.code, run: held.run, accepted: decision.accept },
    });
  });
  if (decision.accept) await dropSnapshot(context, source, held);
  else await dropRefused(context, source, held);
  return batch;
}
