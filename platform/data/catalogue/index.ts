export { Dataset, DatasetField } from './dataset.ts';
export { getDataset, listDatasets, noteDelivery, type Delivery } from './faces.ts';
export { catalogueFile } from './city.ts';
