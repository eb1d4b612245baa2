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
export { cusumRunLength, ewmaRunLength, individualsRunLength, siegmundRunLength } from './run-lengths.ts';
