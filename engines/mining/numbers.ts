export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** Sum of the squares about the mean. */
export function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** A share of the values lies below it; between two of them in a line, as R's type 7. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const medianOf = (values: readonly number[]): number => quantileOf(values, 0.5);

/** Of a normal distribution this many times the median of what is off the median is one standard deviation. */
const normalMad = 1.482_602_218_505_602;

/** Standard deviation by the median of what is off the median: half of the values may be anything. */
export function robustSpread(values: readonly number[]): number {
  const middle = medianOf(values);
  return normalMad * medianOf(values.map((value) => Math.abs(value - middle)));
}

/** Values less those one place before. */
export const differences = (values: readonly number[]): number[] =>
  values.slice(1).map((value, index) => value - (values[index] ?? 0));

/** Correlation of neighbours. */
export function lagOne(values: readonly number[]): number {
  const mean = meanOf(values);
  const all = squaresOf(values);
  let together = 0;
  for (let index = 1; index < values.length; index += 1)
    together += ((values[index] ?? 0) - mean) * ((values[index - 1] ?? 0) - mean);
  return all > 0 ? together / all : 0;
}

/** The same values in an order that is drawn (Fisher and Yates). */
export function shuffled<T>(values: readonly T[], next: () => number): T[] {
  const drawn = [...values];
  for (let at = drawn.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [drawn[at], drawn[other]] = [drawn[other] as T, drawn[at] as T];
  }
  return drawn;
}
