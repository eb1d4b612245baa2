import { z } from 'zod';
import { system } from '#kernel/actor';
import { defineCityFile, type CityFile, type ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { Text } from '#kernel/texts';
import { Definition } from './definition.ts';
import { ensureForm } from './design.ts';
import { tieDrafts } from './jobs.ts';

/** Forms that the city asks its people to fill in. */
export const formsFile = defineCityFile({
  path: 'forms.yaml',
  format: 'yaml',
  title: { zh: '表单', en: 'Forms' },
  schema: z.strictObject({
    forms: z.array(
      z.strictObject({
        code: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
        title: Text,
        lead: Text,
        owner: z.string(),
        definition: Definition,
      }),
    ),
  }),
});

export const formCityFiles: readonly CityFile<unknown>[] = [formsFile];

export async function load(city: ReadCity, context: Context): Promise<void> {
  for (const form of city.get(formsFile).forms)
    await ensureForm(context, { ...form, source: `city:${formsFile.path}` });
  await context.startJob(context.db, tieDrafts, {}, { actor: system, key: 'once' });
}
