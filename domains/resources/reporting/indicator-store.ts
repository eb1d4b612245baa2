import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';
import type { Asks } from './names.ts';

const instant = (at: Date): RawBuilder<unknown> => sql`${at.toISOString()}::timestamptz`;
const yearTo = (at: Date) =>
  sql`s.handed_in_at <= ${instant(at)} and s.handed_in_at > ${instant(at)} - interval '365 days'`;

interface SheetSeen {
  readonly respondent: string;
  readonly asks: Asks;
  readonly endsOn: string;
  readonly receipt: string;
  readonly questions: number;
  readonly cells: number;
  readonly prefilled: number;
  readonly handedInAt: string;
  readonly simulated: boolean;
}

async function sheets(db: Db, page: ListedPage): Promise<SheetSeen[]> {
  const { rows } = await sql<SheetSeen>`
    select s.respondent, s.asks, s.ends_on::text as "endsOn", s.receipt, s.questions, s.cells, s.prefilled,
      s.handed_in_at as "handedInAt", s.simulated
    from reporting.sheet_v1 s
    where ${yearTo(page.at)} and s.receipt > ${page.after ?? ''} and ${page.owner === undefined ? sql`true` : sql`false`}
    order by s.receipt limit ${page.limit}`.execute(db);
  return rows;
}

export async function countSheets(db: Db, { at, owner }: Pick<ListedPage, 'at' | 'owner'>): Promise<number> {
  if (owner !== undefined) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from reporting.sheet_v1 s where ${yearTo(at)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Whose data it is, where a person or a household was asked. */
const personOf = ({ asks, respondent }: Pick<SheetSeen, 'asks' | 'respondent'>): string | undefined =>
  asks === 'company' ? undefined : respondent;

type Counts = Pick<SheetSeen, 'questions' | 'cells' | 'prefilled'>;
type SheetSums = Counts & { readonly simulated: boolean };

const weights = {
  /** Asked by all returns, less what was really left to answer. */
  saved: ({ questions, cells, prefilled }: Counts) => ({ weight: questions - (cells - prefilled) }),
  prefilled: ({ cells, prefilled }: Counts) => ({ weight: prefilled, of: cells }),
};
export type SheetFigure = keyof typeof weights;

export const listSheets =
  (figure: SheetFigure) =>
  async (db: Db, page: ListedPage): Promise<ListedRow[]> =>
    (await sheets(db, page)).map((row) => ({
      ...weights[figure](row),
      key: row.receipt,
      path: `/reporting/filings?${row.asks}=${encodeURIComponent(row.respondent)}`,
      simulated: row.simulated,
      subject: personOf(row),
      values: { ...row },
    }));

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole);

export const measureSheets =
  (figure: SheetFigure) =>
  async (db: Db, at: Date): Promise<Measured> => {
    const { rows } = await sql<SheetSums>`
      select coalesce(sum(s.questions), 0)::float8 as questions, coalesce(sum(s.cells), 0)::float8 as cells,
        coalesce(sum(s.prefilled), 0)::float8 as prefilled, coalesce(bool_or(s.simulated), false) as simulated
      from reporting.sheet_v1 s where ${yearTo(at)}`.execute(db);
    const { simulated, ...sums } = rows[0] ?? { questions: 0, cells: 0, prefilled: 0, simulated: false };
    // Both weights are linear: of the sums they are the sum.
    const { weight } = weights[figure](sums);
    return { value: figure === 'saved' ? weight : shareOf(weight, sums.cells), simulated };
  };

interface FilingSeen {
  readonly id: string;
  readonly return: string;
  readonly asks: Asks;
  readonly respondent: string;
  readonly period: string;
  readonly dueOn: string;
  readonly onTime: boolean;
  readonly simulated: boolean;
}

/** Filings whose last day is over. In time: handed in by the end of that day (the city's clock). */
const over = (at: Date, owner: string | undefined) => sql`
  f.state <> 'dropped' and not f.voluntary and f.due_on < (${instant(at)} at time zone 'Asia/Shanghai')::date
  and f.due_on > (${instant(at)} at time zone 'Asia/Shanghai')::date - 365
  and ${owner === undefined ? sql`true` : sql`f.owner = ${owner}`}`;

async function filings(db: Db, page: ListedPage): Promise<FilingSeen[]> {
  const { rows } = await sql<FilingSeen>`
    select f.id, f.return, f.asks, f.respondent, f.period, f.due_on::text as "dueOn",
      (f.state = 'handed-in' and not f.late) as "onTime", f.simulated
    from reporting.filing_v1 f where ${over(page.at, page.owner)} and f.id > ${page.after ?? ''}
    order by f.id limit ${page.limit}`.execute(db);
  return rows;
}

export async function countFilings(db: Db, { at, owner }: Pick<ListedPage, 'at' | 'owner'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from reporting.filing_v1 f where ${over(at, owner)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export const listFilings = async (db: Db, page: ListedPage): Promise<ListedRow[]> =>
  (await filings(db, page)).map(({ id, simulated, asks, ...values }) => ({
    key: id,
    path: `/reporting/filings/${encodeURIComponent(id)}`,
    weight: values.onTime ? 1 : 0,
    of: 1,
    simulated,
    subject: personOf({ asks, respondent: values.respondent }),
    values,
  }));

export async function measureOnTime(db: Db, at: Date): Promise<Measured> {
  const { rows } = await sql<{ owed: number; kept: number; simulated: boolean | null }>`
    select count(*)::int as owed, (count(*) filter (where f.state = 'handed-in' and not f.late))::int as kept,
      bool_or(f.simulated) as simulated
    from reporting.filing_v1 f where ${over(at, undefined)}`.execute(db);
  const [found] = rows;
  return { value: found ? shareOf(found.kept, found.owed) : null, simulated: found?.simulated ?? false };
}
