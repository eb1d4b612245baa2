export interface Trend {
  /** Bytes a beat, by least squares. */
  readonly slope: number;
  /** The last over the first. */
  readonly ratio: number;
}

/** How a heap went over beats. @param points at least two, the beats going up */
export function trendOf(points: readonly { readonly beats: number; readonly heap: number }[]): Trend {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [beats, heap] = [mean(points.map((each) => each.beats)), mean(points.map((each) => each.heap))];
  const across = points.reduce((sum, each) => sum + (each.beats - beats) * (each.heap - heap), 0);
  const along = points.reduce((sum, each) => sum + (each.beats - beats) ** 2, 0);
  return {
    slope: across / along,
    ratio: (points.at(-1)?.heap ?? Number.NaN) / (points[0]?.heap ?? Number.NaN),
  };
}
