import type { Period } from './names.ts';

/** One period of a return: `2026-11`, `2026-Q4`, `2026`; of what is asked once, the day that it is about. */
export interface Term {
  readonly code: string;
  /** Its last day. */
  readonly endsOn: string;
}

const monthsOf: Readonly<Record<Exclude<Period, 'once'>, number>> = { monthly: 1, quarterly: 3, yearly: 12 };

const lastDay = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The period whose last month this is. @param month 1–12 */
function termEnding(period: keyof typeof monthsOf, year: number, month: number): Term {
  const endsOn = lastDay(year, month);
  if (period === 'yearly') return { code: String(year), endsOn };
  if (period === 'quarterly') return { code: `${year}-Q${month / 3}`, endsOn };
  return { code: endsOn.slice(0, 7), endsOn };
}

/** Never further back than this: a return that says it began long ago asks for no archive. */
const most = 24;

/**
 * Periods of a return that are over.
 * @param beginsOn first day of the first period that is asked, `2026-01-01`; a period that began before is not asked
 * @param today `2026-11-30`; a period that ends today is not over
 * @returns oldest first, at most the last 24
 */
export function termsOver(period: Period, beginsOn: string, today: string): Term[] {
  if (period === 'once') return beginsOn <= today ? [{ code: beginsOn, endsOn: beginsOn }] : [];
  const step = monthsOf[period];
  const [year = 0, month = 1] = today.split('-').map(Number);
  const found: Term[] = [];
  // Months counted from year 0, of the last month that is over.
  for (let at = year * 12 + month - 2; found.length < most; at -= 1) {
    if ((at + 1) % step !== 0) continue;
    const first = at - step + 1;
    const firstDay = `${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, '0')}-01`;
    if (firstDay < beginsOn) break;
    found.push(termEnding(period, Math.floor(at / 12), (at % 12) + 1));
  }
  return found.toReversed();
}

/** First day of a period: of what is asked once, the day that it is about. */
export function firstDayOf(period: string): string {
  const [year = '', quarter] = period.split('-Q');
  if (quarter !== undefined) return `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`;
  return `${period}-01-01`.slice(0, 10);
}

/** The months, or quarters, of which a longer period is made: `2026-Q4` is 2026-10, 2026-11, 2026-12. */
export function partsOf(period: string, by: 'monthly' | 'quarterly'): readonly string[] {
  const [year = '', quarter] = period.split('-Q');
  const month = (at: number) => `${year}-${String(at).padStart(2, '0')}`;
  if (quarter !== undefined)
    return by === 'monthly' ? [1, 2, 3].map((at) => month((Number(quarter) - 1) * 3 + at)) : [];
  if (year.length !== 4) return [];
  return by === 'monthly'
    ? Array.from({ length: 12 }, (_, at) => month(at + 1))
    : [1, 2, 3, 4].map((at) => `${year}-Q${at}`);
}
