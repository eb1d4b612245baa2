import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows, type Incoming } from '#kernel/record-server';
import { codeFiles, codeTablesFile, mappingsFile, type CityCode, type CityMapping } from './city.ts';
import { CodeTable, CodeValue, Mapping } from './records.ts';
import { formerKey, mappingKey, valueKey } from './rules.ts';
import { withdrawGone, type CodesTable } from './store.ts';

const codeRow = (table: string, row: CityCode, position: number, key: string): Incoming => ({
  key,
  table,
  code: row.code,
  nameZh: row.name_zh,
  nameEn: row.name_en,
  parent: row.parent ?? null,
  usedFrom: row.valid_from ?? null,
  usedTo: row.valid_to ?? null,
  position,
});

/** Where a code stands for several times, the latest of them is what it means; the others are what it meant before. */
function codeRows(table: string, rows: readonly CityCode[]): Incoming[] {
  const latest = new Map<string, CityCode>();
  for (const row of rows) {
    const known = latest.get(row.code);
    if (!known || (row.valid_from ?? '') >= (known.valid_from ?? '')) latest.set(row.code, row);
  }
  return rows.map((row, position) => {
    const now = latest.get(row.code) === row || row.valid_to === undefined;
    const key = now ? valueKey(table, row.code) : formerKey(table, row.code, row.valid_to ?? '');
    return codeRow(table, row, position, key);
  });
}

const mappingRow = (row: CityMapping): Incoming => {
  const ends = {
    fromTable: row.from_table,
    fromCode: row.from_code,
    toTable: row.to_table,
    toCode: row.to_code,
  };
  return {
    key: mappingKey(ends),
    ...ends,
    kind: row.kind,
    usedFrom: row.valid_from ?? null,
    usedTo: row.valid_to ?? null,
    note: row.note ?? null,
  };
};

const tableRows = (city: ReadCity): Incoming[] =>
  city.get(codeTablesFile).tables.map(({ id, name, standard, complete, invented, checked, note }) => ({
    id,
    nameZh: name.zh,
    nameEn: name.en,
    standard: standard ?? null,
    complete,
    invented,
    checked,
    note: note?.zh ?? null,
  }));

const keysOf = (rows: readonly Incoming[], name = 'key'): string[] => rows.map((row) => String(row[name]));

/** Withdraws what the city's files brought and no longer hold. */
async function withdraw(context: Context, tx: Db, table: CodesTable, left: readonly string[]): Promise<void> {
  const stamp = { at: context.clock.now().toISOString(), by: context.actor.id };
  const gone = await withdrawGone(tx, table, left, stamp);
  if (gone.length === 0) return;
  await context.ledger(tx, {
    action: 'change',
    resource: `codes.${table}`,
    subjects: [],
    detail: { withdrawn: gone.length, keys: gone.slice(0, 20) },
  });
}

/** Brings the code tables and mappings of the city into their records; what is gone from the files is withdrawn. */
export const loadCodes = (city: ReadCity, context: Context): Promise<void> =>
  context.transaction(async (tx) => {
    const tables = tableRows(city);
    await writeRows(context, tx, CodeTable, tables, { source: `city:${codeTablesFile.path}` });
    await withdraw(context, tx, 'code_table', keysOf(tables, 'id'));
    const keys: string[] = [];
    for (const [table, file] of codeFiles) {
      const rows = codeRows(table, city.get(file));
      keys.push(...keysOf(rows));
      await writeRows(context, tx, CodeValue, rows, { source: `city:${file.path}` });
    }
    await withdraw(context, tx, 'value', keys);
    const mappings = city.get(mappingsFile).map(mappingRow);
    await writeRows(context, tx, Mapping, mappings, { source: `city:${mappingsFile.path}` });
    await withdraw(context, tx, 'mapping', keysOf(mappings));
  });
