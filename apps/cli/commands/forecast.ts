import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readCityFile } from '#kernel/city';
import { readConfig } from '#kernel/config';
import { openLake, type LakeSession } from '#kernel/lake';
import {
  chineseDays,
  forecast,
  leastValues,
  type Forecast,
  type ForecastOptions,
} from '#engines/forecasting';
import { workingCalendar, type WorkingCalendar } from '#engines/working-days';
import { calendarFile } from '#platform/base/tasks';
import { required, UsageError, type Command, type Given, type Said } from '../command.ts';
import { openTable } from '../file-table.ts';
import { readSeries, refused, timeAfter, type Series, type SeriesRow } from './forecast-series.ts';

const textOf = (value: Given[string]): string | undefined => (typeof value === 'string' ? value : undefined);

/** Nobody looks further, and it would take longer than anybody waits. */
const mostAhead = 5000;
const mostValues = 100_000;

function numberOf(given: Given, name: string, holds: (value: number) => boolean): number | undefined {
  const text = textOf(given[name]);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && holds(value)) return value;
  throw refused('option-invalid', `--${name}：“${text}”不行。`, `--${name}: "${text}" will not do.`);
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;

function optionsOf(given: Given): ForecastOptions {
  required(given, 'horizon');
  const horizon = numberOf(given, 'horizon', (value) => isCount(value) && value <= mostAhead) ?? 1;
  const level = numberOf(given, 'level', (value) => value > 0 && value < 1);
  const bounds = {
    least: numberOf(given, 'least', Number.isFinite) ?? -Infinity,
    most: numberOf(given, 'most', Number.isFinite) ?? Infinity,
  };
  if (bounds.least > bounds.most)
    throw refused('option-invalid', '--least 大于 --most。', '--least is above --most.');
  return { horizon, level: level ?? 0.95, periods: periodsOf(given), ...bounds };
}

function periodsOf(given: Given): number[] {
  const periods = textOf(given['period'])?.split(',').map(Number) ?? [];
  if (!periods.every((period) => isCount(period) && period > 1))
    throw refused(
      'option-invalid',
      '--period：每个季节长度都应是大于 1 的整数，如 7,365。',
      '--period: each season is a whole number above 1, as 7,365.',
    );
  return periods;
}

const name = (column: string): string => `"${column.replaceAll('"', '""')}"`;

async function readRows(session: LakeSession, given: Given, folder: string): Promise<SeriesRow[]> {
  const column = required(given, 'column');
  const time = textOf(given['time']);
  const unread = await openTable(session, 'series', required(given, 'file'), folder);
  if (unread.refused > 0)
    throw refused(
      'row-unreadable',
      `文件中有 ${unread.refused} 行读不了；少了它们，时间就对不上了。`,
      `${unread.refused} rows of the file cannot be read; without them the times would not hold.`,
    );
  const known = await session.rows<{ column_name: string }>('describe series');
  for (const each of [column, ...(time === undefined ? [] : [time])])
    if (!known.some(({ column_name: found }) => found === each))
      throw refused('column-missing', `文件中没有“${each}”这一列。`, `The file has no column "${each}".`);
  const timed = time === undefined ? 'null' : `${name(time)}::varchar`;
  return session.rows<SeriesRow & Record<string, unknown>>(
    `select ${timed} as time, ${name(column)}::varchar as value from series limit ${mostValues + 1}`,
  );
}

/** The city's own closures stand above what is published. */
async function calendarOf(): Promise<WorkingCalendar> {
  const { value } = await readCityFile(readConfig().cityFolder, calendarFile);
  return workingCalendar(value ?? {});
}

function requireFit({ values }: Series): void {
  if (values.length < leastValues)
    throw refused(
      'too-short',
      `只有 ${values.length} 个数，至少要 ${leastValues} 个。`,
      `There are ${values.length} values; a forecast wants ${leastValues} or more.`,
    );
  if (values.length > mostValues)
    throw refused('too-long', `最多 ${mostValues} 个数。`, `At most ${mostValues} values.`);
}

async function daysOf(series: Series, horizon: number) {
  if (series.step !== 'day')
    throw refused(
      'holidays-need-days',
      '--holidays 要求用 --time 指明按日的时间列（2026-11-30）。',
      '--holidays wants a column of days (2026-11-30), named by --time.',
    );
  return chineseDays(await calendarOf(), series.first, series.values.length + horizon);
}

const round = (value: number): string => String(Number(value.toPrecision(10)));

function csvOf({ last, step }: Series, { points }: Forecast): string[] {
  const rows = points.map(({ value, lower, upper }, index) =>
    [timeAfter(last, step, index + 1), ...[value, lower, upper].map(round)].join(','),
  );
  return ['time,value,lower,upper', ...rows];
}

interface Made {
  readonly series: Series;
  readonly made: Forecast;
  readonly uncertainFrom: string | null;
}

function told({ series, made, uncertainFrom }: Made): string[] {
  const effects = made.effects.filter(({ effect }) => effect !== 0);
  return [
    `${series.values.length} 个数 values，${series.first} — ${series.last}；季节 seasons ${made.periods.join(', ') || '无 none'}`,
    ...effects.map(
      ({ mark, effect, seen }) =>
        `  ${mark}: ${made.season === 'multiplicative' ? `× ${Math.exp(effect).toFixed(3)}` : effect.toFixed(3)}   (${seen} 次 seen)`,
    ),
    ...(uncertainFrom === null
      ? []
      : [`${uncertainFrom} 起放假安排尚未公布 · holidays not yet published from ${uncertainFrom}`]),
  ];
}

/** The rows of the file, through a lake of its own that is gone after. */
async function rowsOf(given: Given): Promise<SeriesRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yaojiang-forecast-'));
  const { LAKE_MEMORY, LAKE_THREADS } = readConfig();
  try {
    const lake = await openLake({
      folder: join(folder, 'lake'),
      temp: join(folder, 'temp'),
      memory: LAKE_MEMORY,
      threads: LAKE_THREADS,
      alsoOpen: [folder, dirname(resolve(required(given, 'file')))],
    });
    try {
      return await lake.session((session) => readRows(session, given, folder));
    } finally {
      await lake.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function foretold(given: Given): Promise<Said> {
  const options = optionsOf(given);
  const out = textOf(given['out']);
  const series = readSeries(await rowsOf(given), textOf(given['time']) !== undefined);
  requireFit(series);
  const days = given['holidays'] === true ? await daysOf(series, options.horizon) : undefined;
  const made = forecast(series.values, { ...options, ...(days ? { marks: days.marks } : {}) });
  const csv = csvOf(series, made);
  if (out !== undefined) await writeFile(resolve(out), `${csv.join('\n')}\n`);
  const uncertainFrom = days?.uncertainFrom ?? null;
  return {
    lines: out === undefined ? csv : told({ series, made, uncertainFrom }),
    data: { ...made, first: timeAfter(series.last, series.step, 1), uncertainFrom },
  };
}

export const run: Command['run'] = async (given, rest) => {
  if (rest.length > 0) throw new UsageError(`多余的词 · not understood: ${rest.join(' ')}`);
  return foretold(given);
};
