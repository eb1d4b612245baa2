import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { catalogueFile } from '#platform/data/catalogue';
import { rulesFile } from './city.ts';
import { impliedRules } from './implied-rules.ts';
import * as store from './store.ts';

/** Brings the rules of the city's file, and those that follow from the catalogue, into force. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  const stated = city.get(rulesFile).map((rule) => ({ rule, implied: false }));
  const implied = city
    .get(catalogueFile)
    .datasets.flatMap((dataset) => impliedRules(dataset).map((rule) => ({ rule, implied: true })));
  await context.transaction((tx) => store.replaceRules(tx, [...stated, ...implied]));
}
