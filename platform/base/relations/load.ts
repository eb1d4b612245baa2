import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import { purposesFile } from './city.ts';
import { Purpose } from './records.ts';
import { setFreeText, withdrawPurposes } from './store.ts';

/** Brings the purposes of the city into the record; one that is gone from the file opens nothing any more. */
export async function loadPurposes(city: ReadCity, context: Context): Promise<void> {
  const { freeText, purposes } = city.get(purposesFile);
  const rows = purposes.map(({ code, title, opens, basis }, position) => ({
    code,
    titleZh: title.zh,
    titleEn: title.en,
    opens,
    basis,
    position,
  }));
  await context.transaction(async (tx) => {
    await setFreeText(tx, freeText);
    await writeRows(context, tx, Purpose, rows, { source: `city:${purposesFile.path}` });
    const codes = rows.map(({ code }) => code);
    await withdrawPurposes(tx, codes, context.clock.now().toISOString());
  });
}
