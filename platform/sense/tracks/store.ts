import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { Breach } from './rules.ts';
import type { TrackPoint } from './shapes.ts';

/** A moving thing as its domain registered it. */
export interface Device {
  /** Letters, digits and `.` `-` only. */
  readonly device: string;
  readonly kind: string;
  /** What people call it: a plate. */
  readonly label: string;
  /** Organisation that it belongs to: scope `department`. */
  readonly owner: string;
  /** Where it can be opened, below the console. */
  readonly path: string;
  readonly simulated: boolean;
}

/** @param owner only what belongs to this organisation; everything when absent */
const seenBy = (owner: string | undefined): RawBuilder<unknown> =>
  owner === undefined ? sql`true` : sql`d.owner = ${owner}`;

export async function putDevice(
  tx: Db,
  { device, kind, label, owner, path, simulated }: Device,
): Promise<void> {
  await sql`insert into tracks.device (device, kind, label, owner, path, simulated)
    values (${device}, ${kind}, ${label}, ${owner}, ${path}, ${simulated})
    on conflict (device) do update set kind = excluded.kind, label = excluded.label, owner = excluded.owner,
      path = excluded.path, simulated = excluded.simulated`.execute(tx);
}

export async function findDevice(db: Db, device: string, owner?: string): Promise<Device | undefined> {
  const { rows } = await sql<Device>`select d.device, d.kind, d.label, d.owner, d.path, d.simulated
    from tracks.device d where d.device = ${device} and ${seenBy(owner)}`.execute(db);
  return rows[0];
}

export interface LatestRow extends TrackPoint {
  readonly device: string;
  readonly kind: string;
  readonly label: string;
  readonly owner: string;
  readonly simulated: boolean;
}

interface Page {
  readonly owner: string | undefined;
  readonly after: string;
  readonly limit: number;
}

export async function listLatest(
  db: Db,
  { kind, owner, after, limit }: Page & { readonly kind: string | undefined },
): Promise<LatestRow[]> {
  const { rows } = await sql<LatestRow>`
    select d.device, d.kind, d.label, d.owner, l.at, l.longitude, l.latitude, l.speed, l.direction,
      l.simulated or d.simulated as simulated
    from tracks.device d join tracks.latest l on l.device = d.device
    where ${seenBy(owner)} and (${kind ?? null}::text is null or d.kind = ${kind ?? null}) and d.device > ${after}
    order by d.device limit ${limit}`.execute(db);
  return rows;
}

/** The track of one device between two instants, in the order of its own time. */
export async function readTrack(
  db: Db,
  { device, from, to }: { readonly device: string; readonly from: string; readonly to: string },
): Promise<TrackPoint[]> {
  const { rows } = await sql<TrackPoint>`select at, longitude, latitude, speed, direction from tracks.position
    where device = ${device} and at >= ${from}::timestamptz and at < ${to}::timestamptz order by at, serial`.execute(
    db,
  );
  return rows;
}

export interface Unjudged {
  readonly device: string;
  readonly since: string;
  readonly until: string;
}

/** @param after the last device that was judged: each has its turn once, however often it tells of itself meanwhile */
export async function listUnjudged(db: Db, after: string, limit: number): Promise<Unjudged[]> {
  const { rows } = await sql<Unjudged>`
    select device, since, until from tracks.unjudged where device > ${after} order by device limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** What came in meanwhile stays to be judged, from where this ended. */
export async function markJudged(tx: Db, { device, since, until }: Unjudged): Promise<void> {
  await sql`delete from tracks.unjudged
    where device = ${device} and since = ${since}::timestamptz and until = ${until}::timestamptz`.execute(tx);
  await sql`update tracks.unjudged set since = ${until}::timestamptz
    where device = ${device} and since = ${since}::timestamptz and until > ${until}::timestamptz`.execute(tx);
}

/** The first position of a device from an instant on, before another. */
export async function firstPosition(
  db: Db,
  { device, from, to }: { readonly device: string; readonly from: string; readonly to: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ at: string }>`select at from tracks.position
    where device = ${device} and at >= ${from}::timestamptz and at < ${to}::timestamptz order by at limit 1`.execute(
    db,
  );
  return rows[0]?.at;
}

export interface BreachKey {
  readonly device: string;
  readonly rule: string;
  readonly day: string;
}

/** @returns whether it is the first of this device, rule and day */
export async function putBreach(
  tx: Db,
  { device, rule, day }: BreachKey,
  breach: Breach,
  kept: { readonly simulated: boolean; readonly now: string },
): Promise<boolean> {
  const { rows } = await sql<{ first: boolean }>`
    insert into tracks.breach as b (device, rule, day, started_at, ended_at, positions, extreme, simulated, found_at)
    values (${device}, ${rule}, ${day}, ${breach.startedAt}, ${breach.endedAt}, ${breach.positions}, ${breach.extreme},
      ${kept.simulated}, ${kept.now})
    on conflict (device, rule, day) do update set
      started_at = least(b.started_at, excluded.started_at), ended_at = greatest(b.ended_at, excluded.ended_at),
      positions = greatest(b.positions, excluded.positions), extreme = greatest(b.extreme, excluded.extreme)
    returning (xmax = 0) as first`.execute(tx);
  return rows[0]?.first ?? false;
}

export interface BreachRow extends BreachKey {
  readonly label: string;
  readonly owner: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly positions: number;
  readonly extreme: number;
  readonly simulated: boolean;
}

/** Newest day first. @param after `day|device|rule` of the last row of the page before */
export async function listBreaches(db: Db, { owner, after, limit }: Page): Promise<BreachRow[]> {
  const [day = '9999-12-31', device = '', rule = ''] = after === '' ? [] : after.split('|');
  const { rows } = await sql<BreachRow>`
    select b.device, b.rule, b.day::text as day, d.label, d.owner, b.started_at as "startedAt", b.ended_at as "endedAt",
      b.positions, b.extreme, b.simulated
    from tracks.breach b join tracks.device d on d.device = b.device
    where ${seenBy(owner)} and (b.day < ${day}::date or (b.day = ${day}::date and (b.device, b.rule) > (${device}, ${rule})))
    order by b.day desc, b.device, b.rule limit ${limit}`.execute(db);
  return rows;
}
