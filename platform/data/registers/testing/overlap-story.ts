import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { handInFile } from '#kernel/record-server';
import { openTestCity, type TestCity } from '#testing';
import registersModule from '../module.ts';
import { NaturalResource } from '../records.ts';
import { findOverlaps } from '../resources/find-overlaps.ts';

const land = '330281-gtj';
const farming = '330281-nlj';

type Ring = readonly (readonly [number, number])[];

/** A square of a thousandth of a degree, about 107 by 111 metres here. */
const square = (west: number, south: number): Ring => {
  const [east, north] = [Number((west + 0.001).toFixed(6)), Number((south + 0.001).toFixed(6))];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
};

interface Unit {
  readonly code: string;
  readonly kind?: string;
  readonly keeper?: string;
  readonly ring: Ring;
}

const feature = ({ code, kind = '地块', keeper = land, ring }: Unit) => ({
  type: 'Feature',
  properties: {
    登记单元号: code,
    名称或坐落: `试验${code}`,
    种类: kind,
    面积: 11_000,
    所在区划: '330281001200',
    登记机构: keeper,
    权利类型: '国家所有',
    模拟数据: '是',
  },
  geometry: { type: 'Polygon', coordinates: [ring] },
});

const fileOf = (...units: Unit[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features: units.map(feature) });

const path = '/api/registers/resource-overlaps';
type Row = Record<string, unknown>;

interface Story {
  readonly city: TestCity;
  handIn(...units: Unit[]): Promise<void>;
  list(query?: string): Promise<Row[]>;
  /** How many overlaps wait for a bureau, in its task. */
  waiting(organisation: string): Promise<number[]>;
}

const grants = {
  'registers:resources': 'city',
  'registers:resources-write': 'city',
  'tasks:own': 'department',
  'jobs:own': 'own',
  'organisations:read': 'city',
} as const;

async function open(): Promise<Story> {
  const city = await openTestCity({ modules: [registersModule] });
  const bureau = city.as({ id: 'land', organisation: land, grants });
  return {
    city,
    async handIn(...units) {
      await handInFile(bureau.context(), NaturalResource, `${units[0]?.code}.geojson`, fileOf(...units));
      const context = city.platform.contextFor(system);
      const job = await context.startJob(context.db, findOverlaps, {}, { actor: system });
      expect(await city.finished(job)).toMatchObject({ status: 'done' });
    },
    async list(query = '') {
      const { items } = (await bureau.get(`${path}${query}`)).json<{ items: Row[] }>();
      return items.toSorted((one, other) => String(one['id']).localeCompare(String(other['id'])));
    },
    async waiting(organisation) {
      const { rows } = await sql<{ count: number }>`select count from tasks.task
        where kind = 'registers.overlap' and owner = ${organisation} and closed_at is null`.execute(
        city.platform.services.store.db,
      );
      return rows.map(({ count }) => count);
    },
  };
}

async function overlapping({ city, handIn, list, waiting }: Story): Promise<void> {
  await handIn(
    { code: 'OV0000000001', ring: square(121.15, 30.03) },
    // Half of it lies over the first.
    { code: 'OV0000000002', keeper: farming, ring: square(121.1505, 30.03) },
    // Shares a side with the second, and a strip within the tolerance of nothing else.
    { code: 'OV0000000003', ring: square(121.1515, 30.03) },
    // Of another kind: a wood may stand on a parcel.
    { code: 'OV0000000004', kind: '森林', ring: square(121.15, 30.03) },
    // A ring that crosses itself is two triangles; the one lies over the square to its west.
    {
      code: 'OV0000000005',
      kind: '水流',
      ring: [
        [121.2, 30.1],
        [121.202, 30.102],
        [121.202, 30.1],
        [121.2, 30.102],
        [121.2, 30.1],
      ],
    },
    { code: 'OV0000000006', kind: '水流', ring: square(121.2, 30.1005) },
  );
  const found = await list();
  expect(found.map(({ id, state }) => [id, state])).toEqual([
    ['OV0000000001+OV0000000002', 'open'],
    ['OV0000000005+OV0000000006', 'open'],
  ]);
  const [parcels] = found;
  expect(parcels).toMatchObject({ kind: 'parcel', oneKeeper: land, otherKeeper: farming });
  // Half of 96.5 by 110.9 metres (a thousandth of a degree of longitude and latitude at 30° N).
  expect(Number(parcels?.['area'])).toBeGreaterThan(0.99 * 48.24 * 110.86);
  expect(Number(parcels?.['area'])).toBeLessThan(1.01 * 48.24 * 110.86);
  expect(parcels?.['share']).toBeCloseTo(50, 1);
  expect(parcels?.['meta']).toMatchObject({ simulated: true });
  expect([await waiting(land), await waiting(farming)]).toEqual([[2], [1]]);
  const other = city.as({
    id: 'farmer',
    organisation: farming,
    grants: { 'registers:resources': 'department' },
  });
  expect((await other.get(path)).json<{ items: Row[] }>().items.map(({ id }) => id)).toEqual([
    'OV0000000001+OV0000000002',
  ]);
}

async function mended({ handIn, list, waiting }: Story): Promise<void> {
  await handIn({ code: 'OV0000000007', ring: square(121.3, 30.2) });
  const again = await list('?state=open');
  expect(again.map(({ meta }) => (meta as { revision: number }).revision)).toEqual([1, 1]);
  await handIn({ code: 'OV0000000002', keeper: farming, ring: square(121.151, 30.04) });
  expect((await list('?state=open')).map(({ id }) => id)).toEqual(['OV0000000005+OV0000000006']);
  expect((await list('?state=gone')).map(({ id }) => id)).toEqual(['OV0000000001+OV0000000002']);
  expect([await waiting(land), await waiting(farming)]).toEqual([[1], []]);
}

async function corrected({ handIn, list, waiting }: Story): Promise<void> {
  const [wrong, right] = ['330281-slj', '330281-jtj'];
  await handIn(
    { code: 'OV0000000011', ring: square(121.4, 30.3) },
    { code: 'OV0000000012', keeper: wrong, ring: square(121.4005, 30.3) },
  );
  expect([await waiting(wrong), await waiting(right)]).toEqual([[1], []]);
  await handIn({ code: 'OV0000000012', keeper: right, ring: square(121.4005, 30.3) });
  expect((await list('?state=open')).map(({ otherKeeper }) => otherKeeper)).toEqual([land, right]);
  expect([await waiting(wrong), await waiting(right)]).toEqual([[], [1]]);
}

/** What stands in the map: told once on a server and once on the embedded store. */
export function overlapStory(): void {
  let story: Story;
  beforeAll(async () => {
    story = await open();
  });
  afterAll(() => story.city.close());
  test('two of one kind that lie over each other are a finding for both bureaus, with the area', () =>
    overlapping(story));
  test('the same again writes no version; mended, it is gone, and so is what waited', () => mended(story));
  test('a unit whose keeper is corrected waits for the right one, and no more for the other', () =>
    corrected(story));
}
