/**
 * Symmetric mean absolute percentage error, in percent, as the M3 competition counts it: the mean of 200·|y − f| / (y + f).
 *
 * Makridakis and Hibon, "The M3-Competition", International Journal of Forecasting 16 (2000).
 */
export const smape = (actual: readonly number[], said: readonly number[]): number =>
  actual.reduce((sum, value, index) => {
    const forecast = said[index] ?? Number.NaN;
    const both = Math.abs(value) + Math.abs(forecast);
    return sum + (both === 0 ? 0 : (200 * Math.abs(value - forecast)) / both);
  }, 0) / actual.length;

/**
 * Mean absolute scaled error: the error in units of what the last value of the season before would have been wrong by.
 *
 * Hyndman and Koehler, "Another look at measures of forecast accuracy", International Journal of Forecasting 22 (2006).
 * @param past what was known
 * @param period length of the season, 1 for none
 * @returns undefined where the past never changed
 */
export function mase(
  actual: readonly number[],
  said: readonly number[],
  past: readonly number[],
  period: number,
): number | undefined {
  let scale = 0;
  for (let index = period; index < past.length; index += 1)
    scale += Math.abs((past[index] ?? 0) - (past[index - period] ?? 0));
  scale /= past.length - period;
  if (!(scale > 0)) return undefined;
  const wrong = actual.reduce((sum, value, index) => sum + Math.abs(value - (said[index] ?? Number.NaN)), 0);
  return wrong / actual.length / scale;
}
