import { sql } from 'kysely';
import { literal, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { listDatasets, type Dataset } from '#platform/data/catalogue';
import { standingRows } from '#platform/data/quality';
import { mayAnswer, type DatasetValue } from '../dataset-values-store.ts';

/** Citizen identity numbers of those who belong to a household now. */
async function memberNumbers(db: Db, household: string): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select p.citizen_id as number from registers.household h
    join registers.household_member m on m.number = h.number and m.until_day is null
    join registers.person p on p.id = m.person and p.withdrawn_at is null
    where h.id = ${household} and h.withdrawn_at is null and p.citizen_id is not null order by 1`.execute(db);
  return rows.map(({ number }) => number);
}

/**
 * What the newest delivery says that names any of these people; where its rows of them do not all say the same, nothing.
 * @returns item by item, with the instant of the delivery as `_said`
 */
async function saidOf(
  context: Context,
  dataset: Dataset,
  { numbers, names }: { readonly numbers: readonly string[]; readonly names: readonly string[] },
): Promise<Readonly<Record<string, unknown>>> {
  const standing = await standingRows(context, dataset);
  const naming = dataset.fields.filter(({ type }) => type === 'citizen-id');
  if (!standing || naming.length === 0) return {};
  const among = numbers.map(literal).join(', ');
  const theirs = naming.map(({ name }) => `${quoted(name)} in (${among})`).join(' or ');
  const said = names.map((name) => {
    const text = `coalesce(${quoted(name)}, '')`;
    return `case when min(${text}) = max(${text}) then min(${text}) end as ${quoted(name)}`;
  });
  const [row] = await context.lake.session((session) =>
    session.rows(
      `select max(_at) as _said, ${said.join(', ')} from (
        select *, rank() over (order by _at desc) as _age from (${standing.sql}) where ${theirs}) where _age = 1`,
    ),
  );
  return row ?? {};
}

/**
 * What those datasets of departments say of a household whose rows are of whole households (`rowsOf`), for items of theirs:
 * rows that name anybody who belongs to it now. Whoever asks sees to the right and to the ledger.
 * @param household id in the register
 * @param items `dataset.item`; what is no item of such a dataset has no value
 */
export async function householdValues(
  context: Context,
  household: string,
  items: readonly string[],
): Promise<DatasetValue[]> {
  const datasets = (await listDatasets(context.db)).filter(({ rowsOf }) => rowsOf === 'household');
  const numbers = await memberNumbers(context.db, household);
  if (datasets.length === 0 || numbers.length === 0) return [];
  const found: DatasetValue[] = [];
  for (const dataset of datasets) {
    const own = items.flatMap((item) =>
      item.startsWith(`${dataset.code}.`) ? [item.slice(dataset.code.length + 1)] : [],
    );
    const names = [...new Set(own)].filter((name) => mayAnswer(dataset, name));
    if (names.length === 0) continue;
    const row = await saidOf(context, dataset, { numbers, names });
    for (const name of names) {
      const value = row[name];
      if (value !== null && value !== undefined && value !== '')
        found.push({
          item: `${dataset.code}.${name}`,
          value: String(value),
          dataset,
          at: new Date(String(row['_said'])).toISOString(),
        });
    }
  }
  return found;
}
