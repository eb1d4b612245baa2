import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Begun } from './receipts/receipt.ts';
import type { Standing } from './store.ts';

export interface Coming {
  readonly agreement: string;
  /** Only its own agreements are counted: nobody uses up what another may call. */
  readonly consumer: string;
  readonly at: string;
  /** Of the city's calendar. */
  readonly day: string;
}

export interface Came extends Standing {
  /** This call among those of the minute. */
  readonly calls: number;
  /** Rows that were used of today's quota. */
  readonly used: number;
  readonly dataset: string;
  /** When each batch of the dataset was checked. */
  readonly checked: Readonly<Record<string, string>>;
  /** All that was ever delivered of it is the simulator's. */
  readonly simulated: boolean;
}

interface Counted extends Came {
  readonly n: number;
}

/**
 * Counts calls of this minute, over all processes, and finds the agreements as they stand: one statement for all who come at
 * once. A recall that was committed before is seen.
 */
export async function comeIn(db: Db, coming: readonly Coming[]): Promise<(Came | undefined)[]> {
  const last = coming.at(-1);
  if (!last) return [];
  const { rows } = await sql<Counted>`
    with asked as (
      select agreement, consumer, count(*)::int as n
      from unnest(${coming.map(({ agreement }) => agreement)}::text[], ${coming.map(({ consumer }) => consumer)}::text[])
        as t(agreement, consumer) group by agreement, consumer
    ), stands as (
      select a.id, a.state, a.consumer, a.dataset, a.version, a.replaced_by, a.recalled_why, k.n
      from asked k join exchange.agreement a on a.id = k.agreement and a.consumer = k.consumer
      where a.withdrawn_at is null
    ), counted as (
      insert into exchange.call_window as w (agreement, minute, calls)
      select id, date_trunc('minute', ${last.at}::timestamptz), n from stands order by id
      on conflict (agreement) do update set
        calls = case when w.minute = excluded.minute then w.calls + excluded.calls else excluded.calls end,
        minute = excluded.minute
      returning agreement, calls
    )
    select s.id, s.state, s.consumer, s.version, d.document, d.digest, s.replaced_by as "replacedBy",
      s.recalled_why as "recalledWhy", s.n, c.calls, coalesce(u.rows, 0)::float8 as used, s.dataset,
      (select coalesce(jsonb_object_agg(batch, to_char(checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), '{}')
        from quality.batch_result_v1 b where b.dataset = s.dataset) as checked,
      not exists (select from ingestion.batch_v1 b
        where b.dataset = s.dataset and not b.simulated and b.rows is not null) as simulated
    from stands s
    join exchange.document d on d.agreement = s.id and d.version = s.version
    join counted c on c.agreement = s.id
    left join exchange.use_day u on u.agreement = s.id and u.day = ${last.day}::date`.execute(db);
  const found = new Map(rows.map((row) => [row.id, { ...row, next: row.calls - row.n }]));
  return coming.map(({ agreement, consumer }) => {
    const row = found.get(agreement);
    if (!row || row.consumer !== consumer) return undefined;
    row.next += 1;
    return { ...row, calls: row.next };
  });
}

export interface UseOf {
  readonly agreement: string;
  readonly day: string;
}

export interface Held extends UseOf {
  readonly state: string;
  readonly rows: number;
}

const agreementsOf = (uses: readonly UseOf[]) => uses.map(({ agreement }) => agreement);
const daysOf = (uses: readonly UseOf[]) => uses.map(({ day }) => day);

const lock = async (tx: Db, uses: readonly UseOf[]): Promise<Held[]> =>
  (
    await sql<Held>`
    select a.id as agreement, to_char(u.day, 'YYYY-MM-DD') as day, a.state, u.rows::float8 as rows
    from unnest(${agreementsOf(uses)}::text[], ${daysOf(uses)}::date[]) as t(agreement, day)
    join exchange.use_day u on u.agreement = t.agreement and u.day = t.day
    join exchange.agreement a on a.id = t.agreement
    order by u.agreement, u.day for update of u`.execute(tx)
  ).rows;

/** What was used of agreements on their days, held until the transaction ends, and how the agreements stand now. */
export async function lockUse(tx: Db, uses: readonly UseOf[]): Promise<Held[]> {
  const found = await lock(tx, uses);
  if (found.length === uses.length) return found;
  await sql`insert into exchange.use_day (agreement, day)
    select agreement, day from unnest(${agreementsOf(uses)}::text[], ${daysOf(uses)}::date[]) as t(agreement, day)
    order by agreement, day on conflict do nothing`.execute(tx);
  return lock(tx, uses);
}

/** Adds calls and rows to what is held. */
export async function addUse(
  tx: Db,
  used: readonly (UseOf & { readonly calls: number; readonly rows: number })[],
  at: string,
): Promise<void> {
  await sql`update exchange.use_day u set calls = u.calls + t.calls, rows = u.rows + t.rows, last_at = ${at}::timestamptz
    from unnest(${agreementsOf(used)}::text[], ${daysOf(used)}::date[], ${used.map(({ calls }) => calls)}::int[],
      ${used.map(({ rows }) => rows)}::bigint[]) as t(agreement, day, calls, rows)
    where u.agreement = t.agreement and u.day = t.day`.execute(tx);
}

/**
 * Counts what is ready to leave, and begins its receipts, if all of it fits into the quotas and all agreements stand.
 * @returns whether it was; otherwise the transaction must be rolled back
 */
export async function useAll(
  tx: Db,
  used: readonly (UseOf & { readonly calls: number; readonly rows: number; readonly quota: number })[],
  { at, receipts }: { readonly at: string; readonly receipts: readonly Begun[] },
): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    with t as (
      select * from unnest(${agreementsOf(used)}::text[], ${daysOf(used)}::date[], ${used.map(({ calls }) => calls)}::int[],
        ${used.map(({ rows: count }) => count)}::bigint[], ${used.map(({ quota }) => quota)}::bigint[])
        as t(agreement, day, calls, rows, quota)
    ), counted as (
      update exchange.use_day u set calls = u.calls + t.calls, rows = u.rows + t.rows, last_at = ${at}::timestamptz
      from t join exchange.agreement a on a.id = t.agreement and a.state = 'in-force'
      where u.agreement = t.agreement and u.day = t.day and u.rows + t.rows <= t.quota
      returning 1
    ), begun as (
      insert into exchange.receipt_open (id, told, at)
      select id, told, ${at}::timestamptz from unnest(${receipts.map(({ id }) => id)}::text[],
        ${receipts.map(({ told }) => told)}::text[]) as r(id, told)
    )
    select count(*)::int as n from counted`.execute(tx);
  return rows[0]?.n === used.length;
}

/** Rows that were used of an agreement on a day. */
export async function findUsed(db: Db, { agreement, day }: UseOf): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select rows::float8 as rows from exchange.use_day where agreement = ${agreement} and day = ${day}::date`.execute(
    db,
  );
  return rows[0]?.rows ?? 0;
}

export interface UseDay {
  readonly day: string;
  readonly calls: number;
  readonly rows: number;
  readonly lastAt: string | null;
}

/** The newest days on which an agreement was used. */
export async function listUse(db: Db, agreement: string): Promise<UseDay[]> {
  const { rows } = await sql<UseDay>`
    select to_char(day, 'YYYY-MM-DD') as day, calls, rows::int as rows, last_at as "lastAt"
    from exchange.use_day where agreement = ${agreement} order by day desc limit 62`.execute(db);
  return rows.map((row) => ({ ...row, lastAt: row.lastAt && new Date(row.lastAt).toISOString() }));
}
