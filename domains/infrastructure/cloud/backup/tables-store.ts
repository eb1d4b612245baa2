import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** A table that can be copied out: its columns and its own order. */
export interface TableShape {
  readonly schema: string;
  readonly name: string;
  /** Without those that the database reckons itself. */
  readonly columns: readonly string[];
  /** Expressions that give every row its place, the same on both stores. */
  readonly order: readonly string[];
}

export const nameOf = ({ schema, name }: Pick<TableShape, 'schema' | 'name'>): string => `${schema}.${name}`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quotedName = ({ schema, name }: Pick<TableShape, 'schema' | 'name'>): string =>
  `${quoted(schema)}.${quoted(name)}`;

/** Values are written the same whatever the session's settings; instants in UTC. */
export const settle = (tx: Db): Promise<unknown> =>
  sql`select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true),
    set_config('IntervalStyle', 'iso_8601', true), set_config('bytea_output', 'hex', true),
    set_config('extra_float_digits', '1', true), set_config('xmloption', 'content', true)`.execute(tx);

/** All tables but the database's own and those of extensions, with what those hold that belong to no module told apart. */
export async function findTables(db: Db): Promise<TableShape[]> {
  const { rows } = await sql<TableShape>`
    select n.nspname as schema, c.relname as name,
      array(select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum) as columns,
      coalesce((select array_agg(format('%I%s', a.attname, case when a.attcollation <> 0 then ' collate "C"' else '' end)
                                 order by k.place)
                from pg_index i cross join unnest(i.indkey::int2[]) with ordinality k(number, place)
                join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
                where i.indrelid = c.oid and i.indisprimary), '{}') as "order"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by n.nspname collate "C", c.relname collate "C"`.execute(db);
  return rows;
}

/** Parts of partitioned tables, parents before their parts, each with what it takes in as PostgreSQL says it. */
export async function findPartitions(db: Db): Promise<{ table: string; parent: string; bound: string }[]> {
  const { rows } = await sql<{ table: string; parent: string; bound: string }>`
    select n.nspname || '.' || c.relname as "table", pn.nspname || '.' || p.relname as parent,
      pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
    where c.relispartition and c.relkind = 'r' order by 1`.execute(db);
  return rows;
}

/** Rows of a table in its order. A table without a key is ordered by all that stands in a row. */
export function selectOf(table: TableShape, modules: readonly string[]): string {
  const columns = table.columns.map(quoted).join(', ');
  const order = table.order.length > 0 ? table.order.join(', ') : 't::text collate "C"';
  return `select ${columns} from ${quotedName(table)} t ${ownRows(table, modules)} order by ${order}`;
}

/** Migrations of a module that is no part of this city are not said to be applied where its tables are not. */
function ownRows(table: TableShape, modules: readonly string[]): string {
  if (!['kernel.migration', 'kernel.published_views'].includes(nameOf(table))) return '';
  return `where module in (${modules.map((module) => `'${module.replaceAll("'", "''")}'`).join(', ')})`;
}

export async function findSequences(
  db: Db,
): Promise<{ schema: string; sequence: string; last: string | null }[]> {
  const { rows } = await sql<{ schema: string; sequence: string; last: string | null }>`
    select schemaname as schema, format('%I.%I', schemaname, sequencename) as sequence, last_value::text as last
    from pg_sequences order by 2`.execute(db);
  return rows;
}

/** Tables in an order in which each comes after those that its keys point to. @throws when keys run in a circle */
export async function orderByKeys<T extends { readonly table: string }>(
  db: Db,
  tables: readonly T[],
): Promise<T[]> {
  const { rows } = await sql<{ child: string; parent: string }>`
    select distinct cn.nspname || '.' || c.relname as child, pn.nspname || '.' || p.relname as parent
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
    join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
    where k.contype = 'f' and k.conrelid <> k.confrelid`.execute(db);
  const placed = new Set<string>();
  const ordered: T[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const free = waiting.filter(({ table }) =>
      rows.every(({ child, parent }) => child !== table || placed.has(parent)),
    );
    if (free.length === 0)
      throw new Error(`keys run in a circle: ${waiting.map(({ table }) => table).join(', ')}`);
    for (const each of free) placed.add(each.table);
    ordered.push(...free);
    waiting = waiting.filter(({ table }) => !placed.has(table));
  }
  return ordered;
}

export async function versionOf(db: Db): Promise<string> {
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version') as version`.execute(db);
  return rows[0]?.version ?? '';
}
