import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFault } from '#kernel/city';
import { Text } from '#kernel/texts';
import { catalogueFile } from '#platform/data/catalogue';
import { FieldPair, KeyPair, Missing } from './shapes.ts';

const CityComparison = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  title: Text,
  left: z.string(),
  right: z.string(),
  keys: z.array(KeyPair).min(1).max(5),
  fields: z.array(FieldPair).max(60),
  missing: Missing.default('differs'),
  rhythm: z.enum(['none', 'delivery', 'daily', 'weekly', 'monthly']).default('none'),
  findings: z.enum(['none', 'left', 'right', 'both']).default('none'),
});
export type CityComparison = z.output<typeof CityComparison>;

export const comparisonsFile = defineCityFile({
  path: 'comparisons.yaml',
  format: 'yaml',
  title: { zh: '数据比对', en: 'Comparisons' },
  schema: z.strictObject({ comparisons: z.array(CityComparison) }),
});

/** Datasets and fields that a comparison speaks of are in the catalogue. */
export const comparisonsCheck: CityCheck = (city) => {
  const { datasets } = city.get(catalogueFile);
  const faults: CityFault[] = [];
  for (const [index, comparison] of city.get(comparisonsFile).comparisons.entries())
    for (const side of ['left', 'right'] as const) {
      const dataset = datasets.find(({ code }) => code === comparison[side]);
      const names = [...comparison.keys, ...comparison.fields].map((pair) => pair[side]);
      const missing = dataset && names.find((name) => !dataset.fields.some((field) => field.name === name));
      if (dataset && missing === undefined) continue;
      const what = missing === undefined ? comparison[side] : `${comparison[side]}.${missing}`;
      const message = { zh: `catalogue.yaml 中没有 ${what}`, en: `catalogue.yaml has no ${what}` };
      const path = ['comparisons', index, side];
      faults.push(city.fault(comparisonsFile, path, { code: 'reconciliation.unknown', message }));
    }
  return faults;
};
