import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';

/** A figure of findings by the department that owns them: which findings it is about, and which of them weigh. */
export interface FindingFigure {
  about(at: Date): RawBuilder<boolean>;
  weighs(at: Date): RawBuilder<boolean>;
  readonly kind: 'count' | 'share';
  /** Its parts are each department's own rate, and not how many of its findings weigh. */
  readonly rates?: boolean;
}

const found = (at: Date) => sql<boolean>`f.found_at <= ${at.toISOString()}::timestamptz`;
/** The city's day of an instant. */
const day = (at: Date) => sql`(${at.toISOString()}::timestamptz at time zone 'Asia/Shanghai')::date`;

/** Found again in the same row under the same rule, after it was mended once: of all that were ever found. */
export const repeated: FindingFigure = {
  kind: 'share',
  about: found,
  weighs: () => sql<boolean>`f.repeated`,
};

/** Open, though the day until which they were to be mended is over. */
export const overdue: FindingFigure = {
  kind: 'count',
  about: (at) => sql<boolean>`f.status = 'open' and ${found(at)} and f.due_on < ${day(at)}`,
  weighs: () => sql<boolean>`true`,
};

/** The last day of its due, or of a department's answer, that a recent figure looks back to. */
const recentDays = 90;

/**
 * Closed with proof by the end of their due day, of all that fell due in the last 90 days: those that are still open
 * weigh against it, waived and lapsed ones are left out.
 */
export const dueMended: FindingFigure = {
  kind: 'share',
  rates: true,
  about: (at) => sql<boolean>`f.status in ('open', 'contested', 'closed') and f.due_on < ${day(at)}
    and f.due_on >= ${day(at)} - ${recentDays}::int and ${found(at)}`,
  weighs: () => sql<boolean>`f.status = 'closed' and f.proved
    and (f.closed_at at time zone 'Asia/Shanghai')::date <= f.due_on`,
};

interface OwnerRow extends PartOwner {
  readonly whole: number;
  readonly weight: number;
}

/** A department as the owner of a part of a figure. */
export interface PartOwner {
  readonly owner: string;
  readonly name_zh: string | null;
  readonly name_en: string | null;
  readonly simulated: boolean;
}

/** In a simulated city no real department gets an invented result: its part bears an invented name. */
export const partTitle = ({ owner, name_zh, name_en, simulated }: PartOwner, at: number) =>
  simulated
    ? { zh: `演示单位 ${at + 1}`, en: `Demonstration office ${at + 1}` }
    : { zh: name_zh ?? owner, en: name_en ?? owner };

function valueOf(kind: FindingFigure['kind'], rows: readonly OwnerRow[], checked: boolean): number | null {
  const [weight, whole] = [
    rows.reduce((sum, row) => sum + row.weight, 0),
    rows.reduce((sum, row) => sum + row.whole, 0),
  ];
  if (!checked || (kind === 'share' && whole === 0)) return null;
  return kind === 'share' ? (100 * weight) / whole : weight;
}

/** Departments stand in the order of their codes: no ranking. Rows are listed for all of them, so no part opens. */
export async function measureFindings(db: Db, at: Date, figure: FindingFigure): Promise<Measured> {
  const { rows } = await sql<OwnerRow>`
    select f.owner, max(o.name_zh) as name_zh, max(coalesce(o.name_en, o.name_zh)) as name_en, count(*)::int as whole,
      count(*) filter (where ${figure.weighs(at)})::int as weight, bool_or(f.simulated) as simulated
    from quality.finding_v1 f left join organisations.organisation_v1 o on o.code = f.owner
    where ${figure.about(at)} group by f.owner order by f.owner`.execute(db);
  const { rows: checked } = await sql`select 1 from quality.batch_result_v1 limit 1`.execute(db);
  return {
    value: valueOf(figure.kind, rows, checked.length > 0),
    parts: rows.map((row, place) => ({
      key: row.owner,
      title: partTitle(row, place),
      value: figure.rates ? (100 * row.weight) / row.whole : row.weight,
    })),
    simulated: rows.some(({ simulated }) => simulated),
  };
}

const ownedBy = (owner: string | undefined) => (owner === undefined ? sql`true` : sql`f.owner = ${owner}`);

export async function listFindings(
  db: Db,
  { at, owner, after, limit }: ListedPage,
  figure: FindingFigure,
): Promise<ListedRow[]> {
  const { rows } = await sql<{
    id: string;
    dataset: string;
    status: string;
    due_on: string;
    found_at: string;
    weighs: boolean;
    simulated: boolean;
  }>`
    select f.id, f.dataset, f.status, f.due_on::text as due_on, f.found_at, ${figure.weighs(at)} as weighs, f.simulated
    from quality.finding_v1 f where ${figure.about(at)} and ${ownedBy(owner)} and f.id > ${after ?? ''}
    order by f.id limit ${limit}`.execute(db);
  return rows.map((row) => ({
    key: row.id,
    path: `/quality/findings/${row.id}`,
    weight: row.weighs ? 1 : 0,
    of: 1,
    simulated: row.simulated,
    values: {
      finding: row.id,
      dataset: row.dataset,
      foundAt: row.found_at,
      dueOn: row.due_on,
      weighs: row.weighs,
    },
  }));
}

export async function countListed(
  db: Db,
  { at, owner }: Pick<ListedPage, 'at' | 'owner'>,
  figure: FindingFigure,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from quality.finding_v1 f where ${figure.about(at)} and ${ownedBy(owner)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
