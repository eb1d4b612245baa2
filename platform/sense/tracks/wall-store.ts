import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow } from '#kernel/indicator';

const seenBy = (owner: string | undefined): RawBuilder<boolean> =>
  owner === undefined ? sql`true` : sql`d.owner = ${owner}`;

const instant = (at: Date): RawBuilder<unknown> => sql`${at.toISOString()}::timestamptz`;
const dayIn = (at: Date): RawBuilder<unknown> => sql`(${instant(at)} at time zone 'Asia/Shanghai')::date`;

export interface Spotted {
  readonly device: string;
  readonly kind: string;
  readonly label: string;
  readonly path: string;
  readonly at: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly simulated: boolean;
  /** It broke a rule that day. */
  readonly broke: boolean;
}

/** Where each was last; of an instant that is over, the last position within the hour before it. */
const positions = (past: Date | undefined): RawBuilder<unknown> =>
  past === undefined
    ? sql`tracks.latest l where l.device = d.device`
    : sql`tracks.position l where l.device = d.device and l.at <= ${instant(past)}
        and l.at > ${instant(past)} - interval '1 hour' order by l.at desc limit 1`;

export interface SpotsAsked {
  readonly at: Date;
  readonly past: boolean;
  readonly owner: string | undefined;
  readonly limit: number;
}

/** Those that broke a rule come first. */
export async function listSpots(db: Db, { at, past, owner, limit }: SpotsAsked): Promise<Spotted[]> {
  const { rows } = await sql<Spotted>`
    select d.device, d.kind, d.label, d.path, p.at, p.longitude, p.latitude, p.simulated or d.simulated as simulated,
      exists (select from tracks.breach b where b.device = d.device and b.day = ${dayIn(at)}
        and b.started_at <= ${instant(at)}) as broke
    from tracks.device d cross join lateral (
      select l.at, l.longitude, l.latitude, l.simulated from ${positions(past ? at : undefined)}) p
    where ${seenBy(owner)} order by broke desc, d.device limit ${limit}`.execute(db);
  return rows;
}

export interface BrokenRule {
  readonly device: string;
  readonly label: string;
  readonly path: string;
  readonly rule: string;
  readonly startedAt: string;
  readonly extreme: number | null;
  readonly simulated: boolean;
}

const broken = (at: Date, owner: string | undefined): RawBuilder<unknown> => sql`
  tracks.breach b join tracks.device d on d.device = b.device
  where b.day = ${dayIn(at)} and b.started_at <= ${instant(at)} and ${seenBy(owner)}`;

/** Rules broken on the day of an instant and before it, the newest first. */
export async function listBroken(
  db: Db,
  { at, owner, limit }: Omit<SpotsAsked, 'past'>,
): Promise<BrokenRule[]> {
  const { rows } = await sql<BrokenRule>`
    select b.device, d.label, d.path, b.rule, b.started_at as "startedAt", b.extreme, b.simulated or d.simulated as simulated
    from ${broken(at, owner)} order by b.started_at desc, b.device, b.rule limit ${limit}`.execute(db);
  return rows;
}

export async function countBroken(db: Db, at: Date, owner?: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${broken(at, owner)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** How often each rule was broken that day. */
export async function brokenByRule(
  db: Db,
  at: Date,
): Promise<{ rule: string; count: number; simulated: boolean }[]> {
  const { rows } = await sql<{ rule: string; count: number; simulated: boolean }>`
    select b.rule, count(*)::int as count, bool_or(b.simulated or d.simulated) as simulated
    from ${broken(at, undefined)} group by b.rule order by b.rule`.execute(db);
  return rows;
}

export async function listBrokenRows(db: Db, page: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<BrokenRule & { key: string; owner: string }>`
    select x.* from (
      select b.device || '/' || b.rule as key, b.device, d.label, d.owner, d.path, b.rule, b.started_at as "startedAt",
        b.extreme, b.simulated or d.simulated as simulated
      from ${broken(page.at, page.owner)}) x
    where x.key > ${page.after ?? ''} order by x.key limit ${page.limit}`.execute(db);
  return rows.map(({ key, path, simulated, label, owner, rule, startedAt, extreme }) => ({
    key,
    path,
    weight: 1,
    simulated,
    values: { label, owner, rule, startedAt, extreme },
  }));
}

const heard = (at: Date, owner: string | undefined): RawBuilder<unknown> => sql`
  tracks.device d join tracks.latest l on l.device = d.device
  where l.at > ${instant(at)} - interval '24 hours' and ${seenBy(owner)}`;

export interface Heard {
  readonly devices: number;
  readonly heard: number;
  readonly simulated: boolean;
  readonly asOf: string | null;
}

/** Devices that told of themselves in the 24 hours before an instant, of all that there are. */
export async function countHeard(db: Db, at: Date): Promise<Heard> {
  const { rows } = await sql<Heard>`
    select (select count(*)::int from tracks.device) as devices, count(*)::int as heard,
      coalesce(bool_or(l.simulated or d.simulated), false) as simulated, max(l.at) as "asOf"
    from ${heard(at, undefined)}`.execute(db);
  return rows[0] ?? { devices: 0, heard: 0, simulated: false, asOf: null };
}

export async function listHeardRows(db: Db, page: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    device: string;
    label: string;
    kind: string;
    owner: string;
    path: string;
    at: string;
    simulated: boolean;
  }>`
    select d.device, d.label, d.kind, d.owner, d.path, l.at, l.simulated or d.simulated as simulated
    from ${heard(page.at, page.owner)} and d.device > ${page.after ?? ''} order by d.device limit ${page.limit}`.execute(
    db,
  );
  return rows.map(({ device, path, simulated, ...values }) => ({
    key: device,
    path,
    weight: 1,
    simulated,
    values,
  }));
}

export async function countHeardRows(
  db: Db,
  { at, owner }: Pick<ListedPage, 'at' | 'owner'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${heard(at, owner)}`.execute(db);
  return rows[0]?.count ?? 0;
}
