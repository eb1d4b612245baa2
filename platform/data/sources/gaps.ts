import type { Context } from '#kernel/context';
import { refuseIf } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { insertGap, noteGaps, openGaps } from './gap-store.ts';
import { closeGaps, openGapTask } from './gate-task.ts';
import type { Missed } from './readers/reader.ts';
import type { RunRow } from './run-store.ts';
import type { SourceRow } from './store.ts';
import { texts } from './texts.ts';

/** Messages did not come: it stands beside the source, and its owner is asked to find out, whatever becomes of the run. */
export async function reportGap(
  context: Context,
  source: SourceRow,
  run: Pick<RunRow, 'id'>,
  missed: Missed,
): Promise<void> {
  const at = context.clock.now().toISOString();
  await context.transaction(async (tx) => {
    await insertGap(tx, { source: source.code, run: run.id, at }, missed);
    await openGapTask(context, tx, source, (await openGaps(tx, [source.code])).length);
  });
}

/**
 * Somebody has looked into all that is missing.
 * @throws Problem 409 `sources.no-gaps` when there is none
 */
export async function noteAll(context: Context, source: SourceRow, why: string): Promise<void> {
  const at = context.clock.now().toISOString();
  await context.transaction(async (tx) => {
    const count = await noteGaps(tx, source.code, { by: context.actor.id, at, why });
    refuseIf(count === 0, 'sources.no-gaps', texts.noGaps);
    await closeGaps(context, tx, source, fill(texts.gapNoted, { why }));
    await context.ledger(tx, {
      action: 'decide',
      resource: 'sources.source',
      subjects: [],
      basis: 'sources:run',
      detail: { source: source.code, gaps: count },
    });
  });
}
