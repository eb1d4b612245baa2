import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/index.ts';
import type { ImportFault, ImportState } from '../schemas.ts';
import { headersDigest, type Mapping } from './mapping.ts';
import type { Layout } from '../../table-layout.ts';

/** One file on its way into a record, as the store keeps it. */
export interface Import extends ImportState {
  readonly record: string;
  readonly file: string;
  readonly layout: Layout;
  readonly headers: readonly string[];
  readonly mapping: Mapping | null;
  /** Data rows that are written or refused; -1 until the unreadable rows are noted. */
  readonly settled: number;
}

const columns = sql`id, record, file, filename, layout, headers, status, mapping, job, settled, created, changed, unchanged,
  refused, started_by as "startedBy", started_at as "startedAt", error_file as "errorFile"`;

export async function insertImport(
  db: Db,
  made: Pick<
    Import,
    'id' | 'record' | 'file' | 'filename' | 'layout' | 'headers' | 'startedBy' | 'startedAt'
  >,
): Promise<void> {
  await sql`
    insert into kernel.record_import (id, record, file, filename, layout, headers, status, settled, started_by, started_at)
    values (${made.id}, ${made.record}, ${made.file}, ${made.filename}, ${JSON.stringify(made.layout)}::jsonb,
      ${JSON.stringify(made.headers)}::jsonb, 'previewed', -1, ${made.startedBy}, ${made.startedAt})
  `.execute(db);
}

export async function findImport(
  db: Db,
  record: string,
  id: string,
  lock = false,
): Promise<Import | undefined> {
  const { rows } = await sql<Import>`
    select ${columns} from kernel.record_import where record = ${record} and id = ${id}
    ${lock ? sql`for update` : sql``}
  `.execute(db);
  return rows[0];
}

/** @param startedBy only this actor's; undefined for everybody's */
export async function listImports(db: Db, record: string, startedBy: string | undefined): Promise<Import[]> {
  const { rows } = await sql<Import>`
    select ${columns} from kernel.record_import
    where record = ${record} and status <> 'previewed'
      and ${startedBy === undefined ? sql`true` : sql`started_by = ${startedBy}`}
    order by started_at desc, id limit 100
  `.execute(db);
  return rows;
}

/** An import of the very same bytes whose rows are in the record. */
export async function findEarlier(db: Db, record: string, file: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from kernel.record_import where record = ${record} and file = ${file} and status in ('running', 'done')
    order by started_at desc limit 1
  `.execute(db);
  return rows[0]?.id;
}

export async function saveStarted(
  db: Db,
  id: string,
  started: { readonly mapping: Mapping; readonly job: string },
): Promise<void> {
  await sql`
    update kernel.record_import set status = 'running', mapping = ${JSON.stringify(started.mapping)}::jsonb, job = ${started.job}
    where id = ${id}
  `.execute(db);
}

export async function saveStatus(
  db: Db,
  id: string,
  status: Import['status'],
  errorFile?: string,
): Promise<void> {
  await sql`
    update kernel.record_import set status = ${status}, error_file = coalesce(${errorFile ?? null}, error_file) where id = ${id}
  `.execute(db);
}

export interface Settled {
  /** Data rows settled since the beginning. */
  readonly settled: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows refused, with one or more faults each. */
  readonly refused: number;
  readonly faults: readonly ImportFault[];
}

/** Another has gone on with an import whose runner stood still for too long. */
export class ImportTakenOver extends Error {
  constructor(id: string) {
    super(`another runner has gone on with import ${id}`);
  }
}

/**
 * Writes down what became of some rows, in the transaction that wrote them.
 * @param since how many rows had been settled before
 * @throws ImportTakenOver when there are others by now: nothing of the transaction may stay
 */
export async function saveSettled(tx: Db, id: string, part: Settled, since: number): Promise<void> {
  const { numAffectedRows } = await sql`
    update kernel.record_import set settled = ${part.settled}, created = created + ${part.created},
      changed = changed + ${part.changed}, unchanged = unchanged + ${part.unchanged}, refused = refused + ${part.refused}
    where id = ${id} and settled = ${since}
  `.execute(tx);
  if (numAffectedRows !== 1n) throw new ImportTakenOver(id);
  if (part.faults.length === 0) return;
  await sql`
    insert into kernel.record_import_fault (import, line, field, code, detail, value)
    select ${id}, line, field, code, detail, value
    from json_to_recordset(${JSON.stringify(part.faults)}::json)
      as f(line integer, field text, code text, detail jsonb, value text)
  `.execute(tx);
}

/** The faults of an import in the order of their lines, in pieces. */
export function streamFaults(context: Context, id: string): AsyncIterable<ImportFault[]> {
  return context.store.stream<ImportFault>({
    sql: 'select line, field, code, detail, value from kernel.record_import_fault where import = $1 order by line',
    parameters: [id],
  });
}

export async function rememberedMapping(
  db: Db,
  record: string,
  headers: readonly string[],
): Promise<Mapping> {
  const { rows } = await sql<{ mapping: Mapping }>`
    select mapping from kernel.import_mapping where record = ${record} and headers = ${headersDigest(headers)}
  `.execute(db);
  return rows[0]?.mapping ?? {};
}

export async function rememberMapping(
  db: Db,
  remembered: {
    readonly record: string;
    readonly headers: readonly string[];
    readonly mapping: Mapping;
    readonly at: string;
  },
): Promise<void> {
  const { record, headers, mapping, at } = remembered;
  await sql`
    insert into kernel.import_mapping (record, headers, mapping, used_at)
    values (${record}, ${headersDigest(headers)}, ${JSON.stringify(mapping)}::jsonb, ${at})
    on conflict (record, headers) do update set mapping = excluded.mapping, used_at = excluded.used_at
  `.execute(db);
}
