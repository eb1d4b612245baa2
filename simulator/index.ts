/** A city with known truth. */
export { readManifest, type Delivery, type Manifest, type SimulatedFile } from './manifest.ts';
export { drawGrids } from './draw-grids.ts';
export { runSimulate, type SimulateOptions } from './simulate.ts';
export {
  simulateDatasets,
  type DatasetsOptions,
  type SimulatedDatasets,
} from './datasets/simulate-datasets.ts';
export { simulatedSizes, type SimulatedSize } from './sizes.ts';
export {
  aboutOfKey,
  readTruthMistakes,
  readTruthPeople,
  type TruthMistake,
  type TruthPerson,
} from './truth.ts';
export { handInDelivery, simulatorActor, standingOf, type Standing } from './hand-in.ts';
export { demonstrateStandIns } from './standins/demonstrate.ts';
export { assertNoneFailed, chain, finishNow, untilQuiet } from './run/quiet.ts';
export { startMeter, type Meter, type Spent } from './run/meter.ts';
export { serverMeterOf } from './run/server-cpu.ts';
export { stateOf, type Part, type State } from './run/state-store.ts';
