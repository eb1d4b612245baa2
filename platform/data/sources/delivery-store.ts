import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Mark } from './readers/reader.ts';
import type { Drift, SeenColumn } from './rules.ts';

export type DeliveryState = 'handing' | 'collected' | 'unchanged' | 'held' | 'refused';

export interface DeliveryRow {
  readonly run: string;
  readonly number: number;
  readonly source: string;
  readonly filename: string;
  /** SHA-256 of the bytes. */
  readonly content: string;
  /** The bytes in `files`, while they wait at the gate. */
  readonly file: string | null;
  readonly state: DeliveryState;
  readonly rows: number | null;
  readonly bytes: number;
  readonly batch: string | null;
  readonly columns: readonly SeenColumn[];
  readonly mark: Mark | null;
  readonly drift: readonly Drift[];
}

const deliveries = sql`select run, number, source, filename, content, file, state, rows::float8 as rows,
  bytes::float8 as bytes, batch, columns, mark, drift from sources.delivery`;

export async function deliveriesOf(db: Db, run: string): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`${deliveries} where run = ${run} order by number`.execute(db);
  return rows;
}

/** At the gate, or just let through it: only what waited there has its bytes in `files`. */
const atTheGate = sql`(state = 'held' or (state = 'handing' and file is not null))`;

/** The deliveries that wait at the gates of these sources. */
export async function findHeldOf(db: Db, sources: readonly string[]): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    ${deliveries} where source = any(${sources}::text[]) and ${atTheGate}`.execute(db);
  return rows;
}

/** The delivery that waits at the gate of a source. */
export async function findHeld(db: Db, source: string): Promise<DeliveryRow | undefined> {
  const [held] = await findHeldOf(db, [source]);
  return held;
}

/** Lets a delivery through the gate: from here on nobody refuses it. @returns false when somebody has decided */
export async function letThrough(
  db: Db,
  { run, number }: Pick<DeliveryRow, 'run' | 'number'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update sources.delivery set state = 'handing'
    where run = ${run} and number = ${number} and ${atTheGate}`.execute(db);
  return numAffectedRows === 1n;
}

const json = (value: unknown) => (value === null ? null : sql`${JSON.stringify(value)}::jsonb`);

/** Notes what is about to be handed on, so that whoever goes on after a crash knows that it was this run. */
export async function putDelivery(tx: Db, delivery: DeliveryRow): Promise<void> {
  const { run, number, source, filename, content, file, state, rows, bytes, batch, columns, mark, drift } =
    delivery;
  await sql`insert into sources.delivery
    (run, number, source, filename, content, file, state, rows, bytes, batch, columns, mark, drift)
    values (${run}, ${number}, ${source}, ${filename}, ${content}, ${file}, ${state}, ${rows}, ${bytes}, ${batch},
      ${json(columns)}, ${json(mark)}, ${json(drift)})
    on conflict (run, number) do update set filename = excluded.filename, content = excluded.content, file = excluded.file,
      state = excluded.state, rows = excluded.rows, bytes = excluded.bytes, batch = excluded.batch,
      columns = excluded.columns, mark = excluded.mark, drift = excluded.drift`.execute(tx);
}

export async function endDelivery(
  tx: Db,
  { run, number }: Pick<DeliveryRow, 'run' | 'number'>,
  end: { readonly state: DeliveryState; readonly batch?: string },
): Promise<void> {
  await sql`update sources.delivery set state = ${end.state}, batch = ${end.batch ?? null}
    where run = ${run} and number = ${number}`.execute(tx);
}

/** Back into the gate: ingestion would not have it. */
export async function putBack(db: Db, { run, number }: Pick<DeliveryRow, 'run' | 'number'>): Promise<void> {
  await sql`update sources.delivery set state = 'held'
    where run = ${run} and number = ${number} and state = 'handing'`.execute(db);
}

/** Takes the delivery out of the gate: one that is refused stood in it, one that is taken was let through. @returns whether it did */
export async function decideDelivery(
  tx: Db,
  { run, number }: Pick<DeliveryRow, 'run' | 'number'>,
  decided: { readonly state: DeliveryState; readonly by: string; readonly at: string; readonly why: string },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update sources.delivery set state = ${decided.state}, decided_by = ${decided.by},
    decided_at = ${decided.at}, decided_why = ${decided.why}
    where run = ${run} and number = ${number}
      and state = ${decided.state === 'refused' ? 'held' : 'handing'}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Row counts of the last deliveries that were taken, the newest first. */
export async function lastCounts(db: Db, source: string): Promise<number[]> {
  const { rows } = await sql<{ rows: number }>`
    select d.rows::float8 as rows from sources.delivery d join sources.run r on r.id = d.run
    where d.source = ${source} and d.state in ('collected', 'unchanged') and d.rows is not null
    order by r.created_at desc, d.number desc limit 7`.execute(db);
  return rows.map(({ rows: count }) => count);
}
