import type { Context } from '#kernel/context';
import { associateSeries, falseDiscoveries, withoutSeason } from '#engines/mining';
import type { Grain } from '../shapes.ts';
import { texts } from '../texts.ts';
import type { PairsFound } from './contract.ts';
import {
  groundOf,
  readCodes,
  readMeasure,
  readWhere,
  refused,
  seasonOf,
  told,
  unbroken,
  type Known,
  type Read,
} from './read.ts';

interface Query {
  readonly measures: string;
  readonly grain?: Grain | undefined;
  readonly where?: string | undefined;
}

/** All pairs are tested, and each further measure makes more of them. */
const bounds = { least: 2, most: 12 };

/** Periods that every series has, in order. */
function shared(series: readonly (readonly Known[])[]): string[] {
  const [first = [], ...others] = series.map((each) => each.map(({ period }) => period));
  return first.filter((period) => others.every((each) => each.includes(period)));
}

const pairsAmong = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((one, at) => items.slice(at + 1).map((other): [T, T] => [one, other]));

/** Which measures go together from period to period, seasons off, with the share of false findings among all pairs. */
export async function pairsOf(context: Context, query: Query): Promise<PairsFound> {
  const where = readWhere(query.where);
  const reads: Read[] = [];
  for (const measure of readCodes(query.measures, bounds))
    reads.push(await readMeasure(context, { measure, grain: query.grain, where }));
  const [{ grain } = { grain: 'month' as const }] = reads;
  if (reads.some((each) => each.grain !== grain)) throw refused('mining-grains', texts.miningGrains);
  const series = reads.map(({ lines }) => unbroken(lines[0]?.values ?? []));
  const periods = shared(series);
  const used = series.map((each) => each.filter(({ period }) => periods.includes(period)));
  const plain = used.map((each, at) => ({
    code: reads[at]?.measure.code ?? '',
    values: told(() =>
      each.length === 0
        ? []
        : withoutSeason(
            each.map(({ value }) => value),
            seasonOf(grain),
          ),
    ),
  }));
  const pairs = pairsAmong(plain).map(([one, other]) => ({
    one: one.code,
    other: other.code,
    ...told(() => associateSeries(one.values, other.values)),
  }));
  const shares = falseDiscoveries(pairs.map(({ chance }) => chance));
  return {
    grounds: reads.map((read, at) => groundOf(read, used[at] ?? [])),
    from: periods[0] ?? '',
    to: periods.at(-1) ?? '',
    pairs: pairs
      .map((pair, at) => ({ ...pair, falseShare: shares[at] ?? 1 }))
      .toSorted((one, other) => one.chance - other.chance),
  };
}
