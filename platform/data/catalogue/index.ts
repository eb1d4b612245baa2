export { Dataset, DatasetField } from './dataset.ts';
export { datasetDescribed } from './events.ts';
export {
  findDataset,
  getDatasetEver,
  datasetsLimitedBy,
  getDatasetInForce,
  isInForce,
  providerOfCode,
  limitSharing,
  listDatasets,
  noteDelivery,
  publishDataset,
  withdrawDataset,
  type Delivery,
} from './faces.ts';
export { rowSubjects, type RowSubjects } from './row-subjects.ts';
export { catalogueFile } from './city.ts';

/** For tests and whoever composes a city of some modules. */
export { default as catalogueModule } from './module.ts';
