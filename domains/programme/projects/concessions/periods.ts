export const rhythms = ['month', 'quarter', 'year'] as const;
export type Rhythm = (typeof rhythms)[number];

const monthsIn: Readonly<Record<Rhythm, number>> = { month: 1, quarter: 3, year: 12 };

/** A stretch of time of which revenue is reported: `2026-03`, `2026-Q1`, `2026`. */
export interface Period {
  readonly name: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

const iso = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** The period in which a day lies. */
export function periodOf(day: string, rhythm: Rhythm): Period {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const length = monthsIn[rhythm];
  const first = Math.floor((month - 1) / length) * length;
  const names: Readonly<Record<Rhythm, string>> = {
    month: day.slice(0, 7),
    quarter: `${year}-Q${first / 3 + 1}`,
    year: String(year),
  };
  return { name: names[rhythm], firstDay: iso(year, first, 1), lastDay: iso(year, first + length, 0) };
}

/** The periods of an agreement that are over by a day, in their order; the first and the last may be cut. */
export function periodsUntil(
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
  rhythm: Rhythm,
  today: string,
): Period[] {
  const found: Period[] = [];
  let day = startsOn;
  while (day <= endsOn && found.length < 1200) {
    const period = periodOf(day, rhythm);
    const lastDay = period.lastDay < endsOn ? period.lastDay : endsOn;
    if (lastDay >= today) break;
    found.push({ name: period.name, firstDay: day, lastDay });
    day = new Date(Date.parse(`${period.lastDay}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  }
  return found;
}

/** So many days after a day. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
