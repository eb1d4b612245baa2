export {
  forecast,
  leastValues,
  type Forecast,
  type ForecastOptions,
  type ForecastPoint,
} from './forecast.ts';
export { mase, smape } from './accuracy.ts';
export type { SeasonKind } from './season.ts';
