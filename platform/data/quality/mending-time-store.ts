import { sql } from 'kysely';
import { between, type WorkingCalendar } from '#engines/working-days';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';
import { cityCalendar } from '#platform/base/tasks';
import { partTitle, type PartOwner } from './loop-indicator-store.ts';

/** Closed with proof in the 90 days before an instant. */
const provedLately = (at: Date) => sql<boolean>`f.status = 'closed' and f.proved
  and f.closed_at <= ${at.toISOString()}::timestamptz and f.closed_at > ${at.toISOString()}::timestamptz - interval '90 days'`;

const ownedBy = (owner: string | undefined) => (owner === undefined ? sql`true` : sql`f.owner = ${owner}`);

/** Working days after the first day up to and with the second, each known once: findings share few pairs of days. */
function daysBetween(calendar: WorkingCalendar): (from: string, to: string) => number {
  const known = new Map<string, number>();
  const noon = (day: string) => `${day}T12:00:00+08:00`;
  return (from, to) => {
    const pair = `${from} ${to}`;
    const days =
      known.get(pair) ?? between(calendar, { from: noon(from), to: noon(to) }, 'working-days').amount;
    known.set(pair, days);
    return days;
  };
}

const cityDay = (column: string) => sql`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date::text`;

/** So many findings that took so many working days. */
interface Took {
  readonly days: number;
  readonly count: number;
}

const whole = (took: readonly Took[]): number => took.reduce((sum, { count }) => sum + count, 0);

function mean(took: readonly Took[]): number | null {
  const of = whole(took);
  return of === 0 ? null : took.reduce((sum, { days, count }) => sum + days * count, 0) / of;
}

function median(took: readonly Took[]): number | null {
  const sorted = took.toSorted((one, other) => one.days - other.days);
  const of = whole(took);
  const at = (place: number): number => {
    let before = 0;
    for (const { days, count } of sorted) {
      before += count;
      if (place < before) return days;
    }
    return 0;
  };
  return of === 0 ? null : (at(Math.floor((of - 1) / 2)) + at(Math.floor(of / 2))) / 2;
}

const middles = { mean, median } as const;

interface OwnerTook extends PartOwner {
  readonly found: string;
  readonly closed: string;
  readonly count: number;
}

/** How many working days findings took from being sent to being proved mended, and by department, in the order of codes. */
export async function measureMending(db: Db, at: Date, by: keyof typeof middles): Promise<Measured> {
  const { rows } = await sql<OwnerTook>`
    select f.owner, max(o.name_zh) as name_zh, max(coalesce(o.name_en, o.name_zh)) as name_en,
      ${cityDay('f.found_at')} as found, ${cityDay('f.closed_at')} as closed, count(*)::int as count,
      bool_or(f.simulated) as simulated
    from quality.finding_v1 f left join organisations.organisation_v1 o on o.code = f.owner
    where ${provedLately(at)} group by f.owner, 4, 5 order by f.owner`.execute(db);
  const days = daysBetween(await cityCalendar(db));
  const took = rows.map((row) => ({ ...row, days: days(row.found, row.closed) }));
  const owners = Map.groupBy(took, ({ owner }) => owner);
  return {
    value: middles[by](took),
    parts: [...owners.values()].flatMap((own, place) => {
      const [first] = own;
      const value = middles[by](own);
      if (!first || value === null) return [];
      const simulated = own.some((each) => each.simulated);
      return [{ key: first.owner, title: partTitle({ ...first, simulated }, place), value }];
    }),
    simulated: rows.some(({ simulated }) => simulated),
  };
}

/** The findings behind the time to mend, each with the working days that it took. */
export async function listProved(db: Db, { at, owner, after, limit }: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    id: string;
    dataset: string;
    rule: string;
    found_at: string;
    closed_at: string;
    found: string;
    closed: string;
    simulated: boolean;
  }>`
    select f.id, f.dataset, f.rule, f.found_at, f.closed_at, ${cityDay('f.found_at')} as found,
      ${cityDay('f.closed_at')} as closed, f.simulated
    from quality.finding_v1 f where ${provedLately(at)} and ${ownedBy(owner)} and f.id > ${after ?? ''}
    order by f.id limit ${limit}`.execute(db);
  const days = daysBetween(await cityCalendar(db));
  return rows.map(({ id, dataset, rule, found, closed, ...row }) => ({
    key: id,
    path: `/quality/findings/${id}`,
    weight: days(found, closed),
    of: 1,
    simulated: row.simulated,
    values: {
      finding: id,
      dataset,
      rule,
      foundAt: row.found_at,
      closedAt: row.closed_at,
      days: days(found, closed),
    },
  }));
}

export async function countProved(db: Db, { at, owner }: Pick<ListedPage, 'at' | 'owner'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from quality.finding_v1 f where ${provedLately(at)} and ${ownedBy(owner)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
