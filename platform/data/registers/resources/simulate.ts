import { handInFile } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { divisionCodes } from '#platform/base/organisations';
import { NaturalResource } from '../records.ts';

const keeper = '330281-gtj';
const count = 80;
/** Within these degrees around the middle of the city they are strewn. */
const spread = { west: 121.02, east: 121.26, south: 29.98, north: 30.18 };
const kinds = ['地块', '森林', '水流', '地块', '湿地', '地块'];
const uses = [
  '工业用地（模拟）',
  '乔木林（模拟）',
  '河道（模拟）',
  '耕地（模拟）',
  '库塘（模拟）',
  '住宅用地（模拟）',
];

/** Evenly strewn numbers from 0 to 1 (the additive recurrence of the plastic number). */
const strewn = (seed: number, at: number): readonly [number, number] => {
  const of = (step: number) => (((seed * 0.31 + at * step) % 1) + 1) % 1;
  return [of(0.754877666), of(0.569840291)];
};

const metresADegree = { latitude: 110_900, longitude: 96_200 };

/** A rectangle of so many degrees around a place, its area in square metres. */
function plot(seed: number, at: number) {
  const [x, y] = strewn(seed, at);
  const west = spread.west + x * (spread.east - spread.west);
  const south = spread.south + y * (spread.north - spread.south);
  const [wide, high] = [0.0008 + (at % 7) * 0.0003, 0.0006 + (at % 5) * 0.0003];
  const corner = (longitude: number, latitude: number) => [
    Number(longitude.toFixed(6)),
    Number(latitude.toFixed(6)),
  ];
  const ring = [
    corner(west, south),
    corner(west + wide, south),
    corner(west + wide, south + high),
    corner(west, south + high),
    corner(west, south),
  ];
  const area = Math.round(wide * metresADegree.longitude * high * metresADegree.latitude);
  return { geometry: { type: 'Polygon', coordinates: [ring] }, area };
}

const fileOf = (seed: number, villages: readonly string[]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: Array.from({ length: count }, (_, index) => {
      const { geometry, area } = plot(seed, index + 1);
      return {
        type: 'Feature',
        properties: {
          登记单元号: `MN${String(index + 1).padStart(10, '0')}`,
          名称或坐落: `模拟${kinds[index % kinds.length]}${index + 1}`,
          种类: kinds[index % kinds.length],
          用途: uses[index % uses.length],
          面积: area,
          所在区划: villages[(index * 37) % villages.length],
          登记机构: keeper,
          权利类型: index % 3 === 0 ? '集体所有' : '国家所有',
          权利人: index % 3 === 0 ? `模拟村经济合作社${index + 1}` : '',
          模拟数据: '是',
        },
        geometry,
      };
    }),
  });

/** The bureau of land hands in a GeoJSON file of units that lie nowhere in truth. */
export const landBureau: Played = {
  name: 'registers.land-bureau',
  grants: {
    'organisations:read': 'city',
    'registers:resources': 'city',
    'registers:resources-write': 'city',
    'jobs:own': 'own',
  },
  async play(context, seed) {
    const villages = [...(await divisionCodes(context.db))].filter((code) => code.length === 12).toSorted();
    await handInFile(context, NaturalResource, 'simulated-natural-resources.geojson', fileOf(seed, villages));
  },
};
