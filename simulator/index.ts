/** A city with known truth. */
export type { Delivery, Manifest, SimulatedFile } from './manifest.ts';
export { drawGrids } from './draw-grids.ts';
export { runSimulate, type SimulateOptions } from './simulate.ts';
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
