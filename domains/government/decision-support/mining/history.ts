import type { Context } from '#kernel/context';
import { findChangePoints, findOutliersInSeries, withoutSeason } from '#engines/mining';
import type { Grain } from '../shapes.ts';
import type { HistoryFound } from './contract.ts';
import { groundOf, readMeasure, readWhere, rowsPath, seasonOf, told, unbroken } from './read.ts';

interface Query {
  readonly measure: string;
  readonly grain?: Grain | undefined;
  readonly where?: string | undefined;
}

/** When the level of a measure changed, and which values lie far off, over its newest values without a gap. */
export async function historyOf(context: Context, query: Query): Promise<HistoryFound> {
  const place = readWhere(query.where);
  const read = await readMeasure(context, { measure: query.measure, grain: query.grain, where: place });
  const known = unbroken(read.lines[0]?.values ?? []);
  const values = known.map(({ value }) => value);
  const period = seasonOf(read.grain);
  const outliers = told(() => findOutliersInSeries(values, period));
  const off = new Map(outliers.outliers.map((each) => [each.at, each]));
  // A single odd value is no new level: levels are looked for with what was likely in its place.
  const ordinary = values.map((value, at) => off.get(at)?.expected ?? value);
  const changes = told(() => findChangePoints(withoutSeason(ordinary, period)));
  const pathOf = (at: number) => rowsPath(read.measure.code, known[at]?.period ?? '', place);
  const periodAt = (at: number) => known[at]?.period ?? '';
  const levelAt = (at: number): number | null => {
    const next = changes.changes.find((change) => change.at > at);
    return next?.before ?? changes.changes.at(-1)?.after ?? null;
  };
  return {
    ground: groundOf(read, known),
    points: known.map(({ period: name, value }, at) => ({
      period: name,
      value,
      level: levelAt(at),
      expected: off.get(at)?.expected ?? null,
      rowsPath: pathOf(at),
    })),
    changes: {
      checks: changes.checks,
      warnings: changes.warnings,
      items: changes.changes.map(({ at, before, after, size }) => ({
        period: periodAt(at),
        before,
        after,
        size,
        rowsPath: pathOf(at),
      })),
    },
    outliers: {
      checks: outliers.checks,
      warnings: outliers.warnings,
      items: outliers.outliers.map(({ at, value, expected, score }) => ({
        period: periodAt(at),
        value,
        expected,
        score,
        rowsPath: pathOf(at),
      })),
    },
  };
}
