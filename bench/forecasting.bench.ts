import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { forecast, mase, smape } from '#engines/forecasting';
import { PeerAbsent, type Bench, type BenchResult, type Figure } from './result.ts';

/** Mean sMAPE over the series of the method that won M3, scored from its own published forecasts. */
const winner = { name: 'the winner of M3 (theta, 2000)', smape: 12.76 };
const most = 12.74;

interface Series {
  readonly period: string;
  /** Lengths of its seasons, the longest last; one for most. */
  readonly seasons: readonly number[];
  readonly past: readonly number[];
  readonly future: readonly number[];
}

const numbers = (text: string): number[] => text.split(';').map(Number);

/** `id,period,type,frequency,horizon,start,description,train,test`; only the description may be quoted; `48|336` are two seasons. */
function readSeries(file: string): Series[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [, period = '', , frequency = ''] = line.split(',');
    const [future = '', past = ''] = line.split(',').toReversed();
    return {
      period,
      seasons: frequency.split('|').map(Number),
      past: numbers(past),
      future: numbers(future),
    };
  });
}

interface Score {
  readonly smape: number;
  readonly mase: number | undefined;
  readonly within: number;
  readonly points: number;
}

function scoreOf(series: Series): Score {
  const { past, future, seasons } = series;
  const isPositive = past.every((value) => value >= 0);
  const { points } = forecast(past, {
    horizon: future.length,
    periods: seasons,
    ...(isPositive ? { least: 0 } : {}),
  });
  const said = points.map(({ value }) => value);
  const within = points.filter(({ lower, upper }, index) => {
    const value = future[index] ?? Number.NaN;
    return value >= lower && value <= upper;
  });
  return { ...scoreBySaid(series, said), within: within.length, points: points.length };
}

const scoreBySaid = ({ past, future, seasons }: Series, said: readonly number[]): Score => ({
  smape: smape(future, said),
  mase: mase(future, said, past, seasons.at(-1) ?? 1),
  within: 0,
  points: 0,
});

class Tally {
  smape = 0;
  mase = 0;
  scaled = 0;
  series = 0;
  within = 0;
  points = 0;

  take(score: Score): void {
    this.smape += score.smape;
    this.series += 1;
    this.mase += score.mase ?? 0;
    this.scaled += score.mase === undefined ? 0 : 1;
    this.within += score.within;
    this.points += score.points;
  }

  figures(name: string): Figure[] {
    return [
      { what: `sMAPE, ${name} (${this.series} series)`, unit: '%', value: this.smape / this.series },
      { what: `MASE, ${name}`, unit: '×', value: this.mase / this.scaled },
      { what: `within the 95 % interval, ${name}`, unit: '%', value: (100 * this.within) / this.points },
    ];
  }
}

/** What a naive person says: the season before comes again. */
const seasonBefore = ({ past, future, seasons }: Series): number[] =>
  future.map((_, step) => {
    const season = seasons.at(-1) ?? 1;
    return past[past.length - season + (step % season)] ?? Number.NaN;
  });

/** `M1=m1.csv.gz,tourism=tourism.csv.gz`: other series in the same form, that the constants may not have been set on. */
function otherFigures(named: string): Figure[] {
  return named
    .split(',')
    .filter(Boolean)
    .flatMap((each) => {
      const [name = '', file = ''] = each.split('=');
      const [tally, naive] = [new Tally(), new Tally()];
      for (const series of readSeries(file)) {
        tally.take(scoreOf(series));
        naive.take(scoreBySaid(series, seasonBefore(series)));
      }
      return [...tally.figures(name), ...naive.figures(`${name}, the season before again`).slice(0, 2)];
    });
}

async function run(): Promise<BenchResult> {
  const file = process.env['M3_FILE'];
  if (file === undefined || !existsSync(file))
    throw new PeerAbsent('M3_FILE names no file: the series of M3 as a compressed CSV with train and test');
  const series = readSeries(file);
  const all = new Tally();
  const byPeriod = new Map<string, Tally>();
  const before = process.cpuUsage();
  for (const each of series) {
    const own = byPeriod.get(each.period) ?? new Tally();
    byPeriod.set(each.period, own);
    const score = scoreOf(each);
    own.take(score);
    all.take(score);
  }
  const { user, system } = process.cpuUsage(before);
  return {
    comparisons: [
      {
        what: 'mean sMAPE over the 3,003 series of M3, one method for all',
        unit: '%',
        ours: all.smape / all.series,
        baseline: winner.smape,
        baselineIs: winner.name,
        target: most / winner.smape,
      },
    ],
    figures: [
      ...all.figures('all'),
      ...[...byPeriod].flatMap(([period, tally]) => tally.figures(period.toLowerCase())),
      { what: 'all series once', unit: 'CPU s', value: (user + system) / 1e6 },
      ...otherFigures(process.env['OTHER_SERIES'] ?? ''),
    ],
    notes: [
      'The constants of the intervals were set on these series, how they grow with the level on M1 and tourism too; the method itself was fixed before.',
    ],
  };
}

export const bench: Bench = {
  name: 'forecasting',
  title: { zh: '预测：M3 的 3,003 个序列', en: 'Forecasting: the 3,003 series of M3' },
  run,
};
