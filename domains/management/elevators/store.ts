import { sql, type RawBuilder } from 'kysely';
import { oneAtATime, type Db } from '#kernel/db';
import type { ListedPage, ListedRow } from '#kernel/indicator';
import { dayIn, mandatoryFrom } from './rules.ts';

/** Two reports of one alarm wait for each other. */
export async function lockAlarm(tx: Db, id: string): Promise<void> {
  await oneAtATime(tx, `elevators.alarm ${id}`);
}

/** What a lift owes: an inspection, or to be monitored. */
export type Owed = 'inspection' | 'monitoring';

export interface OwingLift {
  readonly code: string;
  readonly owes: Owed;
  readonly address: string;
  readonly userUnit: string;
  readonly inspectBy: string;
  readonly simulated: boolean;
}

const overdueOn = (at: Date): RawBuilder<boolean> => sql`l.inspect_by < ${dayIn(at)}::date`;

const only = (code: string | undefined, column: string): RawBuilder<boolean> =>
  code === undefined ? sql`true` : sql`${sql.ref(column)} = ${code}`;

/** Lifts that owe something on the day of an instant; one lift may stand twice. */
export async function findOwing(db: Db, at: Date, code?: string): Promise<OwingLift[]> {
  const { rows } = await sql<OwingLift>`
    select l.code, o.owes, l.address, l.user_unit as "userUnit", l.inspect_by::text as "inspectBy", l.simulated
    from elevators.lift_v1 l cross join lateral (
      select 'inspection' as owes where ${overdueOn(at)}
      union all select 'monitoring' where not l.monitored and l.in_use_since >= ${mandatoryFrom}::date) o
    where ${only(code, 'l.code')} order by l.code, o.owes`.execute(db);
  return rows;
}

/** What waits as a task already. */
export async function findWaiting(db: Db, code?: string): Promise<{ code: string; owes: Owed }[]> {
  const { rows } = await sql<{ code: string; owes: Owed }>`
    select source_key as code, source_record as owes from tasks.task_v1
    where source_module = 'elevators' and source_record in ('inspection', 'monitoring') and closed_at is null
      and ${only(code, 'source_key')}`.execute(db);
  return rows;
}

export async function accountStands(db: Db, account: string): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.account_v1 where account = ${account}`.execute(db);
  return rows.length > 0;
}

export interface LiftCounts {
  readonly lifts: number;
  readonly monitored: number;
  readonly newLifts: number;
  readonly newMonitored: number;
  readonly overdue: number;
  readonly open: number;
  readonly simulated: boolean;
  readonly asOf: string | null;
}

export async function countLifts(db: Db, at: Date): Promise<LiftCounts> {
  const { rows } = await sql<LiftCounts>`
    select count(*)::int as lifts, count(*) filter (where l.monitored)::int as monitored,
      count(*) filter (where l.in_use_since >= ${mandatoryFrom}::date)::int as "newLifts",
      count(*) filter (where l.monitored and l.in_use_since >= ${mandatoryFrom}::date)::int as "newMonitored",
      count(*) filter (where ${overdueOn(at)})::int as overdue,
      (select count(*)::int from elevators.alarm_v1 where state = 'open') as open,
      coalesce(bool_or(l.simulated), false) as simulated, max(l.valid_from) as "asOf"
    from elevators.lift_v1 l`.execute(db);
  return rows[0] as LiftCounts;
}

/** Which lifts stand behind a figure: all of them, or those whose inspection is overdue. */
export type LiftSet = 'all' | 'overdue';

type Asked = Pick<ListedPage, 'at' | 'owner'>;

const inSet = (set: LiftSet, { at, owner }: Asked): RawBuilder<boolean> => {
  const own =
    owner === undefined
      ? sql`true`
      : sql`(l.maintainer = ${owner} or l.user_unit = ${owner} or l.monitored_by = ${owner})`;
  return set === 'all' ? sql`${own}` : sql`${own} and ${overdueOn(at)}`;
};

export async function listLifts(db: Db, set: LiftSet, page: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    code: string;
    address: string;
    userUnit: string;
    maintainer: string;
    inspectBy: string;
    inUseSince: string;
    monitored: boolean;
    simulated: boolean;
  }>`
    select l.code, l.address, l.user_unit as "userUnit", l.maintainer, l.inspect_by::text as "inspectBy",
      l.in_use_since::text as "inUseSince", l.monitored, l.simulated
    from elevators.lift_v1 l where ${inSet(set, page)} and l.code > ${page.after ?? ''}
    order by l.code limit ${page.limit}`.execute(db);
  return rows.map(({ simulated, ...values }) => ({
    key: values.code,
    path: `/elevators/lifts/${values.code}`,
    weight: set === 'overdue' || values.monitored ? 1 : 0,
    ...(set === 'all' ? { of: 1 } : {}),
    simulated,
    values,
  }));
}

export async function countListed(db: Db, set: LiftSet, asked: Asked): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from elevators.lift_v1 l where ${inSet(set, asked)}`.execute(db);
  return rows[0]?.count ?? 0;
}
