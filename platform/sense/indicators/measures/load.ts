import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { oneAtATime } from '#kernel/db';
import { withdrawGone, writeRows } from '#kernel/record-server';
import { measuresFile } from './city.ts';
import { rowOf } from './measures.ts';
import { Measure } from './records.ts';

/** Brings the city's measures into the record; those made in the console stay. */
export async function loadMeasures(city: ReadCity, context: Context): Promise<void> {
  const { measures } = city.get(measuresFile);
  const source = `city:${measuresFile.path}`;
  await context.transaction(async (tx) => {
    await oneAtATime(tx, 'indicators.measures');
    await writeRows(context, tx, Measure, measures.map(rowOf), { source, simulated: false });
    await withdrawGone(context, tx, Measure, { source, keep: measures.map(({ code }) => code) });
  });
}
