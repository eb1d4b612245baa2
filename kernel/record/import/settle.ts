import type { Context } from '../../context.ts';
import { errorField } from '../../db/store-problem.ts';
import { Problem } from '../../problem.ts';
import { faultsOfProblem, refusedByStore, type Fault } from '../fault.ts';
import type { RecordPlan } from '../plan.ts';
import type { ImportFault } from '../schemas.ts';
import { saveSettled } from './import-store.ts';
import { writeChunk, type Chunk, type ChunkOutcome, type LinedRow } from './write-chunk.ts';

/** What a single row that fails as a whole is guilty of; undefined when the fault is not the row's. */
export function faultsOfRow(error: unknown, row: number): Fault[] | undefined {
  if (error instanceof Problem) return error.status < 500 ? faultsOfProblem(error, row) : undefined;
  // SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation).
  return /^2[23]/.test(errorField(error, 'code') ?? '') ? [refusedByStore(row)] : undefined;
}

/** A fault as it is kept: the value beside it, unless it is somebody's. */
function keptFault(plan: RecordPlan, chunk: Chunk, { row, field, code, detail }: Fault): ImportFault {
  const lined = chunk.rows[row] as LinedRow;
  const known = field !== undefined && plan.record.fields[field] !== undefined;
  const value = known && !plan.field(field).personal ? chunk.parser.cellOf(field, lined.cells) : undefined;
  return {
    line: lined.line,
    code,
    detail,
    ...(field === undefined ? {} : { field }),
    ...(value === undefined ? {} : { value: value.slice(0, 200) }),
  };
}

async function commit(
  plan: RecordPlan,
  context: Context,
  chunk: Chunk & { readonly settled: number },
  write: (tx: Parameters<typeof writeChunk>[2]) => Promise<ChunkOutcome>,
): Promise<void> {
  await context.transaction(async (tx) => {
    const { faults, created, changed, unchanged } = await write(tx);
    await saveSettled(
      tx,
      chunk.id,
      {
        settled: chunk.settled + chunk.rows.length,
        created,
        changed,
        unchanged,
        refused: new Set(faults.map(({ row }) => row)).size,
        faults: faults.map((fault) => keptFault(plan, chunk, fault)),
      },
      chunk.settled,
    );
  });
}

/**
 * Writes some rows of a file and, in the same transaction, how far the import is. When the store refuses them as a
 * whole, they are halved until the guilty row stands alone: one bad row never stops another.
 * @param chunk.settled data rows settled before these
 */
export async function settle(
  plan: RecordPlan,
  context: Context,
  chunk: Chunk & { readonly settled: number },
): Promise<void> {
  try {
    await commit(plan, context, chunk, (tx) => writeChunk(plan, context, tx, chunk));
  } catch (error) {
    const faults = faultsOfRow(error, 0);
    if (!faults) throw error;
    if (chunk.rows.length === 1)
      return commit(plan, context, chunk, async () => ({ created: 0, changed: 0, unchanged: 0, faults }));
    const half = Math.ceil(chunk.rows.length / 2);
    await settle(plan, context, { ...chunk, rows: chunk.rows.slice(0, half) });
    await settle(plan, context, { ...chunk, rows: chunk.rows.slice(half), settled: chunk.settled + half });
  }
}
