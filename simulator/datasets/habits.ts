import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const rate = z.number().positive();

/** What stands in a field where its name and type do not say it. */
const FieldHabit = z.union([
  z.array(z.string()).nonempty(),
  z.strictObject({ from: z.number(), to: z.number() }),
  z
    .strictObject({ years: z.tuple([z.number(), z.number()]) })
    .describe('days, so many years before or after today'),
  z.strictObject({ last: z.enum(['month', 'quarter']) }).describe('last day of one of the periods behind us'),
  z.strictObject({ organisation: z.string() }).describe('an invented institution of this kind'),
  z.strictObject({ named: z.string() }).describe('an invented thing of this kind'),
  z.strictObject({ place: z.string() }).describe('an invented thing of this kind in a village'),
  z.strictObject({ number: z.string() }).describe('a number that begins so'),
  z.strictObject({ of: z.enum(['company', 'person', 'other', 'address']) }),
]);
export type FieldHabit = z.infer<typeof FieldHabit>;

const DatasetHabit = z.strictObject({
  rows: z.union([
    z.strictObject({ perPerson: rate }),
    z.strictObject({ perCompany: rate }),
    z.strictObject({ fixed: z.int().positive() }),
  ]),
  ages: z.tuple([z.number(), z.number()]).default([18, 90]).describe('of the people in it'),
  sex: z.enum(['1', '2']).optional().describe('of the people in it'),
  fields: z.record(z.string(), FieldHabit).default({}),
});
export type DatasetHabit = z.output<typeof DatasetHabit>;

/** By the code of the dataset: how many rows its department has, and what stands in them. */
export async function readHabits(): Promise<ReadonlyMap<string, DatasetHabit>> {
  const folder = join(import.meta.dirname, 'habits');
  const names = (await readdir(folder)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return new Map(
    texts.flatMap((text) => Object.entries(z.record(z.string(), DatasetHabit).parse(parse(text)))),
  );
}
