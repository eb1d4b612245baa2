import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Observation } from './shapes.ts';

export interface KnownAsset {
  readonly code: string;
  readonly tenant: string | null;
  readonly simulated: boolean;
}

export async function findAssets(db: Db, codes: readonly string[]): Promise<Map<string, KnownAsset>> {
  const { rows } = await sql<KnownAsset>`select code, tenant, simulated from cloud.asset
    where withdrawn_at is null and code = any(${[...codes]})`.execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}

export interface Kept extends Observation {
  readonly databaseBytes?: number | null;
  readonly simulated: boolean;
}

/** @returns how many were new */
export async function insertObservations(tx: Db, kept: readonly Kept[], source: string): Promise<number> {
  if (kept.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into cloud.observation (asset, at, cpu, memory, storage, database_bytes, source, simulated)
    select o.asset, o.at, o.cpu, o.memory, o.storage, o."databaseBytes", ${source}, o.simulated
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as o(asset text, at timestamptz, cpu real, memory real,
      storage real, "databaseBytes" bigint, simulated boolean)
    on conflict (asset, at) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

export async function forgetObservations(tx: Db, before: Date): Promise<number> {
  const { numAffectedRows } =
    await sql`delete from cloud.observation where at < ${before.toISOString()}::timestamptz`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Bytes of the database that this platform stands on. */
export async function databaseBytes(db: Db): Promise<number> {
  const { rows } = await sql<{
    bytes: number | string;
  }>`select pg_database_size(current_database()) as bytes`.execute(db);
  return Number(rows[0]?.bytes ?? 0);
}
