import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Problem } from '#kernel/problem';
import type { Given } from '../command.ts';
import { run } from './forecast.ts';

const folder = mkdtempSync(join(tmpdir(), 'yaojiang-forecast-test-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const day = (index: number) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
const rows = Array.from(
  { length: 90 },
  (_, index) => `${day(index)},${index % 7 > 4 ? 60 : 100 + (index % 5)}`,
);
const file = (name: string, lines: readonly string[]) => {
  writeFileSync(at(name), `${['day,visits', ...lines].join('\n')}\n`);
  return at(name);
};
const given = { file: file('visits.csv', rows), column: 'visits', time: 'day', horizon: '7' };

test('a file becomes a forecast with its interval, told by day', async () => {
  const { lines } = await run({ ...given, period: '7', least: '0', holidays: true }, []);
  expect(lines).toHaveLength(8);
  expect(lines[0]).toBe('time,value,lower,upper');
  expect(lines[1]).toMatch(/^2024-03-31,[\d.]+,[\d.]+,[\d.]+$/);
  for (const line of lines.slice(1)) {
    const [, value = 0, lower = 0, upper = 0] = line.split(',').map(Number);
    expect(lower <= value && value <= upper).toBe(true);
  }
  const { lines: said } = await run({ ...given, period: '7,30', out: at('out.csv') }, []);
  expect(said[0]).toContain('2024-01-01 — 2024-03-30');
  expect(readFileSync(at('out.csv'), 'utf8').split('\n')).toHaveLength(9);
});

test.for<[string, string, Given]>([
  ['column-missing', 'nobody', { column: 'nobody' }],
  ['option-invalid', '--horizon', { horizon: '0' }],
  ['option-invalid', '--level', { level: '95' }],
  ['option-invalid', '--period', { period: '7,x' }],
  [
    'value-invalid',
    'Row 3',
    { file: file('hole.csv', [...rows.slice(0, 2), `${day(2)},`, ...rows.slice(3)]) },
  ],
  ['time-gap', 'Row 3', { file: file('gap.csv', [...rows.slice(0, 2), ...rows.slice(3)]) }],
  ['time-invalid', 'no time', { file: file('time.csv', ['2024-02-30,1', ...rows]) }],
  ['too-short', '6', { file: file('short.csv', rows.slice(0, 5)) }],
  ['row-unreadable', '1 rows', { file: file('ragged.csv', [...rows, '2024-03-31,1,2,3']) }],
  ['holidays-need-days', '--time', { holidays: true, time: undefined }],
])('refused with forecasting.%s, which says %s', async ([code, said, change]) => {
  const ended = await run({ ...given, ...change }, []).catch((error: unknown) => error);
  expect(ended).toBeInstanceOf(Problem);
  expect((ended as Problem).code).toBe(`forecasting.${code}`);
  expect((ended as Problem).detail.en).toContain(said);
});
