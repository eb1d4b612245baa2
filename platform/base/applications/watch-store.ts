import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { AdapterSettings } from './shapes.ts';

export interface FeedRow {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly system: string;
  readonly gives: 'todos' | 'messages';
  readonly adapter: string;
  readonly path: string;
  readonly settings: AdapterSettings;
  readonly everyMinutes: number;
  readonly enabled: boolean;
  readonly secret: string | null;
  /** The machine that the key was given for. */
  readonly secretHost: string | null;
  readonly cursor: string | null;
  readonly fetchedAt: string | null;
  readonly nextAt: string | null;
  readonly misses: number;
  readonly fault: string | null;
}

const feedRows = sql`
  select f.code, f.title_zh as "titleZh", f.title_en as "titleEn", f.system, f.gives, f.adapter, f.path, f.settings, f.every_minutes as "everyMinutes", f.enabled,
    t.secret, t.secret_host as "secretHost", t.cursor, t.fetched_at as "fetchedAt", t.next_at as "nextAt", coalesce(t.misses, 0) as misses, t.fault
  from applications.feed f left join applications.feed_state t on t.feed = f.code where f.withdrawn_at is null`;

export async function findFeed(db: Db, code: string): Promise<FeedRow | undefined> {
  const { rows } = await sql<FeedRow>`${feedRows} and f.code = ${code}`.execute(db);
  return rows[0];
}

export async function findFeeds(db: Db, system: string): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`${feedRows} and f.system = ${system} order by f.code`.execute(db);
  return rows;
}

/** Feeds whose time has come, each taken once: the next time is set with it. */
export async function takeDueFeeds(tx: Db, now: string): Promise<{ code: string; system: string }[]> {
  const { rows } = await sql<{ code: string; system: string }>`
    insert into applications.feed_state (feed, next_at)
    select f.code, ${now}::timestamptz + f.every_minutes * interval '1 minute'
    from applications.feed f join applications.system s on s.code = f.system
    left join applications.feed_state t on t.feed = f.code
    where f.enabled and f.withdrawn_at is null and s.withdrawn_at is null and s.address is not null
      and s.state not in ('planned', 'retired') and (t.next_at is null or t.next_at <= ${now}::timestamptz)
    on conflict (feed) do update set next_at = excluded.next_at
      where feed_state.next_at is null or feed_state.next_at <= ${now}::timestamptz
    returning feed as code, (select system from applications.feed where code = feed) as system`.execute(tx);
  return rows;
}

export interface FeedOutcome {
  readonly at: string;
  readonly nextAt: string;
  readonly misses: number;
  readonly fault: string | null;
  /** Left as it is when absent. */
  readonly cursor?: string | null;
}

export async function putFeedOutcome(tx: Db, feed: string, outcome: FeedOutcome): Promise<void> {
  const { at, nextAt, misses, fault, cursor } = outcome;
  const fetched = misses === 0 ? at : null;
  await sql`insert into applications.feed_state (feed, cursor, fetched_at, next_at, misses, fault)
    values (${feed}, ${cursor ?? null}, ${fetched}, ${nextAt}, ${misses}, ${fault})
    on conflict (feed) do update set next_at = excluded.next_at, misses = excluded.misses, fault = excluded.fault,
      fetched_at = coalesce(excluded.fetched_at, feed_state.fetched_at),
      cursor = ${cursor === undefined ? sql`feed_state.cursor` : sql`excluded.cursor`}`.execute(tx);
}

export async function setSecret(
  tx: Db,
  feed: string,
  { secret, host }: { readonly secret: string | null; readonly host: string | null },
): Promise<void> {
  await sql`insert into applications.feed_state (feed, secret, secret_host) values (${feed}, ${secret}, ${host})
    on conflict (feed) do update set secret = excluded.secret, secret_host = excluded.secret_host`.execute(
    tx,
  );
}

export interface WatchRow {
  readonly lookedAt: string | null;
  readonly misses: number;
  readonly fault: string | null;
}

