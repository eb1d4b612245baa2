import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import { Inspector } from '#platform/matter/inspections';
import { restaurantsFile } from './city.ts';
import { Restaurant } from './records.ts';

/** Brings the invented restaurants and inspectors where people and companies are invented too, and nowhere else. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  if (context.config.production || context.config.SEED_SIZE === 'none') return;
  const { organisation, inspectors, restaurants } = city.get(restaurantsFile);
  const options = { source: `city:${restaurantsFile.path}`, simulated: true };
  const places = restaurants.map(({ name, ...rest }) => ({ ...rest, nameZh: name.zh, nameEn: name.en }));
  await context.transaction(async (tx) => {
    await writeRows(context, tx, Restaurant, places, options);
    const list = inspectors.map((each) => ({ ...each, organisation, active: true }));
    await writeRows(context, tx, Inspector, list, options);
  });
}
