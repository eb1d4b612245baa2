export {
  forecast,
  leastValues,
  type Forecast,
  type ForecastOptions,
  type ForecastPoint,
} from './forecast.ts';
export { mase, smape } from './accuracy.ts';
export { normalQuantile } from './distributions.ts';
export type { SeasonKind } from './seasons.ts';
export type { MarkEffect, Marks } from './days.ts';
export { chineseDays } from './chinese-days.ts';
export { takeSeasonsOff, type SeasonsOff } from './seasons.ts';
