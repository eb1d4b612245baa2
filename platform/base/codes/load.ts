import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { writeRows, type Incoming } from '#kernel/record-server';
import { codeFiles, codeTablesFile, type CityCode } from './city.ts';
import { CodeValue } from './records.ts';
import { replaceTables, withdrawGone } from './store.ts';

const codeRow = (
  table: string,
  { code, name_zh, name_en, valid_from, valid_to }: CityCode,
  position: number,
): Incoming => ({
  key: `${table}:${code}`,
  table,
  code,
  nameZh: name_zh,
  nameEn: name_en,
  usedFrom: valid_from ?? null,
  usedTo: valid_to ?? null,
  position,
});

/** Where a code stands for several times, the latest of them is what it means today. */
const inTime = (rows: readonly CityCode[]): { row: CityCode; position: number }[] =>
  rows
    .map((row, position) => ({ row, position }))
    .toSorted((a, b) => (a.row.valid_from ?? '').localeCompare(b.row.valid_from ?? ''));

/** Brings the code tables of the city into the record; a code that is gone from its file is withdrawn. */
export async function loadCodes(city: ReadCity, context: Context): Promise<void> {
  const stamp = { at: context.clock.now().toISOString(), by: context.actor.id };
  await context.transaction(async (tx) => {
    const { tables } = city.get(codeTablesFile);
    await replaceTables(
      tx,
      tables.map(({ id, name, standard = null, complete, invented, checked }) => ({
        id,
        ...name,
        standard,
        complete,
        invented,
        checked,
      })),
    );
    const keys: string[] = [];
    for (const [table, file] of codeFiles) {
      const rows = inTime(city.get(file)).map(({ row, position }) => codeRow(table, row, position));
      keys.push(...rows.map((row) => String(row['key'])));
      await writeRows(context, tx, CodeValue, rows, { source: `city:${file.path}` });
    }
    const gone = await withdrawGone(tx, keys, stamp);
    if (gone.length > 0)
      await context.ledger(tx, {
        action: 'change',
        resource: 'codes.value',
        subjects: [],
        detail: { withdrawn: gone.length, keys: gone.slice(0, 20) },
      });
  });
}
