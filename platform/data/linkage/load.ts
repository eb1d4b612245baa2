import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { catalogueFile } from '#platform/data/catalogue';
import { linkageFile } from './city.ts';
import { putSetting } from './store.ts';

/** Keeps what the city compares, for the next version of the model, and who its data office is. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  const { person: compared } = city.get(linkageFile);
  const { office } = city.get(catalogueFile);
  await context.transaction((tx) => putSetting(tx, { compared, office }));
}
