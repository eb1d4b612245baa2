export { indicatorPoint, type IndicatorDefinition } from '#kernel/indicator';
export {
  before as periodBefore,
  endOf as periodEnd,
  periodName,
  readPeriod,
  startOf as periodStart,
} from './measures/periods.ts';
export { inventedOrganisations } from './measures/labels.ts';
export { readMeasureFigures } from './measures/as-figure.ts';
export { measuresFile } from './measures/city.ts';
export { measureReleased } from './measures/released-event.ts';
export {
  readReleased,
  standingMeasures,
  type ReleasedLine,
  type ReleasedQuery,
  type ReleasedValue,
} from './measures/released.ts';
export { holdsStock } from './measures/stocks.ts';
export { newestOver, readStretch, type MeasureStretch, type StretchAsked } from './measures/stretch.ts';
export { measureSoon, remeasureOn } from './remeasure.ts';

/** For tests and whoever composes a city of some modules. */
export { default as indicatorsModule } from './module.ts';
