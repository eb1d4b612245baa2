import type { Point } from '#platform/sense/indicators/contract';

/**
 * A small line of values, as SVG paths of one unit's width a step: a day without a value breaks it.
 * @param height of the drawing; the greatest value touches the top, the least the bottom
 */
export function sparkPaths(series: readonly Point[], height: number): string[] {
  const values = series.flatMap(({ value }) => (value === null ? [] : [value]));
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  const y = (value: number) => (span === 0 ? height / 2 : height - ((value - least) / span) * height);
  const runs: string[][] = [[]];
  series.forEach(({ value }, index) => {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${index} ${y(value).toFixed(2)}`);
  });
  return runs.filter((run) => run.length > 1).map((run) => `M${run.join('L')}`);
}

/** The days from the first to the last, a null where there is none. */
export function everyDay(series: readonly Point[]): Point[] {
  const [first] = series;
  const last = series.at(-1);
  if (!first || !last) return [];
  const known = new Map(series.map((each) => [each.day, each.value]));
  const days: Point[] = [];
  for (let at = Date.parse(first.day); at <= Date.parse(last.day); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push({ day, value: known.get(day) ?? null });
  }
  return days;
}
