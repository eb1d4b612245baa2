export {
  cusum,
  estimate,
  ewma,
  individuals,
  type ChartPoint,
  type CusumOptions,
  type CusumPoint,
  type EwmaOptions,
  type IndividualsOptions,
  type Process,
} from './charts.ts';
export { counts, estimateRate, type CountChart, type CountsOptions, type Sample } from './counts.ts';
export { countsRunLength, type CountsRunLength } from './count-run-lengths.ts';
export { cusumRunLength, ewmaRunLength, individualsRunLength, siegmundRunLength } from './run-lengths.ts';
