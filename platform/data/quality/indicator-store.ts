import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';

const ownedBy = (column: string, owner: string | undefined) =>
  owner === undefined ? sql`true` : sql`${sql.ref(column)} = ${owner}`;

interface OwnerRow {
  readonly owner: string;
  readonly name_zh: string | null;
  readonly name_en: string | null;
  readonly value: number;
  readonly simulated: boolean;
}

/** Nothing was ever checked: that there are no findings then means nothing. */
async function neverChecked(db: Db): Promise<boolean> {
  const { rows } = await sql`select 1 from quality.batch_result_v1 limit 1`.execute(db);
  return rows.length === 0;
}

/** In a simulated city no real department gets an invented result: its part bears an invented name. */
const partTitle = ({ owner, name_zh, name_en, simulated }: OwnerRow, at: number) =>
  simulated
    ? { zh: `演示单位 ${at + 1}`, en: `Demonstration office ${at + 1}` }
    : { zh: name_zh ?? owner, en: name_en ?? owner };

/** Findings of a state by the department that owns them, in the order of the departments' codes: no ranking. */
export async function countFindings(db: Db, status: string): Promise<Measured> {
  const { rows } = await sql<OwnerRow>`
    select f.owner, max(o.name_zh) as name_zh, max(coalesce(o.name_en, o.name_zh)) as name_en,
      count(*)::int as value, bool_or(f.simulated) as simulated
    from quality.finding_v1 f left join organisations.organisation_v1 o on o.code = f.owner
    where f.status = ${status} group by f.owner order by f.owner`.execute(db);
  if (rows.length === 0 && (await neverChecked(db))) return { value: null, simulated: false, asOf: null };
  return {
    value: rows.reduce((sum, row) => sum + row.value, 0),
    parts: rows.map((row, at) => ({
      key: row.owner,
      title: partTitle(row, at),
      value: row.value,
      query: { owner: row.owner },
    })),
    simulated: rows.some(({ simulated }) => simulated),
  };
}

/** The due day belongs to the time allowed. */
const onTime = sql`f.closed_at < (f.due_on + 1)::timestamptz`;
const closedBy = (at: Date) =>
  sql`f.status = 'closed' and f.proved and f.closed_at <= ${at.toISOString()}::timestamptz`;

/** Findings closed by the end of their due day, of all that were closed with proof until an instant. */
export async function measureMended(db: Db, at: Date): Promise<Measured> {
  const { rows } = await sql<{ whole: number; in_time: number; simulated: boolean | null }>`
    select count(*)::int as whole, count(*) filter (where ${onTime})::int as in_time, bool_or(f.simulated) as simulated
    from quality.finding_v1 f where ${closedBy(at)}`.execute(db);
  const [row] = rows;
  const whole = row?.whole ?? 0;
  const inTime = row?.in_time ?? 0;
  return {
    value: whole === 0 ? null : (100 * inTime) / whole,
    parts: [
      { key: 'in-time', title: { zh: '按期', en: 'In time' }, value: inTime },
      { key: 'late', title: { zh: '逾期', en: 'Late' }, value: whole - inTime },
    ],
    simulated: row?.simulated ?? false,
  };
}

export async function listMended(db: Db, { at, owner, after, limit }: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    id: string;
    dataset: string;
    owner: string;
    rule: string;
    due_on: string;
    closed_at: string;
    in_time: boolean;
    simulated: boolean;
  }>`
    select f.id, f.dataset, f.owner, f.rule, f.due_on::text as due_on, f.closed_at, ${onTime} as in_time, f.simulated
    from quality.finding_v1 f
    where ${closedBy(at)} and ${ownedBy('f.owner', owner)} and f.id > ${after ?? ''}
    order by f.id limit ${limit}`.execute(db);
  return rows.map((row) => ({
    key: row.id,
    path: `/quality/findings/${row.id}`,
    weight: row.in_time ? 1 : 0,
    of: 1,
    simulated: row.simulated,
    values: {
      finding: row.id,
      dataset: row.dataset,
      rule: row.rule,
      dueOn: row.due_on,
      closedAt: row.closed_at,
      inTime: row.in_time,
    },
  }));
}

export async function countMended(db: Db, { at, owner }: Pick<ListedPage, 'at' | 'owner'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from quality.finding_v1 f where ${closedBy(at)} and ${ownedBy('f.owner', owner)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** The 30 days before an instant. */
const lately = (at: Date) =>
  sql`r.checked_at > ${at.toISOString()}::timestamptz - interval '30 days' and r.checked_at <= ${at.toISOString()}::timestamptz`;

/** Rows that no blocking rule holds back, of all rows of the batches checked in the 30 days before an instant. */
export async function measureGood(db: Db, at: Date): Promise<Measured> {
  const { rows } = await sql<{
    whole: number;
    good: number;
    newest: string | null;
    simulated: boolean | null;
  }>`
    select coalesce(sum(r.rows), 0)::int as whole, coalesce(sum(r.good), 0)::int as good, max(r.checked_at) as newest,
      bool_or(b.simulated) as simulated
    from quality.batch_result_v1 r left join ingestion.batch_v1 b on b.id = r.batch where ${lately(at)}`.execute(
    db,
  );
  const [row] = rows;
  const whole = row?.whole ?? 0;
  const good = row?.good ?? 0;
  return {
    value: whole === 0 ? null : (100 * good) / whole,
    parts: [
      { key: 'good', title: { zh: '合格', en: 'Good' }, value: good },
      { key: 'returned', title: { zh: '退回', en: 'Returned' }, value: whole - good },
    ],
    simulated: row?.simulated ?? false,
    asOf: row?.newest ?? null,
  };
}

export async function listChecked(db: Db, { at, owner, after, limit }: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    batch: string;
    dataset: string;
    rows: number;
    good: number;
    bad: number;
    checked_at: string;
    simulated: boolean | null;
  }>`
    select r.batch, r.dataset, r.rows, r.good, r.bad, r.checked_at, b.simulated
    from quality.batch_result_v1 r left join ingestion.batch_v1 b on b.id = r.batch
    where ${lately(at)} and ${ownedBy('b.provider', owner)} and r.batch > ${after ?? ''}
    order by r.batch limit ${limit}`.execute(db);
  return rows.map(({ batch, dataset, rows: whole, good, bad, checked_at, simulated }) => ({
    key: batch,
    path: `/ingestion/batches/${batch}`,
    weight: good,
    of: whole,
    simulated: simulated ?? false,
    values: { batch, dataset, rows: whole, good, bad, checkedAt: checked_at },
  }));
}

export async function countChecked(db: Db, { at, owner }: Pick<ListedPage, 'at' | 'owner'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from quality.batch_result_v1 r left join ingestion.batch_v1 b on b.id = r.batch
    where ${lately(at)} and ${ownedBy('b.provider', owner)}`.execute(db);
  return rows[0]?.count ?? 0;
}
