import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../context.ts';
import type { Download } from '../module.ts';
import { Problem } from '../problem.ts';
import { encodeTile, type TileGeometry } from './encode-tile.ts';
import { SRID } from './geojson.ts';
import type { PlannedField, RecordPlan } from './plan.ts';
import { allOf } from './read-page.ts';
import { scopeCondition } from './scope.ts';

/** Features of one tile; past it the rest is left out and the header says so. */
export const tileCap = 20_000;
const extent = 4096;
/** Drawn past the edge, so that symbols and lines do not break there. */
const buffer = 64;

export interface Place {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const noMap = (plan: RecordPlan) =>
  new Problem(404, 'records.no-map', {
    zh: `${plan.record.title.zh}没有地图。`,
    en: `${plan.record.title.en} has no map.`,
  });

function requirePlace({ z, x, y }: Place): void {
  const side = 2 ** z;
  if (x < side && y < side) return;
  throw new Problem(400, 'records.no-such-tile', {
    zh: `没有这个瓦片：${z}/${x}/${y}`,
    en: `There is no such tile: ${z}/${x}/${y}`,
  });
}

interface Drawing {
  readonly plan: RecordPlan;
  readonly geometry: PlannedField;
  /** The tile in Web Mercator. */
  readonly envelope: RawBuilder<unknown>;
  /** `key`, `label`, `place` of the rows in and around the tile. */
  readonly rows: RawBuilder<unknown>;
}

function drawingOf(plan: RecordPlan, context: Context, { z, x, y }: Place): Drawing {
  const { map } = plan.record;
  if (!map) throw noMap(plan);
  const geometry = plan.field(map.geometry);
  const label = plan.field(map.label);
  const around = sql`ST_Transform(ST_TileEnvelope(${z}, ${x}, ${y}, margin => ${buffer / extent}::float8), ${sql.lit(SRID)})`;
  const conditions = [sql`${geometry.at} && ${around}`, sql`t.withdrawn_at is null`];
  const scope = scopeCondition(plan, context, plan.record.rights.read);
  if (scope) conditions.push(scope);
  const shown = label.personal ? plan.key.at : label.at;
  return {
    plan,
    geometry,
    envelope: sql`ST_TileEnvelope(${z}, ${x}, ${y})`,
    rows: sql`select ${plan.key.at}::text as key, ${shown}::text as label, ST_Transform(${geometry.at}, 3857) as place
      from ${plan.table} t where ${allOf(conditions)} limit ${tileCap + 1}`,
  };
}

interface Drawn {
  readonly body: Uint8Array;
  readonly capped: boolean;
}

/** The store encodes the tile itself. */
async function drawThere({ plan, envelope, rows }: Drawing, context: Context): Promise<Drawn> {
  const answer = await sql<{ tile: Uint8Array; n: number }>`
    with found as (${rows}), drawn as (
      select key, label, ST_AsMVTGeom(place, ${envelope}, ${extent}::integer, ${buffer}::integer, true) as geom
      from found limit ${tileCap}
    )
    select ST_AsMVT(drawn, ${plan.record.name}::text, ${extent}::integer, 'geom') as tile, (select count(*) from found) as n
    from drawn
  `.execute(context.db);
  const [row] = answer.rows;
  return { body: row?.tile ?? new Uint8Array(), capped: Number(row?.n ?? 0) > tileCap };
}

/** The store cuts and scales, the tile is encoded here. */
async function drawHere({ plan, envelope, rows }: Drawing, context: Context): Promise<Drawn> {
  const { rows: found } = await sql<{ key: string; label: string | null; geometry: TileGeometry | null }>`
    with found as (${rows}), tile as (
      select e, ST_XMin(e) as west, ST_YMax(e) as north, ${extent} / (ST_XMax(e) - ST_XMin(e)) as scale from (select ${envelope} as e) one
    )
    select key, label, ST_AsGeoJSON(ST_SnapToGrid(ST_Affine(
        ST_ClipByBox2D(place, ST_Expand(tile.e, ${buffer} / tile.scale)::box2d),
        scale, 0, 0, -scale, -west * scale, north * scale), 1), 0)::json as geometry
    from found, tile
  `.execute(context.db);
  const drawable = found.slice(0, tileCap).flatMap(({ key, label, geometry }) => {
    const tags: Record<string, string> = label === null ? { key } : { key, label };
    return geometry ? [{ geometry, tags }] : [];
  });
  return { body: encodeTile(plan.record.name, drawable, extent), capped: found.length > tileCap };
}

/**
 * One vector tile of the record's map: the rows in the reader's scope, each with its key and label.
 * The header `x-tile-capped: yes` says that there were more than 20,000.
 * @throws Problem 404 `records.no-map`, 400 `records.no-such-tile`
 */
export async function readTile(plan: RecordPlan, context: Context, place: Place): Promise<Download> {
  const drawing = drawingOf(plan, context, place);
  requirePlace(place);
  const draw = context.store.capabilities.vectorTiles ? drawThere : drawHere;
  const { body, capped } = await draw(drawing, context);
  return {
    filename: `${plan.record.name}-${place.z}-${place.x}-${place.y}.mvt`,
    type: 'application/vnd.mapbox-vector-tile',
    body,
    inline: true,
    headers: { 'cache-control': 'private, max-age=60', 'x-tile-capped': capped ? 'yes' : 'no' },
  };
}
