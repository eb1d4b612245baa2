import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Side } from '../names.ts';

export type RowValues = Readonly<Record<string, string | null>>;

/** A row of a dataset that is kept at both ends. */
export interface SharedRow {
  readonly key: string;
  readonly version: number;
  readonly values: RowValues;
  readonly side: Side;
}

export interface LocalRow extends SharedRow {
  /** What a change that the city has not decided on was made from. */
  readonly base: number;
  readonly state: 'same' | 'changed' | 'sent';
}

export interface Place {
  readonly node: string;
  readonly dataset: string;
}

const columns = sql`key, version, base, values, side, state`;

export async function lockShared(
  tx: Db,
  { node, dataset }: Place,
  keys: readonly string[],
): Promise<Map<string, LocalRow>> {
  const { rows } = await sql<LocalRow>`
    select ${columns} from nodes.shared_row
    where node = ${node} and dataset = ${dataset} and key = any(${keys as string[]}) order by key for update`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.key, row]));
}

export async function putShared(
  tx: Db,
  { node, dataset }: Place,
  { key, version, values, side, base = 0, state = 'same' }: SharedRow & Partial<LocalRow>,
): Promise<void> {
  await sql`insert into nodes.shared_row (node, dataset, key, version, base, values, side, state)
    values (${node}, ${dataset}, ${key}, ${version}, ${base}, ${JSON.stringify(values)}::jsonb, ${side}, ${state})
    on conflict (node, dataset, key) do update set version = excluded.version, base = excluded.base,
      values = excluded.values, side = excluded.side, state = excluded.state`.execute(tx);
}

/** Changes that are to be sent, held for the transaction in which they are. */
export async function takeChanged(
  tx: Db,
  node: string,
): Promise<(LocalRow & { readonly dataset: string })[]> {
  const { rows } = await sql<LocalRow & { dataset: string }>`
    update nodes.shared_row set state = 'sent' where node = ${node} and state = 'changed'
    returning dataset, ${columns}`.execute(tx);
  return rows;
}

export async function listShared(
  db: Db,
  { node, dataset }: Place,
  after: string,
  limit: number,
): Promise<LocalRow[]> {
  const { rows } = await sql<LocalRow>`
    select ${columns} from nodes.shared_row
    where node = ${node} and dataset = ${dataset} and key > ${after} order by key limit ${limit}`.execute(db);
  return rows;
}

export interface Conflict {
  readonly dataset: string;
  readonly key: string;
  readonly sequence: number;
  readonly base: number;
  readonly version: number;
  readonly nodeValues: RowValues;
  readonly cityValues: RowValues;
  readonly decided: Side;
  readonly at: string;
}

export async function putConflict(tx: Db, node: string, conflict: Conflict): Promise<void> {
  const { dataset, key, sequence, base, version, nodeValues, cityValues, decided, at } = conflict;
  await sql`insert into nodes.conflict
      (node, dataset, key, sequence, base, version, node_values, city_values, decided, at)
    values (${node}, ${dataset}, ${key}, ${sequence}, ${base}, ${version}, ${JSON.stringify(nodeValues)}::jsonb,
      ${JSON.stringify(cityValues)}::jsonb, ${decided}, ${at}) on conflict do nothing`.execute(tx);
}

export async function conflictsOf(db: Db, node: string, limit: number): Promise<Conflict[]> {
  const { rows } = await sql<Conflict>`
    select dataset, key, sequence, base, version, node_values as "nodeValues", city_values as "cityValues", decided, at
    from nodes.conflict where node = ${node} order by at desc, dataset, key limit ${limit}`.execute(db);
  return rows;
}
