import { sql } from 'kysely';
import type { Db, Store } from '#kernel/db';
import type { NewPosition } from './shapes.ts';

const columns = [
  'device',
  'at',
  'serial',
  'longitude',
  'latitude',
  'speed',
  'direction',
  'altitude',
  'alarm',
  'simulated',
] as const satisfies readonly (keyof NewPosition)[];

/** A device's key is checked where it is registered: no cell needs quotes. */
const lineOf = (position: NewPosition): string =>
  `${columns.map((name) => String(position[name])).join(',')}\n`;

const rowsAPiece = 500;

// eslint-disable-next-line @typescript-eslint/require-await -- COPY asks for an asynchronous source
async function* lines(positions: readonly NewPosition[]): AsyncGenerator<string> {
  for (let from = 0; from < positions.length; from += rowsAPiece)
    yield positions
      .slice(from, from + rowsAPiece)
      .map(lineOf)
      .join('');
}

/** Puts positions beside the table by COPY, into a table of this session that is empty after each transaction. */
export async function copyIncoming(store: Store, tx: Db, positions: readonly NewPosition[]): Promise<void> {
  await sql`create temporary table if not exists tracks_incoming (device text, at timestamptz(3), serial integer,
    longitude double precision, latitude double precision, speed real, direction smallint, altitude smallint, alarm bigint,
    simulated boolean) on commit delete rows`.execute(tx);
  await store.copyIn({ table: 'tracks_incoming', columns, tx }, lines(positions));
}

/**
 * Takes in what is new; what is there already stays as it is. The latest is the newest by its own time.
 * @returns how many were new
 */
export async function takeIncoming(tx: Db, now: string): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    with taken as (
      insert into tracks.position (device, at, serial, longitude, latitude, speed, direction, altitude, alarm, simulated,
        received_at)
      select device, at, serial, longitude, latitude, speed, direction, altitude, alarm, simulated, ${now}::timestamptz
      from tracks_incoming on conflict do nothing returning device, at
    ), unjudged as (
      insert into tracks.unjudged as u (device, since, until)
      select device, min(at), max(at) from taken group by device order by device
      on conflict (device) do update set since = least(u.since, excluded.since), until = greatest(u.until, excluded.until)
    ) select count(*)::int as taken from taken`.execute(tx);
  await sql`insert into tracks.latest as l (device, at, serial, longitude, latitude, speed, direction, alarm, simulated)
    select distinct on (device) device, at, serial, longitude, latitude, speed, direction, alarm, simulated
    from tracks_incoming order by device, at desc, serial desc
    on conflict (device) do update set at = excluded.at, serial = excluded.serial, longitude = excluded.longitude,
      latitude = excluded.latitude, speed = excluded.speed, direction = excluded.direction, alarm = excluded.alarm,
      simulated = excluded.simulated
    where (excluded.at, excluded.serial) > (l.at, l.serial)`.execute(tx);
  return rows[0]?.taken ?? 0;
}
