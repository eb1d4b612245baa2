import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { defineJob } from '../job.ts';
import { writeParquet } from '../lake/index.ts';
import { fill } from '../texts.ts';
import type { RecordOf } from './define.ts';
import type { FieldKind } from './field.ts';
import { planOf, quote, type PlannedField, type RecordPlan } from './plan.ts';
import { mountedPlan } from './record-of-job.ts';
import type { RawRow } from './rows.ts';

export interface Snapshot {
  /** Absolute path of the Parquet file; the newest snapshot replaces the one before. */
  readonly path: string;
  readonly rows: number;
  readonly at: string;
}

/** Types of the lake; a geometry is GeoJSON text, a list or object JSON text. */
const typeOf: Readonly<Record<FieldKind, string>> = {
  text: 'VARCHAR',
  code: 'VARCHAR',
  reference: 'VARCHAR',
  integer: 'BIGINT',
  money: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  instant: 'TIMESTAMPTZ',
  point: 'VARCHAR',
  geometry: 'VARCHAR',
  list: 'VARCHAR',
  object: 'VARCHAR',
};

interface LakeColumn {
  readonly name: string;
  readonly type: string;
  read(raw: RawRow): unknown;
}

const fieldColumn = ({ name, field }: PlannedField): LakeColumn => ({
  name,
  type: typeOf[field.kind],
  read: (raw) => raw[name],
});

const metaColumns: readonly LakeColumn[] = [
  { name: 'meta_revision', type: 'BIGINT', read: (raw) => raw.metaRevision },
  { name: 'meta_valid_from', type: 'TIMESTAMPTZ', read: (raw) => raw.metaValidFrom },
  { name: 'meta_recorded_at', type: 'TIMESTAMPTZ', read: (raw) => raw.metaRecordedAt },
  { name: 'meta_source', type: 'VARCHAR', read: (raw) => raw.metaSource },
  { name: 'meta_simulated', type: 'BOOLEAN', read: (raw) => raw.metaSimulated },
];

const missing = String.raw`\N`;

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return missing;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `"${text.replaceAll('"', '""')}"`;
}

async function* csvOf(
  context: Context,
  plan: RecordPlan,
  columns: readonly LakeColumn[],
  signal?: AbortSignal,
) {
  const statement = sql`select ${plan.select} from ${plan.table} t where t.withdrawn_at is null`.compile(
    context.db,
  );
  for await (const rows of context.store.stream<RawRow>(statement, 5000)) {
    signal?.throwIfAborted();
    yield `${rows.map((raw) => columns.map(({ read }) => csvCell(read(raw))).join(',')).join('\n')}\n`;
  }
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

function readingOf(csv: string, columns: readonly LakeColumn[]): string {
  const types = columns.map(({ name, type }) => `${text(name)}: ${text(type)}`).join(', ');
  return `select ${columns.map(({ name }) => quote(name)).join(', ')} from read_csv(${text(csv)}, auto_detect=false, header=false,
    delim=',', quote='"', escape='"', new_line='\\n', nullstr=${text(missing)}, max_line_size=16777216, columns={${types}})`;
}

/**
 * Writes the rows of a record that are in force as one Parquet file of the lake, unmasked, with `meta_*` columns.
 * From there comparing and counting run at memory speed; whoever reads it answers for what leaves.
 * @returns path `records/<module>/<name>.parquet`, rows, the instant of the reading
 */
export async function snapshotRecord(
  context: Context,
  record: RecordOf,
  signal?: AbortSignal,
): Promise<Snapshot> {
  const plan = planOf(record);
  const at = context.clock.now().toISOString();
  const columns = [...plan.fields.map(fieldColumn), ...metaColumns];
  const path = await context.lake.path('records', record.module, `${record.name}.parquet`);
  const csv = await context.lake.path('records', record.module, `${record.name}.${crypto.randomUUID()}.csv`);
  try {
    await pipeline(Readable.from(csvOf(context, plan, columns, signal)), createWriteStream(csv));
    const rows = await context.lake.session(
      (session) => writeParquet(session, readingOf(csv, columns), path),
      signal,
    );
    return { path, rows, at };
  } finally {
    await rm(csv, { force: true });
  }
}

export const snapshotJob = defineJob({
  name: 'records.snapshot',
  title: { zh: '登记册快照', en: 'Snapshot of a record' },
  input: z.object({ record: z.string() }),
  attempts: 3,
  lane: ({ record }) => `records.snapshot:${record}`,
  run: async ({ record }, run, context) => {
    const { rows, at } = await snapshotRecord(context, mountedPlan(context, record).record, run.signal);
    return {
      summary: fill({ zh: '已写入 {rows} 行。', en: 'Wrote {rows} rows.' }, { rows }),
      data: { record, rows, at },
    };
  },
});
