export { indicatorPoint, type IndicatorDefinition } from '#kernel/indicator';
export { remeasureOn } from './remeasure.ts';
