import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import { comparisonsFile, type CityComparison } from './city.ts';
import { Comparison } from './records.ts';

const rowOf = ({ title, left, right, ...comparison }: CityComparison) => ({
  ...comparison,
  titleZh: title.zh,
  titleEn: title.en,
  leftDataset: left,
  rightDataset: right,
});

/** Brings the city's comparisons into the record; what was made in the console stays. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  const { comparisons } = city.get(comparisonsFile);
  await context.transaction((tx) =>
    writeRows(context, tx, Comparison, comparisons.map(rowOf), {
      source: `city:${comparisonsFile.path}`,
      simulated: false,
    }),
  );
}
