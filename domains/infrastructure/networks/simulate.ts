import type { Context } from '#kernel/context';
import { handInFile } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { divisionCodes, Organisation } from '#platform/base/organisations';
import { Sharing, Tower } from './records.ts';
import { liesInCity } from './store.ts';

const city = '330281';
const owner = `${city}-moni-tieta`;
const carriers = ['jia', 'yi', 'bing'].map((name) => `${city}-moni-${name}`);
const towers = 120;
/** Within these degrees around the middle of the city towers are looked for. */
const spread = { west: 121, east: 121.3, south: 29.95, north: 30.2 };

/** Evenly strewn numbers from 0 to 1 (the additive recurrence of the plastic number). */
const strewn = (seed: number, at: number) =>
  [0.754877666, 0.569840291].map((step) => (((seed * 0.31 + at * step) % 1) + 1) % 1) as [number, number];

async function places(context: Context, seed: number): Promise<string[]> {
  const found: string[] = [];
  for (let at = 1; found.length < towers; at += 1) {
    const [x, y] = strewn(seed, at);
    const coordinates = [
      spread.west + x * (spread.east - spread.west),
      spread.south + y * (spread.north - spread.south),
    ];
    if (await liesInCity(context.db, city, { type: 'Point', coordinates }))
      found.push(coordinates.map((degrees) => degrees.toFixed(5)).join(' '));
  }
  return found;
}

const numbered = (letters: string, at: number): string => `${letters}${String(at + 1).padStart(5, '0')}`;

const organisationFile = (): string =>
  [
    '代码,名称,英文名称,类型,区划,重建,模拟数据',
    `${owner},模拟铁塔公司,Simulated Tower Company,enterprise,${city},否,是`,
    ...carriers.map(
      (code, at) =>
        `${code},模拟运营商${'甲乙丙'[at]},Simulated Carrier ${'ABC'[at]},enterprise,${city},否,是`,
    ),
  ].join('\n');

const kinds = ['落地塔', '楼面站', '杆塔'];

const towerFile = (divisions: readonly string[], at: readonly string[]): string =>
  [
    '站址编码,站名,类型,状态,权属单位,所在区划,位置,塔高,建成日期,模拟数据',
    ...at.map((place, index) => {
      const division = divisions[(index * 37) % divisions.length] ?? city;
      const built = `201${index % 8}-0${1 + (index % 9)}-15`;
      return `${numbered('MN', index)},模拟站${index + 1},${kinds[index % 3]},在用,${owner},${division},${place},${15 + (index % 5) * 7},${built},是`;
    }),
  ].join('\n');

/** Agreements of one carrier: the first is on every tower, the second on two of three, the third on one of four. */
const sharingFile = (carrier: number): string => {
  const every = [1, 1.5, 4][carrier] ?? 1;
  const on = Array.from({ length: Math.floor(towers / every) }, (_, at) => Math.floor(at * every));
  return [
    '协议编号,铁塔,运营商,制式,起始日期,终止日期,模拟数据',
    ...on.map(
      (at) =>
        `${numbered(`MN${'ABC'[carrier]}`, at)},${numbered('MN', at)},${carriers[carrier]},4G,2018-01-01,,是`,
    ),
  ].join('\n');
};

/** An invented tower company and three invented carriers hand in their towers and agreements. */
export const operators: Played = {
  name: 'networks.operators',
  grants: {
    'organisations:read': 'city',
    'organisations:write': 'city',
    'networks:read': 'city',
    'networks:write': 'city',
    'jobs:own': 'own',
  },
  async play(context, seed) {
    const villages = [...(await divisionCodes(context.db))].filter((code) => code.length === 12).toSorted();
    await handInFile(context, Organisation, 'simulated-operators.csv', organisationFile());
    const file = towerFile(villages, await places(context, seed));
    await handInFile(context, Tower, 'simulated-towers.csv', file);
    for (const [at, carrier] of carriers.entries())
      await handInFile(context, Sharing, `simulated-${carrier}.csv`, sharingFile(at));
  },
};
