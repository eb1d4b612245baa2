import type { Context } from '../../context.ts';
import type { Db } from '../../db/index.ts';
import type { Candidate } from '../check-values.ts';
import type { Fault } from '../fault.ts';
import { writePermission } from '../form.ts';
import type { RecordPlan } from '../plan.ts';
import { presentKeys } from '../store-rows.ts';
import { writeBatch } from '../write-rows.ts';
import type { RowParser } from './parse-row.ts';

/** A row of a file with its physical line. */
export interface LinedRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Chunk {
  /** Id of the import. */
  readonly id: string;
  readonly parser: RowParser;
  readonly rows: readonly LinedRow[];
}

export interface ChunkOutcome {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** `row` is the place in the chunk. */
  readonly faults: readonly Fault[];
}

export const importSource = (id: string): string => `import:${id}`;

const twice = (row: number, key: string): Fault => ({
  row,
  code: 'records.duplicate-in-file',
  detail: {
    zh: `编号 ${key} 在文件中不止一次，以第一次为准。`,
    en: `The key ${key} stands in the file more than once; the first one counts.`,
  },
});

/** Rows whose key came before, in this chunk or in one that this import has written already. */
async function repeated(
  plan: RecordPlan,
  tx: Db,
  candidates: readonly Candidate[],
  source: string,
): Promise<Fault[]> {
  const keyed = candidates.flatMap(({ row, values }) => {
    const key = values[plan.key.name];
    return typeof key === 'string' ? [{ row, key }] : [];
  });
  const present = await presentKeys(
    plan,
    tx,
    keyed.map(({ key }) => key),
  );
  const seen = new Set<string>();
  return keyed.flatMap(({ row, key }) => {
    const again = seen.has(key) || present.get(key)?.source === source;
    seen.add(key);
    return again ? [twice(row, key)] : [];
  });
}

/** Reads some rows of a file and writes the good ones; the others come back as faults. */
export async function writeChunk(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  chunk: Chunk,
): Promise<ChunkOutcome> {
  const source = importSource(chunk.id);
  const parsed = chunk.rows.flatMap(({ cells }, row) => chunk.parser.parse(cells, row) ?? []);
  const unread = parsed.flatMap(({ faults }) => faults);
  const readable = parsed.filter(({ faults }) => faults.length === 0).map(({ candidate }) => candidate);
  const doubles = await repeated(plan, tx, readable, source);
  const doubled = new Set(doubles.map(({ row }) => row));
  const outcome = await writeBatch(plan, context, tx, {
    candidates: readable.filter(({ row }) => !doubled.has(row)),
    writing: { source, permission: writePermission(plan), computed: false },
  });
  const { created, changed, unchanged } = outcome;
  return { created, changed, unchanged, faults: [...unread, ...doubles, ...outcome.faults] };
}
