import type { State } from './shapes.ts';

/** In which states each act may be done. */
const during: Readonly<Record<string, readonly State[]>> = {
  supplement: ['filed'],
  accept: ['filed'],
  refuse: ['filed', 'reviewed', 'publicity'],
  publicise: ['reviewed'],
  award: ['publicity', 'awarded'],
  account: ['unpaid'],
  report: ['paid'],
  conclude: ['reported', 'paid'],
  withdraw: ['filed', 'supplement', 'reviewing', 'reviewed', 'publicity'],
};

export const mayNow = (act: string, state: State): boolean => during[act]?.includes(state) ?? false;

/** Yuan as a form has them, in whole fen; undefined when that is no whole number of fen above zero. */
export function fenOf(yuan: unknown): number | undefined {
  const fen = Math.round(Number(yuan) * 100);
  const whole = Number.isSafeInteger(fen) && Math.abs(Number(yuan) * 100 - fen) < 1e-6;
  return whole && fen > 0 ? fen : undefined;
}

/** The same day so many months later; the last of its month where there is none such. */
export function monthsLater(instant: Date, months: number): string {
  const day = new Date(instant);
  day.setUTCMonth(day.getUTCMonth() + months);
  if (day.getUTCDate() !== instant.getUTCDate()) day.setUTCDate(0);
  return day.toISOString();
}
