export { indicatorPoint, type IndicatorDefinition } from '#kernel/indicator';
export { remeasureOn } from './remeasure.ts';

/** For tests and whoever composes a city of some modules. */
export { default as indicatorsModule } from './module.ts';
