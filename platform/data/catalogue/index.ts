export { Dataset, DatasetField } from './dataset.ts';
export { datasetDescribed } from './events.ts';
export {
  findDataset,
  getDatasetEver,
  getDatasetInForce,
  isInForce,
  providerOfCode,
  listDatasets,
  noteDelivery,
  publishDataset,
  withdrawDataset,
  type Delivery,
} from './faces.ts';
export { catalogueFile } from './city.ts';

/** For tests and whoever composes a city of some modules. */
export { default as catalogueModule } from './module.ts';
