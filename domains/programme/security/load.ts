import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { withdrawGone, writeRows } from '#kernel/record-server';
import { checklistFile } from './city.ts';
import { Control } from './records.ts';

/** Brings the checklist into the record; what was found before stays with its clause. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  const rows = city.get(checklistFile).controls.map(({ clause, title }, index) => ({
    clause,
    number: index + 1,
    titleZh: title.zh,
    titleEn: title.en,
  }));
  await context.transaction(async (tx) => {
    await writeRows(context, tx, Control, rows, { source: `city:${checklistFile.path}`, simulated: false });
    await withdrawGone(context, tx, Control, { keep: rows.map(({ clause }) => clause) });
  });
}
