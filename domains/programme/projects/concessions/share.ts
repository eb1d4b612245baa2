/** One band of revenue: up to so much in fen, the last without an end; the city's part in basis points (1 % is 100). */
export interface Band {
  readonly upToFen: number | null;
  readonly points: number;
}

/** Why bands cannot be: they rise, the last and only the last is open. */
export function isSound(bands: readonly Band[]): boolean {
  const ends = bands.map(({ upToFen }) => upToFen);
  return ends.every((end, at) =>
    at === ends.length - 1 ? end === null : end !== null && end > (ends[at - 1] ?? 0),
  );
}

/**
 * The city's part of a revenue by bands, like a progressive tax: of each band its own part, of the last what lies above. Exact:
 * whole fen and whole basis points are multiplied as integers, and the sum is rounded once, half a fen upwards.
 * @param revenue whole fen, 0 to 2^53; O(bands)
 */
export function shareOf(revenue: number, bands: readonly Band[]): number {
  let [below, parts] = [0n, 0n];
  for (const { upToFen, points } of bands) {
    const end = upToFen === null ? BigInt(revenue) : BigInt(Math.min(upToFen, revenue));
    if (end > below) parts += (end - below) * BigInt(points);
    below = end > below ? end : below;
  }
  return Number((parts + 5_000n) / 10_000n);
}

/**
 * The part of one period where the bands count over a year: what is due up to its end less what was due before it. So the
 * periods of a year come to exactly what the whole year does.
 */
export const shareOfPeriod = (before: number, revenue: number, bands: readonly Band[]): number =>
  shareOf(before + revenue, bands) - shareOf(before, bands);
