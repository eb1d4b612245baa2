import { grains, type Grain } from './shapes.ts';

/** Periods are named `2026-11-30`, `2026-11`, `2026-Q4`, `2026`; kept by their first day. */

const two = (number: number): string => String(number).padStart(2, '0');

/** The name of the period that begins on a day. */
export function periodName(start: string, grain: Grain): string {
  const [year = '', month = '01'] = start.split('-');
  if (grain === 'day') return start;
  if (grain === 'month') return `${year}-${month}`;
  return grain === 'quarter' ? `${year}-Q${Math.ceil(Number(month) / 3)}` : year;
}

/** The first day of the period in which a day lies. */
export function startOf(day: string, grain: Grain): string {
  const [year = '', month = '01'] = day.split('-');
  if (grain === 'day') return day;
  if (grain === 'month') return `${year}-${month}-01`;
  return grain === 'quarter' ? `${year}-${two(3 * Math.ceil(Number(month) / 3) - 2)}-01` : `${year}-01-01`;
}

/** After the last year that a date can name: later than every day, here by its letters and in the database by its word. */
const endless = 'infinity';

/** The first day after a period; `infinity` after the year 9999. */
export function endOf(start: string, grain: Grain): string {
  const [year = 0, month = 1, day = 1] = start.split('-').map(Number);
  const months = { day: 0, month: 1, quarter: 3, year: 12 }[grain];
  const at = new Date(0);
  // Not Date.UTC, which takes the years up to 99 for those of the last century.
  at.setUTCFullYear(year, month - 1 + months, grain === 'day' ? day + 1 : 1);
  return at.getUTCFullYear() > 9999 ? endless : at.toISOString().slice(0, 10);
}

const forms: Readonly<Record<Grain, RegExp>> = {
  day: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  quarter: /^(\d{4})-Q([1-4])$/,
  year: /^\d{4}$/,
};

/**
 * The grain that a name speaks of, and its first day; undefined for what is no period: `2026-13`, `2026-02-30`, `0001`, which is
 * a slip of the pen before it is the reign of Augustus.
 */
export function readPeriod(name: string): { readonly grain: Grain; readonly start: string } | undefined {
  const grain = grains.find((each) => forms[each].test(name));
  if (!grain || name < '1000') return undefined;
  const quarter = forms.quarter.exec(name);
  const start = quarter
    ? `${quarter[1]}-${two(3 * Number(quarter[2]) - 2)}-01`
    : `${name}-01-01`.slice(0, 10);
  const at = new Date(`${start}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== start ? undefined : { grain, start };
}

/** The first days of the periods of a stretch, both ends among them. @throws RangeError for more than 4,000 */
export function periodsBetween(from: string, to: string, grain: Grain): string[] {
  const found: string[] = [];
  for (let at = from; at <= to; at = endOf(at, grain)) {
    found.push(at);
    if (found.length > 4000) throw new RangeError('more than 4,000 periods');
  }
  return found;
}

/** The period before. */
export function before(start: string, grain: Grain): string {
  const last = new Date(Date.parse(`${start}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return startOf(last, grain);
}

/** The same period a year before; undefined for 29 February, which most years do not have. */
export function yearBefore(start: string): string | undefined {
  if (start.endsWith('-02-29')) return undefined;
  return `${String(Number(start.slice(0, 4)) - 1).padStart(4, '0')}${start.slice(4)}`;
}
