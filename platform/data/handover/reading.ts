import type { Context } from '#kernel/context';
import type { Upload } from '#kernel/module';
import { Problem, refuseIf } from '#kernel/problem';
import { lookAtTable, prepareTable } from '#kernel/table-layout';
import type { Text } from '#kernel/texts';
import { openDeskTask } from './desk-task.ts';
import { afterReading, differencesOf } from './rules.ts';
import { heldHandOver, note } from './scope.ts';
import { putHand, type HandOverRow } from './store.ts';
import { texts } from './texts.ts';

interface Counted {
  /** Null when it is no table. */
  readonly rows: number | null;
  readonly fault: Text | null;
}

/** Rows of a file, lines that cannot be read among them: the slip counts what was sent, not what is sound. */
async function countRows(path: string, filename: string, signal: AbortSignal): Promise<Counted> {
  try {
    const { layout } = await lookAtTable(path, filename, 1);
    const table = await prepareTable(path, layout, { to: '/dev/null', lineColumn: '_line', signal });
    return { rows: table.rows + table.faults.count, fault: null };
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return { rows: null, fault: error.detail };
    throw error;
  }
}

/**
 * Reads the file off the medium: its digest and rows are held against the slip. What differs stays apart, with a task.
 * @throws Problem 409 `handover.file-here`, 404, 413 and 507 of `files`
 */
export async function readIn(
  context: Context,
  number: string,
  { filename, upload }: { readonly filename: string; readonly upload: Upload },
): Promise<HandOverRow> {
  const file = await context.files.put(upload.stream, { maxBytes: context.config.MAX_UPLOAD_BYTES });
  const { rows, fault } = await countRows(
    await context.files.path(file.id),
    filename,
    AbortSignal.timeout(600_000),
  );
  try {
    return await context.transaction(async (tx) => {
      const row = await heldHandOver(context, tx, number, 'handover:receive');
      refuseIf(row.state !== 'registered', 'handover.file-here', texts.fileHere);
      const { statedDigest: digest, statedRows, sealState: seal } = row;
      const found = differencesOf({ digest, rows: statedRows, seal }, { digest: file.id, rows });
      const at = context.clock.now().toISOString();
      const change = {
        state: afterReading(found),
        differences: found,
        noteZh: fault?.zh ?? null,
        noteEn: fault?.en ?? null,
        filename,
        receivedDigest: file.id,
        receivedRows: rows,
        receivedBytes: file.size,
        receivedBy: context.actor.name,
        receivedAt: at,
      };
      await note(context, tx, { number, ...change }, 'handover:receive');
      await putHand(tx, { number, step: 'read', person: context.actor.id, at });
      if (found.length > 0)
        await openDeskTask(context, tx, row, { about: 'difference', count: found.length });
      return { ...row, ...change };
    });
  } catch (error) {
    // A file that nobody waits for is not kept; the same bytes may be another's, and then they stay.
    if (error instanceof Problem) await context.files.removeUnshared(file.id);
    throw error;
  }
}
