import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { openDataFile } from './city.ts';
import * as store from './store.ts';

/** Keeps the city’s thresholds, domains and licences for those who ask. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  await store.putCity(context.db, city.get(openDataFile));
}
