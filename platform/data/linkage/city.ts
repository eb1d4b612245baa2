import { z } from 'zod';
import { comparatorKinds, LinkageError, parseLinkageConfig, type ComparatorKind } from '#engines/linkage';
import { defineCityFile, type CityCheck, type CityFault } from '#kernel/city';
import { catalogueFile } from '#platform/data/catalogue';

const kinds = Object.keys(comparatorKinds) as [ComparatorKind, ...ComparatorKind[]];
const probability = z.number().min(0).max(1);

/** What the city compares to find whose a row without a usable number is. */
export const Compared = z.strictObject({
  datasets: z
    .array(z.string())
    .min(1)
    .describe('datasets of persons whose rows without a usable number are looked for'),
  compare: z
    .array(
      z.strictObject({
        attribute: z.string().describe('attribute of the register of persons, and of what feeds it'),
        as: z.enum(kinds),
        birth: z
          .string()
          .optional()
          .describe('of kind citizen-id: the attribute with the day that it carries'),
        shared: z
          .literal(true)
          .optional()
          .describe('a household has it in common: agreeing on it alone joins nobody'),
      }),
    )
    .min(2),
  bands: z.strictObject({
    link: probability.describe('from here on a row joins without a person'),
    clerical: probability.describe('from here to there a person decides'),
  }),
  lead: z
    .number()
    .min(0)
    .max(40)
    .describe('bits by which the best person must be ahead of the next to join without a person'),
  candidates: z.int().min(1).max(10).describe('persons of one row that are shown to whoever decides'),
});
export type Compared = z.output<typeof Compared>;

export const linkageFile = defineCityFile({
  path: 'linkage.yaml',
  format: 'yaml',
  title: { zh: '无号记录的链接', en: 'Linking rows without a number' },
  schema: z.strictObject({ person: Compared }),
});

/** The engine's own configuration: held rows on the left, the register, which holds everybody once, on the right. */
export const engineConfig = ({ compare, bands }: Compared) =>
  parseLinkageConfig({
    id: 'id',
    unique: ['right'],
    compare: compare.map(({ attribute, ...each }) => ({ column: attribute, ...each })),
    bands,
  });

/** Datasets that it speaks of are in the catalogue and feed the register of persons; the engine takes the rest. */
export const linkageCheck: CityCheck = (city) => {
  const { person } = city.get(linkageFile);
  const { datasets } = city.get(catalogueFile);
  const fault = (path: readonly (string | number)[], zh: string, en: string): CityFault =>
    city.fault(linkageFile, ['person', ...path], { code: 'linkage.unknown', message: { zh, en } });
  const faults = person.datasets.flatMap((code, index) =>
    datasets.some((each) => each.code === code && each.subject === 'person')
      ? []
      : [
          fault(
            ['datasets', index],
            `${code} 不是进入人口库的数据集`,
            `${code} is no dataset that feeds the register of persons`,
          ),
        ],
  );
  try {
    engineConfig(person);
  } catch (error) {
    if (!(error instanceof LinkageError)) throw error;
    faults.push(fault(['compare'], error.detail.zh, error.detail.en));
  }
  return faults;
};
