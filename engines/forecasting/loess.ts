/** How a series is smoothed at one place: how many neighbours count, and whether a level or a line goes through them. */
export interface LoessOptions {
  readonly window: number;
  readonly degree: 0 | 1;
}

/** From and to, both counted from 0 and within. */
interface Reach {
  readonly from: number;
  readonly to: number;
}

/** The weight of a neighbour so far away: one at hand, nothing at the far end. */
function tricube(away: number, far: number): number {
  if (away > 0.999 * far) return 0;
  return away <= 0.001 * far ? 1 : (1 - (away / far) ** 3) ** 3;
}

/** Tricube weights of the neighbours of a place, turned for a line where one is wanted; undefined where none counts. */
function weightsAt(
  count: number,
  place: number,
  { from, to }: Reach,
  { window, degree }: LoessOptions,
): Float64Array | undefined {
  const spare = window > count ? Math.floor((window - count) / 2) : 0;
  const far = Math.max(place - from, to - place) + spare;
  const weights = new Float64Array(to - from + 1);
  let sum = 0;
  for (let index = from; index <= to; index += 1) {
    const weight = tricube(Math.abs(index - place), far);
    weights[index - from] = weight;
    sum += weight;
  }
  if (!(sum > 0)) return undefined;
  let middle = 0;
  for (let index = 0; index < weights.length; index += 1) {
    weights[index] = (weights[index] ?? 0) / sum;
    middle += (weights[index] ?? 0) * (from + index);
  }
  return degree === 1 && far > 0 ? turned(weights, { from, middle, place, count }) : weights;
}

/** The weights of a line's value at the place, from those of a level. */
function turned(
  weights: Float64Array,
  { from, middle, place, count }: { from: number; middle: number; place: number; count: number },
): Float64Array {
  let spread = 0;
  for (let index = 0; index < weights.length; index += 1)
    spread += (weights[index] ?? 0) * (from + index - middle) ** 2;
  if (Math.sqrt(spread) <= 0.001 * (count - 1)) return weights;
  const slope = (place - middle) / spread;
  return weights.map((weight, index) => weight * (slope * (from + index - middle) + 1));
}

function weighted(values: Float64Array, weights: Float64Array, from: number): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1)
    sum += (weights[index] ?? 0) * (values[from + index] ?? 0);
  return sum;
}

/**
 * Local regression with tricube weights at one place of a series at equal distances, which may lie beyond its ends.
 *
 * Cleveland, "Robust locally weighted regression and smoothing scatterplots", JASA 74 (1979).
 * @returns undefined where no neighbour counts
 */
export function loessAt(
  values: Float64Array,
  place: number,
  reach: Reach,
  options: LoessOptions,
): number | undefined {
  const weights = weightsAt(values.length, place, reach, options);
  return weights && weighted(values, weights, reach.from);
}

/** The neighbours of a place within a series: as many as the window, all where there are fewer. */
function reachOf(count: number, place: number, window: number): Reach {
  if (window >= count) return { from: 0, to: count - 1 };
  const half = Math.floor((window + 1) / 2);
  const from = Math.min(Math.max(0, place - half + 1), count - window);
  return { from, to: from + window - 1 };
}

/** A series smoothed at each of its places. O(length × window), far less where the places are alike. */
export function loess(values: Float64Array, options: LoessOptions): Float64Array {
  const count = values.length;
  const smooth = new Float64Array(count);
  // Away from the ends all places have the same neighbours about them, and so the same weights.
  let shared: Float64Array | undefined;
  for (let place = 0; place < count; place += 1) {
    const reach = reachOf(count, place, options.window);
    const isInner = options.window < count && reach.from > 0 && reach.to < count - 1;
    if (isInner) shared ??= weightsAt(count, place, reach, options);
    smooth[place] =
      isInner && shared
        ? weighted(values, shared, reach.from)
        : (loessAt(values, place, reach, options) ?? values[place] ?? 0);
  }
  return smooth;
}