export async function findWatch(db: Db, system: string): Promise<WatchRow | undefined> {
  const { rows } = await sql<WatchRow>`
    select looked_at as "lookedAt", misses, fault from applications.watch where system = ${system}`.execute(
    db,
  );
  return rows[0];
}

export interface Look {
  readonly system: string;
  readonly owner: string;
  readonly simulated: boolean;
  readonly at: string;
  /** In the city's time. */
  readonly day: string;
  readonly up: boolean;
  readonly latencyMs: number | null;
  readonly fault: string | null;
}

/** Notes a look. @returns how many in a row have failed now, and whether it is the first of the day */
export async function putLook(
  tx: Db,
  look: Look,
): Promise<{ readonly misses: number; readonly first: boolean }> {
  const { system, owner, day, up, latencyMs, simulated, at, fault } = look;
  const { rows } = await sql<{ misses: number }>`
    insert into applications.watch (system, looked_at, misses, fault) values (${system}, ${at}, ${up ? 0 : 1}, ${fault})
    on conflict (system) do update set looked_at = excluded.looked_at, fault = excluded.fault,
      misses = case when ${up} then 0 else watch.misses + 1 end
    returning misses`.execute(tx);
  const { rows: days } = await sql<{ looks: number }>`insert into applications.health_day as h
      (id, system, owner, day, looks, up, latency_ms, slowest_ms, simulated)
    values (${`${system}:${day}`}, ${system}, ${owner}, ${day}, 1, ${up ? 1 : 0}, ${latencyMs}, ${latencyMs}, ${simulated})
    on conflict (id) do update set looks = h.looks + 1, up = h.up + excluded.up,
      latency_ms = case when excluded.latency_ms is null then h.latency_ms
        else (coalesce(h.latency_ms, 0) * h.up + excluded.latency_ms) / (h.up + 1) end,
      slowest_ms = greatest(h.slowest_ms, excluded.slowest_ms) returning looks`.execute(tx);
  return { misses: rows[0]?.misses ?? 0, first: days[0]?.looks === 1 };
}

export const setNextLook = async (tx: Db, system: string, at: string): Promise<void> => {
  await sql`update applications.watch set next_at = ${at} where system = ${system}`.execute(tx);
};

export interface DayRow {
  readonly day: string;
  readonly looks: number;
  readonly up: number;
  readonly latencyMs: number | null;
  readonly signOns: number;
  readonly persons: number;
}

export async function findDays(db: Db, system: string, since: string): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select coalesce(h.day, u.day)::text as day, coalesce(h.looks, 0) as looks, coalesce(h.up, 0) as up,
      h.latency_ms as "latencyMs", coalesce(u.sign_ons, 0) as "signOns", coalesce(u.persons, 0) as persons
    from (select * from applications.health_day where system = ${system} and day >= ${since}) h
    full join (select * from applications.use_day where system = ${system} and day >= ${since}) u on u.day = h.day
    order by 1`.execute(db);
  return rows;
}

export interface SignOn {
  readonly system: string;
  readonly owner: string;
  readonly simulated: boolean;
  readonly day: string;
  /** Of person, system and day, under a key. */
  readonly digest: string;
}

/** Counts a sign-on; the person only once a day. @returns whether the person is new that day */
export async function countSignOn(
  tx: Db,
  { system, owner, simulated, day, digest }: SignOn,
): Promise<boolean> {
  const { rows } = await sql`insert into applications.counted (day, digest) values (${day}, ${digest})
    on conflict do nothing returning 1`.execute(tx);
  await sql`insert into applications.use_day as u (id, system, owner, day, sign_ons, persons, simulated)
    values (${`${system}:${day}`}, ${system}, ${owner}, ${day}, 1, ${rows.length}, ${simulated})
    on conflict (id) do update set sign_ons = u.sign_ons + 1, persons = u.persons + excluded.persons`.execute(
    tx,
  );
  await sql`delete from applications.counted where day < ${day}::date - 1`.execute(tx);
  return rows.length > 0;
}
