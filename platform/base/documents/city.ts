import { z } from 'zod';
import { defineCityFile, type CityFile, type ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { Text } from '#kernel/texts';
import { Layout } from './layout.ts';
import { ensureTemplate } from './templates.ts';

/** Forms of papers that the city's offices issue. */
export const papersFile = defineCityFile({
  path: 'papers.yaml',
  format: 'yaml',
  title: { zh: '文书模板', en: 'Templates of papers' },
  schema: z.strictObject({
    templates: z.array(
      z.strictObject({
        code: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
        title: Text,
        issuer: z.string().nullable().default(null),
        layout: Layout,
      }),
    ),
  }),
});

export const paperCityFiles: readonly CityFile<unknown>[] = [papersFile];

export async function load(city: ReadCity, context: Context): Promise<void> {
  for (const template of city.get(papersFile).templates)
    await ensureTemplate(context, template, `city:${papersFile.path}`);
}
