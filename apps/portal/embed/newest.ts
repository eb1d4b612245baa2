import type { OpenMeasure, OpenPoint } from './use-open-measure.ts';

type Line = OpenMeasure['lines'][number];

/** The newest period of which anything is said, hidden or not; undefined where nothing ever was. */
export const newestOf = ({ points }: Line): OpenPoint | undefined =>
  points.findLast(({ state }) => state !== 'none') ?? points.at(-1);

/** Lines by their newest values, the largest first, those without one last. */
export const ranked = (lines: OpenMeasure['lines']): Line[] =>
  lines.toSorted(
    (one, other) => (newestOf(other)?.value ?? -Infinity) - (newestOf(one)?.value ?? -Infinity) || 0,
  );
