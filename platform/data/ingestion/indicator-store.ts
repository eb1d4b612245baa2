import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';

/** Which instant of a delivery counts, and what it brings. */
export interface DeliveryCount {
  readonly column: 'handed_in_at' | 'collected_at';
  readonly weight: 'deliveries' | 'rows';
}

const weightOf = ({ weight }: DeliveryCount) => (weight === 'rows' ? sql`coalesce(b.rows, 0)` : sql`1`);

/** The 24 hours before an instant. */
function within({ column }: DeliveryCount, at: Date) {
  const end = at.toISOString();
  return sql`${sql.ref(`b.${column}`)} > ${end}::timestamptz - interval '24 hours' and ${sql.ref(`b.${column}`)} <= ${end}::timestamptz`;
}

const ownedBy = (column: string, owner: string | undefined) =>
  owner === undefined ? sql`true` : sql`${sql.ref(column)} = ${owner}`;

interface PartRow {
  readonly dataset: string;
  readonly title_zh: string | null;
  readonly title_en: string | null;
  readonly value: number;
  readonly simulated: boolean;
}

/** Deliveries of the 24 hours before an instant, or their rows, dataset by dataset. */
export async function countDeliveries(db: Db, counting: DeliveryCount, at: Date): Promise<Measured> {
  const { rows } = await sql<PartRow>`
    select b.dataset, max(e.title_zh) as title_zh, max(e.title_en) as title_en,
      sum(${weightOf(counting)})::int as value, bool_or(b.simulated) as simulated
    from ingestion.batch_v1 b left join catalogue.entry_v1 e on e.code = b.dataset
    where ${within(counting, at)} group by b.dataset order by b.dataset`.execute(db);
  return {
    value: rows.reduce((sum, row) => sum + row.value, 0),
    parts: rows.map(({ dataset, title_zh, title_en, value }) => ({
      key: dataset,
      title: { zh: title_zh ?? dataset, en: title_en ?? dataset },
      value,
    })),
    simulated: rows.some(({ simulated }) => simulated),
  };
}

type BatchRow = {
  readonly id: string;
  readonly dataset: string;
  readonly status: string;
  readonly rows: number | null;
  readonly handed_in_at: string;
  readonly simulated: boolean;
  readonly weight: number;
};

export async function listDeliveries(
  db: Db,
  counting: DeliveryCount,
  { at, owner, after, limit }: ListedPage,
): Promise<ListedRow[]> {
  const { rows } = await sql<BatchRow>`
    select b.id, b.dataset, b.status, b.rows, b.handed_in_at, b.simulated, ${weightOf(counting)}::int as weight
    from ingestion.batch_v1 b
    where ${within(counting, at)} and ${ownedBy('b.provider', owner)} and b.id > ${after ?? ''}
    order by b.id limit ${limit}`.execute(db);
  return rows.map(({ id, weight, simulated, dataset, status, rows: count, handed_in_at }) => ({
    key: id,
    path: `/ingestion/batches/${id}`,
    weight,
    simulated,
    values: { batch: id, dataset, status, rows: count, handedInAt: handed_in_at },
  }));
}

export async function countDeliveryRows(
  db: Db,
  counting: DeliveryCount,
  { at, owner }: Pick<ListedPage, 'at' | 'owner'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ingestion.batch_v1 b
    where ${within(counting, at)} and ${ownedBy('b.provider', owner)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** How long a dataset may be silent before it is late by its own cycle; one that comes irregularly never is. */
const cycleLength = sql`case e.cycle
  when 'real-time' then interval '1 hour' when 'daily' then interval '1 day' when 'weekly' then interval '7 days'
  when 'monthly' then interval '31 days' when 'quarterly' then interval '92 days'
  when 'half-yearly' then interval '184 days' when 'yearly' then interval '366 days' end`;

/** `never`, `fresh` or `late` at an instant. */
const freshness = (at: Date) => sql<string>`case when e.delivered_at is null then 'never'
  when ${cycleLength} is null or e.delivered_at + ${cycleLength} >= ${at.toISOString()}::timestamptz then 'fresh' else 'late' end`;

const states = {
  fresh: { zh: '在周期内', en: 'Within cycle' },
  late: { zh: '超过周期', en: 'Past cycle' },
  never: { zh: '尚未报送', en: 'Never delivered' },
} as const;

/** Datasets that came within their own cycle, of all that the catalogue names. */
export async function measureFreshness(db: Db, at: Date): Promise<Measured> {
  const { rows } = await sql<{ state: keyof typeof states; value: number; simulated: boolean }>`
    select s.state, count(*)::int as value, bool_or(s.simulated) as simulated from (
      select ${freshness(at)} as state,
        exists (select 1 from ingestion.batch_v1 b where b.dataset = e.code and b.simulated) as simulated
      from catalogue.entry_v1 e where e.kind = 'dataset'
    ) s group by s.state`.execute(db);
  const found = new Map(rows.map((row) => [row.state, row.value]));
  const whole = rows.reduce((sum, row) => sum + row.value, 0);
  return {
    value: whole === 0 ? null : (100 * (found.get('fresh') ?? 0)) / whole,
    parts: Object.entries(states).map(([key, title]) => ({
      key,
      title,
      value: found.get(key as keyof typeof states) ?? 0,
    })),
    simulated: rows.some(({ simulated }) => simulated),
  };
}

export async function listDatasets(db: Db, { at, owner, after, limit }: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    code: string;
    title_zh: string;
    title_en: string;
    cycle: string;
    delivered_at: string | null;
    state: string;
    simulated: boolean;
  }>`
    select e.code, e.title_zh, e.title_en, e.cycle, e.delivered_at, ${freshness(at)} as state,
      exists (select 1 from ingestion.batch_v1 b where b.dataset = e.code and b.simulated) as simulated
    from catalogue.entry_v1 e
    where e.kind = 'dataset' and ${ownedBy('e.provider', owner)} and e.code > ${after ?? ''}
    order by e.code limit ${limit}`.execute(db);
  return rows.map(({ code, title_zh, title_en, cycle, delivered_at, state, simulated }) => ({
    key: code,
    path: `/catalogue/entries/${code}`,
    weight: state === 'fresh' ? 1 : 0,
    of: 1,
    simulated,
    values: {
      title: title_zh,
      titleEn: title_en,
      cycle,
      deliveredAt: delivered_at,
      fresh: state === 'fresh',
    },
  }));
}

export async function countDatasets(db: Db, owner: string | undefined): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from catalogue.entry_v1 e
    where e.kind = 'dataset' and ${ownedBy('e.provider', owner)}`.execute(db);
  return rows[0]?.count ?? 0;
}
