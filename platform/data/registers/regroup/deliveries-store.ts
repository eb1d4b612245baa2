import { sql } from 'kysely';
import { literal, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Dataset } from '#platform/data/catalogue';
import type { How } from '../linked-shapes.ts';

/** One delivery of a row: what it said by the names of the dataset's fields. */
export interface Delivery {
  readonly key: string;
  readonly batch: string;
  readonly row: number;
  /** When it spoke, ISO. */
  readonly at: string;
  readonly blocked: boolean;
  readonly values: Readonly<Record<string, string | null>>;
}

async function batchesOf(db: Db, dataset: string): Promise<{ batch: string; at: string }[]> {
  const { rows } = await sql<{ batch: string; at: string }>`
    select batch, to_char(spoken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from registers.join_run where dataset = ${dataset} and spoken_at > '-infinity' order by spoken_at, batch`.execute(
    db,
  );
  return rows;
}

/** Every delivery of some rows of a dataset that has joined, in the order in which they spoke, from the batches in the lake. */
export async function deliveriesOf(
  context: Context,
  db: Db,
  dataset: Dataset,
  keys: readonly string[],
): Promise<Delivery[]> {
  const batches = await batchesOf(db, dataset.code);
  const names = dataset.fields.map(({ name }) => name);
  return context.lake.session(async (session) => {
    const found: Delivery[] = [];
    // A set rather than a list: thousands of keys are looked for in a thirtieth of the time.
    for (const { batch, at } of batches) {
      const path = literal(await context.lake.path('checked', dataset.code, `${batch}.parquet`));
      const rows = await session.rows(
        `select _row, _blocked, ${names.map(quoted).join(', ')} from read_parquet(${path})
          where ${quoted(dataset.key)} in (select unnest($1)) order by _row`,
        [[...keys]],
      );
      for (const row of rows)
        found.push({
          key: String(row[dataset.key]),
          batch,
          at,
          row: Number(row['_row']),
          blocked: Boolean(row['_blocked']),
          values: Object.fromEntries(names.map((name) => [name, (row[name] as string | null) ?? null])),
        });
    }
    return found;
  });
}

/** How the rows of some sides joined, by `dataset key`; null by their number. */
export async function joinedAs(db: Db, sides: readonly string[]): Promise<Map<string, How | null>> {
  const { rows } = await sql<{ dataset: string; key: string; how: How | null }>`
    select dataset, row_key as key, how from registers.member
    where coalesce(side, entity) = any(${sql.val([...sides])}::text[])`.execute(db);
  return new Map(rows.map(({ dataset, key, how }) => [`${dataset} ${key}`, how]));
}
