export { batchPath } from './batch-shape.ts';
export { broughtByPoint, type BroughtBy } from './brought-by.ts';
export { batchCollected, type Batch } from './contract.ts';
export { collectFile, getBatch, isSimulated, noteBatch } from './faces.ts';
export { inLake, ofDataset } from './lineage.ts';
export { notingFailure } from './note-failure.ts';

/** For tests and whoever composes a city of some modules. */
export { default as ingestionModule } from './module.ts';
