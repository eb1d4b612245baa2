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

/** Makes those schemas that are not there. */
export async function laySchemas(tx: Db, schemas: readonly string[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`select nspname as name from pg_namespace`.execute(tx);
  const there = new Set(rows.map(({ name }) => name));
  for (const schema of schemas.filter((each) => !there.has(each)))
    await sql`create schema if not exists ${sql.id(schema)}`.execute(tx);
}

/** What was applied: module → name of the file → checksum. */
export async function appliedByModule(tx: Db): Promise<Map<string, Map<string, string>>> {
  const rows = await records(tx)
    .selectFrom('kernel.migration')
    .select(['module', 'name', 'checksum'])
    .orderBy('module')
    .orderBy('name')
    .execute();
  const found = new Map<string, Map<string, string>>();
  for (const { module, name, checksum } of rows)
    found.set(module, (found.get(module) ?? new Map<string, string>()).set(name, checksum));
  return found;
}

export async function isApplied(tx: Db, module: string, name: string): Promise<boolean> {
  const row = await records(tx)
    .selectFrom('kernel.migration')
    .select('name')
    .where('module', '=', module)
    .where('name', '=', name)
    .executeTakeFirst();
  return row !== undefined;
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

/** What those modules have published. */
export async function viewRecords(
  tx: Db,
  modules: readonly { readonly module: string; readonly schema: string }[],
): Promise<Map<string, ViewRecord>> {
  const asked = JSON.stringify(modules.map(({ module, schema }) => ({ module, schema })));
  const { rows } = await sql<ViewRecord & { module: string }>`
    select r.module, r.checksum, r.names,
           (select count(*) from pg_views v where v.schemaname = m.schema and v.viewname = any(r.names))
             = cardinality(r.names) as complete
    from kernel.published_views r
    join jsonb_to_recordset(${asked}::jsonb) as m(module text, schema text) on m.module = r.module`.execute(
    tx,
  );
  return new Map(rows.map(({ module, ...record }) => [module, record]));
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
