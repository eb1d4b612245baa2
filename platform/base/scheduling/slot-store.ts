import { sql } from 'kysely';
import { askingTogether, type Db } from '#kernel/db';
import type { DayException, PlannedSlot, WeeklySession } from './rules.ts';

export interface SlotRow {
  readonly id: string;
  readonly resource: string;
  readonly service: string;
  readonly organisation: string;
  readonly day: string;
  readonly half: 'am' | 'pm' | 'evening';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly capacity: number;
  readonly stoppedAt: string | null;
  readonly simulated: boolean;
}

const columns = sql`s.id, s.resource, s.service, s.organisation, s.day, s.half, s.starts_at as "startsAt",
  s.ends_at as "endsAt", s.capacity, s.stopped_at as "stoppedAt", s.simulated`;

export async function findSlot(db: Db, id: string): Promise<SlotRow | undefined> {
  const { rows } = await sql<SlotRow>`select ${columns} from scheduling.slot s where s.id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** Slots that are asked for at the same moment, by one statement: each as `findSlot` finds it. */
export const findSlotTogether = askingTogether<string, SlotRow | undefined>(
  async (db, ids) => {
    const { rows } = await sql<SlotRow>`select ${columns} from scheduling.slot s
      where s.id = any(${[...new Set(ids)]}::text[])`.execute(db);
    const found = new Map(rows.map((slot) => [slot.id, slot]));
    return ids.map((id) => found.get(id));
  },
  { lanes: 1, most: 200 },
);

export interface Pool {
  readonly channel: string;
  readonly quota: number;
  readonly taken: number;
}
export type OfferedSlot = SlotRow & {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly place: string | null;
  readonly pools: readonly Pool[];
};

export interface SlotQuery {
  readonly service?: string | undefined;
  readonly resource?: string | undefined;
  readonly organisation?: string | undefined;
  readonly from: string;
  readonly to: string;
  /** Only slots that begin after this instant. */
  readonly after?: string | undefined;
}

/** Slots with their pools, what overdue holds still occupy counted as free. */
export async function findSlots(
  db: Db,
  query: SlotQuery,
  now: string,
  limit: number,
): Promise<OfferedSlot[]> {
  const { service, resource, organisation, from, to, after } = query;
  const { rows } = await sql<OfferedSlot>`
    select ${columns}, r.name_zh as "nameZh", r.name_en as "nameEn", r.place,
      (select jsonb_agg(jsonb_build_object('channel', p.channel, 'quota', p.quota, 'taken', p.taken - (
          select count(*) from scheduling.booking b
          where b.slot = p.slot and b.pool = p.channel and b.status = 'held' and b.expires_at <= ${now}))
          order by p.channel)
        from scheduling.pool p where p.slot = s.id) as pools
    from scheduling.slot s join scheduling.resource r on r.code = s.resource
    where s.day between ${from}::date and ${to}::date
      and (${service ?? null}::text is null or s.service = ${service ?? null})
      and (${resource ?? null}::text is null or s.resource = ${resource ?? null})
      and (${organisation ?? null}::text is null or s.organisation = ${organisation ?? null})
      and (${after ?? null}::timestamptz is null or s.starts_at > ${after ?? null}::timestamptz)
    order by s.starts_at, s.resource limit ${limit}`.execute(db);
  return rows;
}

export interface ResourceRow {
  readonly code: string;
  readonly service: string;
  readonly organisation: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly place: string | null;
  readonly simulated: boolean;
}

const resourceColumns = sql`code, service, organisation, name_zh as "nameZh", name_en as "nameEn", place, simulated`;

export async function findResource(db: Db, code: string): Promise<ResourceRow | undefined> {
  const { rows } = await sql<ResourceRow>`select ${resourceColumns} from scheduling.resource
    where code = ${code} and withdrawn_at is null`.execute(db);
  return rows[0];
}

/** Every resource, a piece after another. */
export async function* allResources(db: Db): AsyncGenerator<ResourceRow> {
  for (let after = ''; ;) {
    const { rows } = await sql<ResourceRow>`select ${resourceColumns} from scheduling.resource
      where withdrawn_at is null and code > ${after} order by code limit 500`.execute(db);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.code;
  }
}

export async function listResources(db: Db, service?: string): Promise<ResourceRow[]> {
  const { rows } = await sql<ResourceRow>`select ${resourceColumns} from scheduling.resource
    where withdrawn_at is null and (${service ?? null}::text is null or service = ${service ?? null})
    order by organisation, code limit 2000`.execute(db);
  return rows;
}

export async function findWeek(
  db: Db,
  resource: string,
): Promise<{ sessions: WeeklySession[]; exceptions: DayException[] }> {
  const sessions =
    await sql<WeeklySession>`select code, weekday, starts_at as "startsAt", ends_at as "endsAt",
      slot_minutes as "slotMinutes", capacity, quotas, on_holidays as "onHolidays", first_day as "firstDay",
      last_day as "lastDay"
    from scheduling.session where resource = ${resource} and withdrawn_at is null order by code`.execute(db);
  const exceptions =
    await sql<DayException>`select code, day, kind, starts_at as "startsAt", ends_at as "endsAt",
      slot_minutes as "slotMinutes", capacity, quotas
    from scheduling.exception where resource = ${resource} and withdrawn_at is null order by code`.execute(
      db,
    );
  return { sessions: sessions.rows, exceptions: exceptions.rows };
}

export interface PlannedDay {
  readonly resource: ResourceRow;
  readonly day: string;
  readonly slots: readonly PlannedSlot[];
  readonly now: string;
}

/**
 * Brings a resource's day in line with its plan: new slots are made, quotas follow but never below what is taken,
 * slots that are planned no more go when nobody ever booked them, and offer nothing more when somebody did.
 */
export async function putDay(tx: Db, { resource, day, slots, now }: PlannedDay): Promise<void> {
  const planned = JSON.stringify(
    slots.map((slot) => ({ ...slot, id: `${resource.code}.${day}.${slot.time.replace(':', '')}` })),
  );
  await sql`select p.slot from scheduling.pool p join scheduling.slot s on s.id = p.slot
    where s.resource = ${resource.code} and s.day = ${day} order by p.slot, p.channel for update of p`.execute(
    tx,
  );
  await sql`delete from scheduling.slot s where s.resource = ${resource.code} and s.day = ${day} and s.starts_at > ${now}
    and s.stopped_at is null and not exists (select from scheduling.booking b where b.slot = s.id)
    and not exists (select from jsonb_to_recordset(${planned}::jsonb) as n(id text) where n.id = s.id)`.execute(
    tx,
  );
  await sql`insert into scheduling.slot (id, resource, service, organisation, day, half, starts_at, ends_at, capacity, session, simulated)
    select n.id, ${resource.code}, ${resource.service}, ${resource.organisation}, ${day}, n.half, n."startsAt", n."endsAt",
      n.capacity, n.session, ${resource.simulated}
    from jsonb_to_recordset(${planned}::jsonb) as n(id text, half text, "startsAt" timestamptz, "endsAt" timestamptz,
      capacity integer, session text)
    where n."startsAt" > ${now}
    on conflict (id) do update set ends_at = excluded.ends_at, capacity = excluded.capacity, session = excluded.session,
      organisation = excluded.organisation`.execute(tx);
  await sql`with wanted as (
      select n.id, q.key as channel, q.value::integer as quota
      from jsonb_to_recordset(${planned}::jsonb) as n(id text, pools jsonb), jsonb_each_text(n.pools) q
      where exists (select from scheduling.slot s where s.id = n.id and s.starts_at > ${now}))
    insert into scheduling.pool (slot, channel, quota) select id, channel, quota from wanted
    on conflict (slot, channel) do update set quota = greatest(excluded.quota, pool.taken)`.execute(tx);
  await sql`update scheduling.pool p set quota = p.taken from scheduling.slot s
    where s.id = p.slot and s.resource = ${resource.code} and s.day = ${day} and s.starts_at > ${now} and not exists (
      select from jsonb_to_recordset(${planned}::jsonb) as n(id text, pools jsonb)
      where n.id = p.slot and n.pools ? p.channel)`.execute(tx);
}

export interface RosterRow {
  readonly resource: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly organisation: string;
  readonly day: string;
  readonly half: 'am' | 'pm' | 'evening';
  readonly firstAt: string;
  readonly lastAt: string;
  readonly capacity: number;
  readonly taken: number;
  readonly stopped: number;
  readonly slots: number;
  readonly people: readonly string[];
  readonly simulated: boolean;
}

/** A week as half-days: who is there, how much is taken. */
export async function findRoster(
  db: Db,
  query: {
    readonly from: string;
    readonly to: string;
    readonly organisation: string | undefined;
    readonly service: string | undefined;
  },
): Promise<RosterRow[]> {
  const { from, to, organisation = null, service = null } = query;
  const { rows } = await sql<RosterRow>`
    select s.resource, r.name_zh as "nameZh", r.name_en as "nameEn", s.organisation, s.day, s.half,
      min(s.starts_at) as "firstAt", max(s.ends_at) as "lastAt", sum(s.capacity)::int as capacity,
      sum((select coalesce(sum(p.taken), 0) from scheduling.pool p where p.slot = s.id))::int as taken,
      count(*) filter (where s.stopped_at is not null)::int as stopped, count(*)::int as slots,
      bool_or(s.simulated) as simulated,
      array(select distinct d.person from scheduling.duty d where d.resource = s.resource and d.day = s.day
        and d.withdrawn_at is null
        and (d.starts_at::time + s.day) at time zone 'Asia/Shanghai' < max(s.ends_at)
        and (d.ends_at::time + s.day) at time zone 'Asia/Shanghai' > min(s.starts_at)) as people
    from scheduling.slot s join scheduling.resource r on r.code = s.resource
    where s.day between ${from}::date and ${to}::date
      and (${organisation}::text is null or s.organisation = ${organisation})
      and (${service}::text is null or s.service = ${service})
    group by s.resource, r.name_zh, r.name_en, s.organisation, s.day, s.half
    order by s.organisation, s.resource, s.day, min(s.starts_at) limit 2000`.execute(db);
  return rows;
}

/** Another duty of somebody of this name at the same institution: elsewhere it is another person. */
export async function findDutyClash(
  db: Db,
  duty: {
    readonly code: string;
    readonly organisation: string;
    readonly person: string;
    readonly day: string;
    readonly startsAt: string;
    readonly endsAt: string;
  },
): Promise<string | undefined> {
  const { rows } = await sql<{ resource: string }>`select resource from scheduling.duty
    where person = ${duty.person} and organisation = ${duty.organisation} and day = ${duty.day} and code <> ${duty.code} and withdrawn_at is null
      and starts_at < ${duty.endsAt} and ends_at > ${duty.startsAt} limit 1`.execute(db);
  return rows[0]?.resource;
}

export async function cityRules(db: Db): Promise<ReadonlyMap<string, object>> {
  const { rows } = await sql<{
    service: string;
    rule: object;
  }>`select service, rule from scheduling.city_rule`.execute(db);
  return new Map(rows.map(({ service, rule }) => [service, rule]));
}

export async function putCityRules(
  tx: Db,
  rules: readonly { readonly service: string; readonly rule: object }[],
): Promise<void> {
  await sql`delete from scheduling.city_rule`.execute(tx);
  for (const { service, rule } of rules)
    await sql`insert into scheduling.city_rule (service, rule) values (${service}, ${JSON.stringify(rule)}::jsonb)`.execute(
      tx,
    );
}
