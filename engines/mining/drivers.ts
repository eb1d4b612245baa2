import { check, MiningError, warningsWhere, type Checked } from './finding.ts';
import { sumOf } from './numbers.ts';

/** One slice of an indicator in one period. Of a sum the denominator is nothing. */
export interface Slice {
  readonly key: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** What one slice did to the whole. */
export interface Driver {
  readonly key: string;
  /** Value of the slice itself; null where it had nothing to divide by. */
  readonly before: number | null;
  readonly after: number | null;
  /** By its weight in the whole having changed. */
  readonly mix: number;
  /** By its own value having changed. */
  readonly rate: number;
  /** Both. */
  readonly effect: number;
}

export interface Drivers extends Checked {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly mix: number;
  readonly rate: number;
  /** The largest effect first, by size. */
  readonly drivers: readonly Driver[];
}

/** Of so few a slice's own rate says little. */
const fewInSlice = 30;
/** Sums of so many numbers agree to this share. */
const exact = 1e-9;

interface Pair {
  readonly key: string;
  readonly old: Slice;
  readonly now: Slice;
}

function pairsOf(before: readonly Slice[], after: readonly Slice[]): Pair[] {
  const empty = { numerator: 0, denominator: 0 };
  const old = new Map(before.map((slice) => [slice.key, slice]));
  const now = new Map(after.map((slice) => [slice.key, slice]));
  return [...new Set([...old.keys(), ...now.keys()])].map((key) => ({
    key,
    old: old.get(key) ?? { key, ...empty },
    now: now.get(key) ?? { key, ...empty },
  }));
}

const ratioOf = ({ numerator, denominator }: Pick<Slice, 'numerator' | 'denominator'>): number | null =>
  denominator > 0 ? numerator / denominator : null;

const wholeOf = (slices: readonly Slice[]) => ({
  numerator: sumOf(slices.map(({ numerator }) => numerator)),
  denominator: sumOf(slices.map(({ denominator }) => denominator)),
});

function requireSlices(before: readonly Slice[], after: readonly Slice[]): void {
  const all = [...before, ...after];
  if (before.length === 0 || after.length === 0) throw new MiningError('mining.empty');
  const isNumber = ({ numerator, denominator }: Slice) =>
    Number.isFinite(numerator) && Number.isFinite(denominator) && denominator >= 0;
  if (!all.every(isNumber)) throw new MiningError('mining.not-a-number');
}

interface Wholes {
  readonly old: ReturnType<typeof wholeOf>;
  readonly now: ReturnType<typeof wholeOf>;
  /** Mean of the two values of the whole. */
  readonly middle: number;
}

/** A slice that was not there, or is not any more, has the rate of the other period: all it does is by its weight. */
function ratioDriver({ key, old, now }: Pair, whole: Wholes): Driver {
  const [before, after] = [ratioOf(old), ratioOf(now)];
  const [was, is] = [before ?? after ?? whole.middle, after ?? before ?? whole.middle];
  const oldWeight = old.denominator / whole.old.denominator;
  const newWeight = now.denominator / whole.now.denominator;
  const mix = (newWeight - oldWeight) * ((was + is) / 2 - whole.middle);
  const rate = ((oldWeight + newWeight) / 2) * (is - was);
  return { key, before, after, mix, rate, effect: mix + rate };
}

const sumDriver = ({ key, old, now }: Pair): Driver => {
  const effect = now.numerator - old.numerator;
  return { key, before: old.numerator, after: now.numerator, mix: 0, rate: effect, effect };
};

/** All slices went one way, the whole the other. */
function isReversed(drivers: readonly Driver[], change: number): boolean {
  const moved = drivers.flatMap(({ before, after }) =>
    before === null || after === null || before === after ? [] : [Math.sign(after - before)],
  );
  return moved.length > 1 && new Set(moved).size === 1 && moved[0] === -Math.sign(change);
}

function checked(
  { change, mix, drivers }: Pick<Drivers, 'change' | 'mix' | 'drivers'>,
  pairs: readonly Pair[],
  isRatio: boolean,
): Checked {
  const effects = sumOf(drivers.map(({ effect }) => effect));
  const gross = sumOf(drivers.map(({ effect }) => Math.abs(effect)));
  const small = pairs.filter(
    ({ old, now }) => Math.min(old.denominator, now.denominator) < fewInSlice,
  ).length;
  return {
    checks: [
      check('drivers.add-up', Math.abs(effects - change) <= exact * Math.max(gross, Math.abs(change), 1), {
        effects,
        change,
      }),
      ...(isRatio ? [check('drivers.slices-large-enough', small === 0, { small, least: fewInSlice })] : []),
    ],
    warnings: warningsWhere(
      ['drivers.not-causes', true],
      ['drivers.reversed', isRatio && isReversed(drivers, change)],
      ['drivers.mix-not-performance', isRatio && Math.abs(mix) > Math.abs(change - mix)],
      ['drivers.cancelling', gross > 3 * Math.abs(change), { gross, change }],
    ),
  };
}

/**
 * What each slice did to the change of an indicator from one period to another. Of a ratio of sums in two parts that add up
 * exactly: by its weight (Δw·(r̄ − R̄)) and by its own rate (w̄·Δr), bars for the mean of both periods, so that neither period is
 * preferred and nothing is left over. Of a sum: its own change.
 *
 * Kitagawa, "Components of a difference between two rates", JASA 50 (1955); the weight's part against the whole's mean, as
 * changes of weights add up to nothing.
 * @param slices that do not overlap and together are the whole
 * @throws MiningError `mining.empty`, `mining.not-a-number`
 */
export function findDrivers(
  before: readonly Slice[],
  after: readonly Slice[],
  kind: 'ratio' | 'sum',
): Drivers {
  requireSlices(before, after);
  const pairs = pairsOf(before, after);
  const [old, now] = [wholeOf(before), wholeOf(after)];
  const isRatio = kind === 'ratio';
  const valueOf = (whole: typeof old) => (isRatio ? ratioOf(whole) : whole.numerator);
  const [was, is] = [valueOf(old), valueOf(now)];
  if (was === null || is === null) throw new MiningError('mining.empty');
  const whole = { old, now, middle: (was + is) / 2 };
  const drivers = pairs
    .map((pair) => (isRatio ? ratioDriver(pair, whole) : sumDriver(pair)))
    .toSorted((one, other) => Math.abs(other.effect) - Math.abs(one.effect));
  const mix = sumOf(drivers.map((driver) => driver.mix));
  const found = { before: was, after: is, change: is - was, mix, drivers };
  return {
    ...found,
    rate: sumOf(drivers.map(({ rate }) => rate)),
    ...checked(found, pairs, isRatio),
  };
}
