import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { catalogueFile } from '#platform/data/catalogue';
import { exchangeFile } from './city.ts';
import { putSetting } from './store.ts';

/** Brings the rules of sharing, and the office that keeps the catalogue, from the city's files into the settings. */
export const load = (city: ReadCity, context: Context): Promise<void> =>
  context.transaction(async (tx) => {
    await putSetting(tx, 'rules', city.get(exchangeFile));
    await putSetting(tx, 'office', city.get(catalogueFile).office);
  });
