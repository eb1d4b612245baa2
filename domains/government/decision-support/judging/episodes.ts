import { higher, usedLevels, type Detector, type Level } from './detectors.ts';
import type { Judged } from './judge.ts';

/** Periods one after another in which something was wrong: what one warning is about. */
export interface Episode {
  /** First days of the first and the last period with a signal. */
  readonly begins: string;
  readonly last: string;
  /** The highest that was reached. */
  readonly level: Level;
  /** The period with which it was over; null while it lasts. */
  readonly over: string | null;
  /** The periods that signalled, the oldest first. */
  readonly points: readonly Judged[];
}

/** Whether a quiet period ends what is open. Between the limit and where it clears nothing ends: the hysteresis. */
function clears(detector: Detector, { value }: Judged, quiet: number): boolean {
  if (detector.kind !== 'limits') return quiet >= detector.calm;
  const clear = detector.clear ?? usedLevels(detector.levels)[0]?.at ?? 0;
  return value !== null && (detector.direction === 'above' ? value < clear : value > clear);
}

/** What is open, grown by one more period. */
const grown = (open: Episode | undefined, point: Judged, level: Level): Episode => ({
  begins: open?.begins ?? point.start,
  last: point.start,
  level: higher(level, open?.level ?? null) ?? level,
  over: null,
  points: [...(open?.points ?? []), point],
});

/** The episodes of a judged series, the oldest first. A period of which nothing is known neither begins nor ends one. */
export function episodesOf(detector: Detector, judged: readonly Judged[]): Episode[] {
  const found: Episode[] = [];
  let open: Episode | undefined;
  let quiet = 0;
  for (const point of judged.filter(({ known }) => known)) {
    quiet = point.level === null && point.back ? quiet + 1 : 0;
    if (point.level !== null) open = grown(open, point, point.level);
    else if (open && clears(detector, point, quiet)) {
      found.push({ ...open, over: point.period });
      open = undefined;
    }
  }
  return open ? [...found, open] : found;
}
