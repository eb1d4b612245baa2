import { Problem } from '#kernel/problem';
import { isoDay, monthsLater, parseDay } from '#engines/working-days';

/** One row of the file as it came. */
export interface SeriesRow {
  readonly time: unknown;
  readonly value: unknown;
}

/** A series as the file has it, and how its times go on; without a column of times they are counted. */
export interface Series {
  readonly values: readonly number[];
  readonly first: string;
  readonly last: string;
  readonly step: 'day' | 'month' | 'year' | 'count';
}

export const refused = (code: string, zh: string, en: string): Problem =>
  new Problem(422, `forecasting.${code}`, { zh, en });

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

function valueOf(value: unknown, row: number): number {
  const text = textOf(value);
  const found = text === '' ? Number.NaN : Number(text);
  if (Number.isFinite(found)) return found;
  throw refused(
    'value-invalid',
    `第 ${row} 行数据“${text}”不是数。空缺的时期请先补上，并注明怎样补的。`,
    `Row ${row}: "${text}" is no number. Fill what is missing first, and say how.`,
  );
}

const forms = [
  { step: 'day', form: /^\d{4}-\d{2}-\d{2}$/ },
  { step: 'month', form: /^\d{4}-\d{2}$/ },
  { step: 'year', form: /^\d{4}$/ },
] as const;

/** So many steps after a time. */
export function timeAfter(from: string, step: Series['step'], count: number): string {
  if (step === 'day') return isoDay(parseDay(from) + count);
  if (step === 'month') return monthsLater(new Date(`${from}-01`), count).slice(0, 7);
  return String(Number(from) + count).padStart(step === 'year' ? 4 : 1, '0');
}

function stepOf(time: string): Series['step'] {
  const found = forms.find(({ form }) => form.test(time))?.step;
  const whole = found && { day: time, month: `${time}-01`, year: `${time}-01-01` }[found];
  try {
    if (found && whole && isoDay(parseDay(whole)) === whole) return found;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw refused(
    'time-invalid',
    `“${time}”不是时间：请用 2026-11-30、2026-11 或 2026。`,
    `"${time}" is no time: write 2026-11-30, 2026-11 or 2026.`,
  );
}

function requireNext(said: string, expected: string, row: number): void {
  if (said !== expected)
    throw refused(
      'time-gap',
      `第 ${row} 行数据的时间是“${said}”，应为 ${expected}：时间要逐个相接，从早到晚。`,
      `Row ${row} is of "${said}" and should be of ${expected}: times follow each other without gaps, the oldest first.`,
    );
}

/** Reads the rows of a file as a series. @throws Problem 422 `forecasting.*` for what is none, with its row */
export function readSeries(rows: readonly SeriesRow[], hasTime: boolean): Series {
  const values = rows.map(({ value }, index) => valueOf(value, index + 1));
  const last = rows.length - 1;
  if (!hasTime) return { values, first: '1', last: String(rows.length), step: 'count' };
  const times = rows.map(({ time }) => textOf(time));
  const first = times[0] ?? '';
  const step = stepOf(first);
  for (const [index, time] of times.entries()) requireNext(time, timeAfter(first, step, index), index + 1);
  return { values, first, last: timeAfter(first, step, last), step };
}
