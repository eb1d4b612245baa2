import { z } from 'zod';
import { code, field, type Field } from '#kernel/record';
import type { Dataset, DatasetField } from '#platform/data/catalogue';
import type { Source } from './sources.ts';

const prefix = 'lake.';

/** The dataset that an id of a source names; undefined for that of a record or a view. */
export const datasetNamed = (id: string): string | undefined =>
  id.startsWith(prefix) ? id.slice(prefix.length) : undefined;

export const idOfDataset = (dataset: string): string => `${prefix}${dataset}`;

const schemas: Readonly<Record<Exclude<DatasetField['type'], 'code'>, z.ZodType>> = {
  text: z.string(),
  integer: z.int(),
  number: z.number(),
  boolean: z.boolean(),
  date: z.iso.date(),
  'citizen-id': z.string(),
  'credit-code': z.string(),
  mobile: z.string(),
};

function fieldOf({ type, codes, label, sensitivity, mask }: DatasetField): Field {
  const coded = codes === undefined ? z.string() : code(codes);
  const schema = type === 'code' ? coded : schemas[type];
  return field(schema.nullable(), label, { sensitivity, ...(mask && { mask }) });
}

/** A dataset as measures see it: its items with their class of sensitivity, by the form in which the checks leave them. */
export const datasetSource = (dataset: Dataset): Source => ({
  kind: 'dataset',
  id: idOfDataset(dataset.code),
  title: dataset.title,
  key: dataset.key,
  fields: Object.fromEntries(dataset.fields.map((each) => [each.name, fieldOf(each)])),
  dataset,
});
