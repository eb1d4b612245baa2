import { afterAll, beforeAll, expect, test } from 'vitest';
import { handInFile } from '#kernel/record-server';
import { NaturalResource } from '#platform/data/registers/records';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';

let city: TestCity;
let bureau: Asker;
let reader: Asker;

const rights = { 'registers:resources': 'department', 'registers:resources-write': 'department' } as const;

beforeAll(async () => {
  city = await openTestCity({ modules });
  bureau = city.as({
    id: 'land',
    organisation: '330281-gtj',
    grants: { ...rights, 'jobs:own': 'own', 'organisations:read': 'city' },
  });
  reader = city.as({ id: 'planner', grants: { 'registers:resources': 'city' } });
});
afterAll(() => city.close());

const path = '/api/registers/natural-resources';
const near = (degrees: number) => Number((degrees + 0.001).toFixed(6));
const square = (west: number, south: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [near(west), south],
      [near(west), near(south)],
      [west, near(south)],
      [west, south],
    ],
  ],
});
const feature = (code: string, keeper: string) => ({
  type: 'Feature',
  properties: {
    登记单元号: code,
    名称或坐落: '试验地块',
    种类: '地块',
    面积: 10_700,
    所在区划: '330281001200',
    登记机构: keeper,
    权利类型: '集体所有',
    权利人: '钱试验',
    模拟数据: '是',
  },
  geometry: square(121.15, 30.03),
});
const file = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

test('a GeoJSON file of parcels becomes rows with boundaries, drawn on the map', async () => {
  await handInFile(
    bureau.context(),
    NaturalResource,
    'parcels.geojson',
    file(feature('SY0000000001', '330281-gtj')),
  );
  const row = (await bureau.get(`${path}/SY0000000001`)).json();
  expect(row).toMatchObject({
    kind: 'parcel',
    area: 10_700,
    division: '330281001200',
    boundary: square(121.15, 30.03),
  });
  expect(row.meta).toMatchObject({ simulated: true });
});

test('another sees them with the holder masked; another department, nobody without right', async () => {
  const seen = (await reader.get(`${path}/SY0000000001`)).json();
  expect(seen).toMatchObject({
    rightHolder: '钱*验',
    meta: { masked: expect.arrayContaining(['rightHolder']) },
  });
  expect((await reader.get(`${path}/SY0000000001?reveal=yes`, { purpose: '核对' })).statusCode).toBe(403);
  const other = city.as({ id: 'farm', organisation: '330281-nyj', grants: rights });
  expect((await other.get(`${path}/SY0000000001`)).statusCode).toBe(404);
  const stranger = city.as({ id: 'nobody', grants: { 'organisations:read': 'city' } });
  expect((await stranger.get(path)).json().code).toBe('identity.forbidden');
  expect((await reader.post(path, {})).json().code).toBe('identity.forbidden');
});

test('a ring that does not close and a unit of another bureau are refused', async () => {
  const values = {
    code: 'SY0000000002',
    name: '试验地块二',
    kind: 'parcel',
    area: 5,
    division: '330281001200',
    keeper: '330281-gtj',
    rightKind: 'state',
    boundary: {
      type: 'Polygon',
      coordinates: [
        [
          [121, 30],
          [121.1, 30],
          [121, 30.1],
        ],
      ],
    },
  };
  expect((await bureau.post(path, values)).statusCode).toBe(422);
  expect(
    (await bureau.post(path, { ...values, boundary: square(121.2, 30.1), keeper: '330281-jxj' })).statusCode,
  ).toBe(403);
  expect((await bureau.post(path, { ...values, boundary: square(121.2, 30.1) })).statusCode).toBeLessThan(
    300,
  );
});
