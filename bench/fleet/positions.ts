import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Services } from '#kernel/context';
import { readTrack, settleTrackDay, takePositions, type NewPosition } from '#platform/sense/tracks';
import { answer } from '../machinery/answer.ts';
import { openCity } from '../machinery/open-city.ts';
import { median } from '../result.ts';
import type { FleetMeasured } from '../fleet.bench.ts';

const devices = 500;
const calls = 100;
const rowsACall = 500;
const rounds = 4;
/** How many positions are to be in the table; without it as many whole days as go into `loadMostMs`. */
const loadPositions = Number(process.env['FLEET_POSITIONS'] ?? 0);
const loadMostMs = 40_000;
const secondsApart = 20;
const positionsADay = devices * (86_400 / secondsApart);

const start = Date.now() - 86_400_000;
const positionOf = (at: number): NewPosition => ({
  device: `fleet.${at % devices}`,
  at: new Date(start + Math.floor(at / devices) * 1000).toISOString(),
  serial: 0,
  longitude: 121 + (at % 1000) / 4000,
  latitude: 30 + (at % 777) / 4000,
  speed: at % 90,
  direction: at % 360,
  altitude: 5,
  alarm: 0,
  simulated: true,
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The same rows by COPY alone. */
async function bareCopy(url: string, rows: readonly NewPosition[]): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create table bare_position (device text, at timestamptz, serial integer, longitude double precision,
    latitude double precision, speed real, direction smallint, altitude smallint, alarm bigint, simulated boolean)`);
  const pieces = Array.from({ length: rows.length / rowsACall }, (_, piece) =>
    rows
      .slice(piece * rowsACall, (piece + 1) * rowsACall)
      .map((row) => `${Object.values(row).join(',')}\n`)
      .join(''),
  );
  const took = await timed(() =>
    pipeline(
      Readable.from(pieces),
      client.query(copyFrom('copy bare_position from stdin with (format csv)')),
    ),
  );
  await client.query('drop table bare_position');
  await client.end();
  return took;
}

/** @returns milliseconds that the rows took through the module's intake */
const takeIn = (services: Services, rows: readonly NewPosition[]): Promise<number> =>
  timed(async () => {
    for (let round = 0; round < rounds; round += 1)
      await Promise.all(
        Array.from({ length: calls }, (_, call) => {
          const from = (round * calls + call) * rowsACall;
          return takePositions(services, rows.slice(from, from + rowsACall));
        }),
      );
  });

const dayBefore = (days: number): string =>
  new Date(start - (days + 3) * 86_400_000).toISOString().slice(0, 10);

/** Whole days before those, written by the database itself in the order of time, as many as are asked for. */
async function loadDays(services: Services): Promise<number> {
  const begun = performance.now();
  let days = 0;
  const isEnough = (): boolean =>
    loadPositions > 0 ? days * positionsADay >= loadPositions : performance.now() - begun >= loadMostMs;
  for (; !isEnough(); days += 1) {
    const day = dayBefore(days);
    if (await isLoaded(services, day)) continue;
    await takePositions(services, [{ ...positionOf(0), device: 'fleet.none', at: `${day}T00:00:00Z` }]);
    await services.store.transaction(
      (tx) =>
        sql`insert into tracks.position (device, at, serial, longitude, latitude, speed, direction, altitude, alarm,
          simulated, received_at)
        select 'fleet.' || d, ${day}::date::timestamp at time zone 'Asia/Shanghai' + s * interval '1 second', 0,
          121 + d / 4000.0, 30 + s / 400000.0, d % 90, 90, 5, 0, true, now()
        from generate_series(0, 86399, ${sql.lit(secondsApart)}) s,
          generate_series(0, ${sql.lit(devices - 1)}) d`.execute(tx),
      { timeoutMs: 0 },
    );
    // As the night's job does with days that are over.
    await settleTrackDay(services.store, day, new Date().toISOString());
  }
  return days;
}

/** In a database that is kept: by a run before this one. */
async function isLoaded({ store }: Services, day: string): Promise<boolean> {
  const from = new Date(`${day}T00:00:00+08:00`).toISOString();
  const to = new Date(Date.parse(from) + 3_600_000).toISOString();
  return (await readTrack(store.db, { device: 'fleet.1', from, to })).length > 0;
}

/** Day tracks of devices and days in turn: milliseconds of each, rows of the last. */
async function readTracks({ store }: Services, days: number): Promise<{ took: number[]; rows: number }> {
  const took: number[] = [];
  let rows = 0;
  for (let at = 0; at < 100; at += 1) {
    const from = new Date(`${dayBefore(at % days)}T00:00:00+08:00`).toISOString();
    const to = new Date(Date.parse(from) + 86_400_000).toISOString();
    const asked = { device: `fleet.${(at * 37) % devices}`, from, to };
    took.push(
      await timed(async () => {
        rows = (await readTrack(store.db, asked)).length;
      }),
    );
  }
  return { took, rows };
}

/** Of a hundred million that takes longer than a statement may. */
async function countPositions({ store }: Services): Promise<number> {
  const { rows } = await store.transaction(
    (tx) => sql<{ n: number }>`select count(*)::int as n from tracks.position`.execute(tx),
    { timeoutMs: 0 },
  );
  return rows[0]?.n ?? 0;
}

await answer(async ({ url, folder }: { url: string; folder: string }): Promise<FleetMeasured> => {
  const platform = await openCity(url, folder);
  const { services } = platform;
  const rows = Array.from({ length: calls * rowsACall * rounds }, (_, at) => positionOf(at));
  const oursMs = await takeIn(services, rows);
  const copyMs = await bareCopy(url, rows);
  let days = 0;
  const loadMs = await timed(async () => {
    days = await loadDays(services);
  });
  const tracks = await readTracks(services, days);
  const loaded = await countPositions(services);
  await platform.close();
  return {
    rows: rows.length,
    oursMs,
    copyMs,
    loaded,
    loadMs,
    trackMs: median(tracks.took),
    trackWorstMs: Math.max(...tracks.took),
    trackRows: tracks.rows,
  };
});
