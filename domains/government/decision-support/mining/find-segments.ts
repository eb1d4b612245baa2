import type { Context } from '#kernel/context';
import { findSegments } from '#engines/mining';
import type { Grain } from '../shapes.ts';
import { texts } from '../texts.ts';
import type { SegmentsFound } from './contract.ts';
import { groundOf, readCodes, readMeasure, refused, rowsPath, told, type Read } from './read.ts';

interface Query {
  readonly measures: string;
  readonly by: string;
  readonly grain?: Grain | undefined;
  readonly period?: string | undefined;
  readonly count?: number | undefined;
}

const bounds = { least: 1, most: 8 };

/** The newest period of which every measure has a value somewhere. */
function newestOf(reads: readonly Read[]): string {
  const [first = [], ...others] = reads.map((read) => groundOf(read, []).periods);
  const found = first.findLast((period) => others.every((each) => each.includes(period)));
  if (found === undefined) throw refused('mining-no-shared', texts.miningNoShared);
  return found;
}

const valueAt = ({ lines }: Read, unit: string, by: string, period: string): number | null =>
  lines.find(({ place }) => place[by] === unit)?.values.find((each) => each.period === period)?.value ?? null;

/** Groups of the values of a dimension (towns, departments) that are alike in several measures of one period. */
export async function segmentsOf(context: Context, query: Query): Promise<SegmentsFound> {
  const { by } = query;
  const reads: Read[] = [];
  for (const measure of readCodes(query.measures, bounds))
    reads.push(await readMeasure(context, { measure, grain: query.grain, by }));
  if (reads.some(({ grain }) => grain !== reads[0]?.grain))
    throw refused('mining-grains', texts.miningGrains);
  const period = query.period ?? newestOf(reads);
  const titles = new Map(
    reads.flatMap(({ lines }) => lines.map(({ place, title }) => [place[by] ?? '', title] as const)),
  );
  const units = [...titles.keys()].flatMap((key) => {
    const values = reads.map((read) => valueAt(read, key, by, period));
    return values.every((value) => value !== null) ? [{ key, values }] : [];
  });
  const found = told(() => findSegments(units, query.count === undefined ? {} : { count: query.count }));
  const known = new Map(units.map(({ key, values }) => [key, values]));
  return {
    checks: found.checks,
    warnings: found.warnings,
    grounds: reads.map((read) =>
      groundOf(
        read,
        read.lines.flatMap(({ values }) => values.filter((value) => value.period === period)),
      ),
    ),
    period,
    leftOut: titles.size - units.length,
    silhouette: found.silhouette,
    tried: [...found.tried],
    segments: found.segments.map(({ medoid, members, profile, stability }) => ({
      stability,
      profile: [...profile],
      members: members.map(({ key, silhouette }) => ({
        key,
        title: titles.get(key) ?? { zh: key, en: key },
        stands: key === medoid,
        silhouette,
        values: known.get(key) ?? [],
        rowsPaths: reads.map(({ measure }) => rowsPath(measure.code, period, { [by]: key })),
      })),
    })),
  };
}
