import { daysAfter, periodsUntil, type Rhythm } from './periods.ts';
import { readBands } from './bands.ts';
import { shareOf, shareOfPeriod } from './share.ts';

export interface Agreement {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly terminatedOn: string | null;
  readonly rhythm: Rhythm;
  readonly dueDays: number;
  readonly bands: string;
  readonly countedBy: 'period' | 'year';
}

export interface Reported {
  readonly period: string;
  readonly revenueFen: number;
  readonly paidFen: number;
}

/** One period of an agreement: what was earned, what of it is the city's, what was paid of that. */
export interface AccountLine {
  readonly period: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly dueOn: string;
  /** Null where it has not been reported. */
  readonly revenueFen: number | null;
  readonly shareFen: number | null;
  readonly paidFen: number;
  /** Share less paid. */
  readonly openFen: number | null;
  /** Not reported, and its day has passed. */
  readonly missing: boolean;
}

/** The last day of an agreement: it may have been terminated before its time. */
export const lastDayOf = ({ endsOn, terminatedOn }: Agreement): string =>
  terminatedOn !== null && terminatedOn < endsOn ? terminatedOn : endsOn;

/**
 * All periods of an agreement that are over by a day, each with its share. Where bands count over a year, a period that was not
 * reported counts as nothing until it is, and then the shares of those after it in its year change with it.
 */
export function accountOf(agreement: Agreement, reported: readonly Reported[], today: string): AccountLine[] {
  const bands = readBands(agreement.bands) ?? [];
  const known = new Map(reported.map((each) => [each.period, each]));
  const span = { startsOn: agreement.startsOn, endsOn: lastDayOf(agreement) };
  let [year, before] = ['', 0];
  return periodsUntil(span, agreement.rhythm, today).map(({ name, firstDay, lastDay }) => {
    const found = known.get(name);
    if (name.slice(0, 4) !== year) [year, before] = [name.slice(0, 4), 0];
    const revenueFen = found?.revenueFen ?? null;
    const dueOn = daysAfter(lastDay, agreement.dueDays);
    const shared = (revenue: number): number =>
      agreement.countedBy === 'year' ? shareOfPeriod(before, revenue, bands) : shareOf(revenue, bands);
    const shareFen = revenueFen === null ? null : shared(revenueFen);
    before += revenueFen ?? 0;
    const paidFen = found?.paidFen ?? 0;
    const openFen = shareFen === null ? null : shareFen - paidFen;
    return {
      period: name,
      firstDay,
      lastDay,
      dueOn,
      revenueFen,
      shareFen,
      paidFen,
      openFen,
      missing: revenueFen === null && dueOn < today,
    };
  });
}
