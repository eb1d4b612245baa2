export { Model, Pair, Run } from './records.ts';
export { runOnce as linkNow } from './run.ts';
export { decideModel } from './models.ts';

/** For tests and whoever composes a city of some modules. */
export { default as linkageModule } from './module.ts';
