export { Model, Pair, Run } from './records.ts';
/** For measuring and testing a run alone; everybody else starts one. */
export { runOnce as linkNow } from './run.ts';

/** For tests and whoever composes a city of some modules. */
export { default as linkageModule } from './module.ts';
