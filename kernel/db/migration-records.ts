import { sql } from 'kysely';
import type { SqlFile } from './migration-types.ts';
import type { Db, Store } from './store.ts';

/** Any constant will do, as long as every start of the platform takes the same one. */
const lockKey = 0x79_61_6f_6a;

/** `withTables` takes a type alias, not an interface. */
type RecordTables = {
  'kernel.migration': { module: string; name: string; checksum: string; took_ms: number };
  'kernel.published_views': { module: string; checksum: string; names: string[] };
};

const records = (tx: Db) => tx.withTables<RecordTables>();

/**
 * A transaction that no other start can be inside of at the same time. Waiting for the other and long
 * migrations have no time-out. On the embedded store the lock on the folder has excluded others already.
 */
export const alone = <T>(store: Store, work: (tx: Db) => Promise<T>): Promise<T> =>
  store.transaction(
    async (tx) => {
      await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
      return work(tx);
    },
    { timeoutMs: 0 },
  );

/** The tables of the runner itself; they are older than every migration. */
export async function layRecords(tx: Db): Promise<void> {
  await sql`create schema if not exists kernel`.execute(tx);
  await sql`create table if not exists kernel.migration (
    module text not null, name text not null, checksum text not null,
    applied_at timestamptz not null default now(), took_ms integer not null,
    primary key (module, name))`.execute(tx);
  await sql`create table if not exists kernel.published_views (
    module text primary key, checksum text not null, names text[] not null,
    created_at timestamptz not null default now())`.execute(tx);
}

/** Applied files of a module: name → checksum. */
export async function appliedFiles(tx: Db, module: string): Promise<Map<string, string>> {
  const rows = await records(tx)
    .selectFrom('kernel.migration')
    .select(['name', 'checksum'])
    .where('module', '=', module)
    .execute();
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

export async function recordFile(tx: Db, module: string, file: SqlFile, tookMs: number): Promise<void> {
  const { name, checksum } = file;
  await records(tx)
    .insertInto('kernel.migration')
    .values({ module, name, checksum, took_ms: tookMs })
    .execute();
}

export interface ViewRecord {
  readonly checksum: string;
  readonly names: readonly string[];
  /** All of them are still there. */
  readonly complete: boolean;
}

export async function viewRecord(tx: Db, module: string, schema: string): Promise<ViewRecord | undefined> {
  const { rows } = await sql<ViewRecord>`
    select checksum, names,
           (select count(*) from pg_views where schemaname = ${schema} and viewname = any(names))
             = cardinality(names) as complete
    from kernel.published_views where module = ${module}`.execute(tx);
  return rows[0];
}

export async function recordViews(tx: Db, module: string, checksum: string, names: string[]): Promise<void> {
  await records(tx)
    .insertInto('kernel.published_views')
    .values({ module, checksum, names })
    .onConflict((conflict) => conflict.column('module').doUpdateSet({ checksum, names }))
    .execute();
}

export async function forgetViews(tx: Db, module: string): Promise<void> {
  await records(tx).deleteFrom('kernel.published_views').where('module', '=', module).execute();
}
