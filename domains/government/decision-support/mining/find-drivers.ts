import type { Context } from '#kernel/context';
import { findDrivers, type Slice } from '#engines/mining';
import type { ReleasedValue } from '#platform/sense/indicators';
import type { Grain } from '../shapes.ts';
import { texts } from '../texts.ts';
import type { DriversFound } from './contract.ts';
import {
  addsUp,
  groundOf,
  isRatioOf,
  measuresOf,
  readMeasure,
  readWhere,
  refused,
  rowsPath,
  told,
  type Read,
} from './read.ts';

interface Query {
  readonly measure: string;
  readonly by: string;
  readonly grain?: Grain | undefined;
  readonly where?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const restKey = '';

const at = (values: readonly ReleasedValue[], period: string): ReleasedValue | undefined =>
  values.find((each) => each.period === period);

const sliceOf = (key: string, value: ReleasedValue | undefined): Slice | undefined =>
  value === undefined || value.hidden || value.numerator === null
    ? undefined
    : { key, numerator: value.numerator, denominator: value.denominator ?? 0 };

interface Asked {
  readonly whole: readonly ReleasedValue[];
  readonly parts: Read;
  readonly isRatio: boolean;
}

/** The slices of a period and, as one more, what of the whole is in none that is shown. */
function slicesOf({ whole, parts, isRatio }: Asked, period: string, shown: ReadonlySet<string>): Slice[] {
  const all = sliceOf(restKey, at(whole, period));
  if (!all) throw refused('mining-no-period', texts.miningNoPeriod, { period });
  const slices = parts.lines.flatMap(({ key, values }) => {
    const slice = shown.has(key) ? sliceOf(key, at(values, period)) : undefined;
    return slice ? [slice] : [];
  });
  const rest = slices.reduce(
    (left, { numerator, denominator }) => ({
      key: restKey,
      numerator: left.numerator - numerator,
      denominator: left.denominator - denominator,
    }),
    all,
  );
  const share = (part: number, of: number) => Math.abs(part) > 1e-9 * Math.max(1, Math.abs(of));
  const isSome =
    share(rest.numerator, all.numerator) || (isRatio && share(rest.denominator, all.denominator));
  return isSome ? [...slices, { ...rest, denominator: Math.max(0, rest.denominator) }] : slices;
}

const knownIn = (values: readonly ReleasedValue[]): string[] =>
  values.filter(({ value }) => value !== null).map(({ period }) => period);

/** The two newest periods with values unless told. */
function periodsOf(values: readonly ReleasedValue[], { from, to }: Query): [string, string] {
  const known = knownIn(values);
  const last = to ?? known.at(-1) ?? '';
  const first = from ?? known.findLast((period) => period < last) ?? '';
  if (first === '' || last === '' || first === last)
    throw refused('mining-no-period', texts.miningNoPeriod, { period: first || last || '—' });
  return [first, last];
}

/** A slice whose value is hidden in one of the two periods is part of the rest in both. */
function shownIn({ lines }: Read, periods: readonly string[]): Set<string> {
  const isShown = (values: readonly ReleasedValue[]) => !periods.some((period) => at(values, period)?.hidden);
  return new Set(lines.flatMap(({ key, values }) => (isShown(values) ? [key] : [])));
}

async function ask(context: Context, query: Query): Promise<Asked> {
  const where = readWhere(query.where);
  const { measure, grain } = query;
  const parts = await readMeasure(context, { measure, grain, where, by: query.by });
  if (!addsUp(parts.measure, await measuresOf(context)))
    throw refused('mining-not-additive', texts.miningNotAdditive);
  const whole = await readMeasure(context, { measure, grain, where });
  return { whole: whole.lines[0]?.values ?? [], parts, isRatio: isRatioOf(parts.measure) };
}

/** What each value of a dimension did to the change of a measure between two periods. */
export async function driversOf(context: Context, query: Query): Promise<DriversFound> {
  const asked = await ask(context, query);
  const { whole, parts, isRatio } = asked;
  const [from, to] = periodsOf(whole, query);
  const shown = shownIn(parts, [from, to]);
  const found = told(() =>
    findDrivers(slicesOf(asked, from, shown), slicesOf(asked, to, shown), isRatio ? 'ratio' : 'sum'),
  );
  const { factor, code } = parts.measure;
  const lines = new Map(parts.lines.map((line) => [line.key, line]));
  const scaled = (value: number | null) => (value === null ? null : value * factor);
  const used = parts.lines.flatMap(({ values }) =>
    values.filter(({ period }) => period === from || period === to),
  );
  return {
    ground: { ...groundOf(parts, used), periods: knownIn(whole) },
    isRatio,
    from,
    to,
    before: found.before * factor,
    after: found.after * factor,
    change: found.change * factor,
    mix: found.mix * factor,
    rate: found.rate * factor,
    checks: found.checks,
    warnings: found.warnings,
    drivers: found.drivers.map(({ key, before, after, mix, rate, effect }) => {
      const line = lines.get(key);
      return {
        key: line ? (Object.values(line.place).at(-1) ?? null) : null,
        title: line?.title ?? texts.miningRest,
        before: scaled(before),
        after: scaled(after),
        mix: mix * factor,
        rate: rate * factor,
        effect: effect * factor,
        rowsPath: line ? rowsPath(code, to, line.place) : null,
      };
    }),
  };
}
