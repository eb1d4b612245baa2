import { sql, type RawBuilder } from 'kysely';
import { between } from '#engines/working-days';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';
import { cityCalendar } from '#platform/base/tasks';

interface RequestSeen {
  readonly number: string;
  readonly dataset: string;
  readonly consumer: string;
  readonly provider: string;
  readonly askedAt: string;
  readonly decidedAt: string | null;
  readonly simulated: boolean;
}

const instant = (at: Date): RawBuilder<unknown> => sql`${at.toISOString()}::timestamptz`;
const open = sql`r.state in ('checking', 'deciding', 'disputed')`;
const decided = (at: Date) =>
  sql`r.decided_at <= ${instant(at)} and r.decided_at > ${instant(at)} - interval '90 days'`;
const ofOwner = (owner: string | undefined) => (owner === undefined ? sql`true` : sql`r.provider = ${owner}`);

async function requestsWhere(db: Db, where: RawBuilder<unknown>, page?: ListedPage): Promise<RequestSeen[]> {
  const { rows } = await sql<RequestSeen>`
    select r.number, r.dataset, r.consumer, r.provider, r.asked_at as "askedAt", r.decided_at as "decidedAt",
      r.simulated
    from exchange.request_v1 r
    where ${where} and ${ofOwner(page?.owner)} and r.number > ${page?.after ?? ''}
    order by r.number ${page ? sql`limit ${page.limit}` : sql``}`.execute(db);
  return rows;
}

async function countWhere(db: Db, where: RawBuilder<unknown>, owner: string | undefined): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from exchange.request_v1 r where ${where} and ${ofOwner(owner)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

const seen = ({ simulated, decidedAt: _decided, ...row }: RequestSeen, more: object = {}) => ({
  key: row.number,
  path: `/exchange/requests/${row.number}`,
  simulated,
  values: { ...row, ...more },
});

export async function measureOpen(db: Db): Promise<Measured> {
  const rows = await requestsWhere(db, open);
  return { value: rows.length, simulated: rows.some(({ simulated }) => simulated) };
}

export const listOpen = async (db: Db, page: ListedPage): Promise<ListedRow[]> =>
  (await requestsWhere(db, open, page)).map((row) => ({ ...seen(row), weight: 1 }));

export const countOpen = (db: Db, { owner }: Pick<ListedPage, 'owner'>): Promise<number> =>
  countWhere(db, open, owner);

/** Working days of the city's calendar that each took. */
async function withDays(db: Db, rows: readonly RequestSeen[]): Promise<{ row: RequestSeen; days: number }[]> {
  const calendar = await cityCalendar(db);
  const iso = (at: string) => new Date(at).toISOString();
  return rows.map((row) => ({
    row,
    days: between(calendar, { from: iso(row.askedAt), to: iso(row.decidedAt ?? row.askedAt) }, 'working-days')
      .amount,
  }));
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

export async function measureDecided(db: Db, at: Date): Promise<Measured> {
  const took = await withDays(db, await requestsWhere(db, decided(at)));
  return {
    value: median(took.map(({ days }) => days)),
    simulated: took.some(({ row }) => row.simulated),
  };
}

export const listDecided = async (db: Db, page: ListedPage): Promise<ListedRow[]> =>
  (await withDays(db, await requestsWhere(db, decided(page.at), page))).map(({ row, days }) => ({
    ...seen(row, { days }),
    weight: days,
    of: 1,
  }));

export const countDecided = (db: Db, { at, owner }: Pick<ListedPage, 'at' | 'owner'>): Promise<number> =>
  countWhere(db, decided(at), owner);

const usedLately = (at: Date) => sql`r.day <= ${instant(at)}::date and r.day > ${instant(at)}::date - 30`;

export async function measureUse(db: Db, what: 'calls' | 'rows', at: Date): Promise<Measured> {
  const { rows } = await sql<{ value: string | null; simulated: boolean | null }>`
    select sum(${sql.ref(`r.${what}`)})::text as value, bool_or(r.simulated) as simulated
    from exchange.use_v1 r where ${usedLately(at)}`.execute(db);
  return { value: Number(rows[0]?.value ?? 0), simulated: rows[0]?.simulated ?? false };
}

interface UseSeen {
  readonly key: string;
  readonly agreement: string;
  readonly dataset: string;
  readonly consumer: string;
  readonly day: string;
  readonly calls: number;
  readonly rows: number;
  readonly simulated: boolean;
}

export async function listUsed(
  db: Db,
  what: 'calls' | 'rows',
  { at, owner, after, limit }: ListedPage,
): Promise<ListedRow[]> {
  const { rows } = await sql<UseSeen>`
    select * from (
      select r.agreement || ' ' || to_char(r.day, 'YYYY-MM-DD') as key, r.agreement, r.dataset, r.consumer,
        to_char(r.day, 'YYYY-MM-DD') as day, r.calls, r.rows::int as rows, r.simulated
      from exchange.use_v1 r where ${usedLately(at)} and ${ofOwner(owner)}) used
    where key > ${after ?? ''} order by key limit ${limit}`.execute(db);
  return rows.map(({ key, simulated, ...row }) => ({
    key,
    path: `/exchange/agreements/${row.agreement}`,
    weight: row[what],
    simulated,
    values: { ...row },
  }));
}

export async function countUse(db: Db, { at, owner }: Pick<ListedPage, 'at' | 'owner'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from exchange.use_v1 r where ${usedLately(at)} and ${ofOwner(owner)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
