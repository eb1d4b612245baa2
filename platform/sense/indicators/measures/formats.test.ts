import { expect, test } from 'vitest';
import type { MeasureSeries, Point } from './contract.ts';
import { toCsv, toSdmx } from './formats.ts';

const nothing = {
  numerator: null,
  denominator: null,
  rows: null,
  simulated: false,
  asOf: null,
  revision: null,
  cumulative: null,
  leftOut: 0,
  before: null,
  yearBefore: null,
  target: null,
};
const point = (period: string, value: number | null, state: Point['state']): Point => ({
  ...nothing,
  period,
  start: `${period}-01`,
  value,
  state,
});
const text = { zh: '报警', en: 'Alarms, told' };
const series: MeasureSeries = {
  code: 'alarms',
  title: text,
  unit: text,
  definition: text,
  grain: 'month',
  grains: ['month'],
  direction: 'less',
  owner: '330281-jxj',
  dimensions: [{ name: 'town', title: { zh: '镇街', en: 'Town' } }],
  by: 'town',
  where: {},
  whole: true,
  lines: [
    {
      key: '{}',
      place: { town: '1' },
      title: { zh: '甲', en: 'A' },
      points: [{ ...point('2026-01', 4, 'final'), leftOut: 2 }, point('2026-02', null, 'none')],
    },
    {
      key: '{}',
      place: { town: '' },
      title: { zh: '未知', en: 'Unknown' },
      points: [point('2026-01', null, 'hidden'), point('2026-02', 7, 'provisional')],
    },
  ],
  refreshedAt: null,
};

test('CSV says each value with its place and why there is none', () => {
  const lines = toCsv(series).split('\r\n');
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatch(/^measure,town,period,value,/);
  expect(lines[1]).toMatch(/^alarms,1,2026-01,4,,,,final,false,/);
  expect(lines[0]).toMatch(/,left_out$/);
  expect(lines[1]).toMatch(/,2$/);
  expect(lines[3]).toMatch(/^alarms,,2026-01,,,,,hidden,false,/);
});

test('SDMX-JSON: each observation is found by the place of its values, with its status', () => {
  const message = toSdmx(series, {
    at: '2026-03-01T00:00:00Z',
    href: '/api/indicators/measures/alarms/series',
  }) as {
    data: {
      structures: {
        dimensions: { observation: { id: string; values: { id?: string; value?: string }[] }[] };
      }[];
      dataSets: { observations: Record<string, unknown[]> }[];
    };
  };
  const [town, time] = message.data.structures[0]?.dimensions.observation ?? [];
  expect(town?.values.map(({ id }) => id)).toEqual(['1', '_U']);
  expect(time?.values.map(({ value }) => value)).toEqual(['2026-01', '2026-02']);
  expect(message.data.dataSets[0]?.observations).toEqual({
    '0:0': [4, 0, 0, 0],
    '0:1': [null, 2, 0, 1],
    '1:0': [null, 3, 0, 1],
    '1:1': [7, 1, 0, 1],
  });
});
