import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { PublishedEntry } from './contract.ts';
import { Dataset } from './dataset.ts';
import { limitsOf } from './limit-store.ts';
import { withinLimits } from './limits.ts';

interface EntryRow {
  readonly code: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly provider: string;
  readonly abstract_zh: string;
  readonly abstract_en: string;
  readonly kind: PublishedEntry['kind'];
  readonly resource_code: string | null;
  readonly category: string | null;
  readonly theme: string;
  readonly format: string | null;
  readonly condition_zh: string | null;
  readonly condition_en: string | null;
  readonly way: string | null;
  readonly open_condition_zh: string | null;
  readonly open_condition_en: string | null;
  readonly published_on: string | null;
  readonly related: string[] | null;
  readonly words: string | null;
  readonly share: PublishedEntry['share'];
  readonly open: PublishedEntry['open'];
  readonly cycle: string;
  readonly reconstructed: boolean;
  readonly rows: number | null;
  readonly good: number | null;
  readonly delivered_at: string | null;
  readonly fields: PublishedEntry['fields'];
  readonly withdrawn_at: string | null;
}

type Tables = {
  'catalogue.dataset': { code: string; definition: unknown; origin: string; withdrawn: boolean };
  'catalogue.entry': EntryRow;
};

const tables = (db: Db) => db.withTables<Tables>();

/** A description, also one that is withdrawn, with no more shared than its limits leave. */
export async function findDescribed(
  db: Db,
  code: string,
): Promise<{ readonly dataset: Dataset; readonly origin: string; readonly withdrawn: boolean } | undefined> {
  const row = await tables(db)
    .selectFrom('catalogue.dataset')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
  if (!row) return undefined;
  const dataset = withinLimits(Dataset.parse(row.definition), (await limitsOf(db, code)).get(code));
  return { dataset, origin: row.origin, withdrawn: row.withdrawn };
}

export async function listDatasets(db: Db): Promise<Dataset[]> {
  const rows = await tables(db)
    .selectFrom('catalogue.dataset')
    .select('definition')
    .where('withdrawn', '=', false)
    .orderBy('code')
    .execute();
  const limits = await limitsOf(db);
  return rows.map((row) => {
    const dataset = Dataset.parse(row.definition);
    return withinLimits(dataset, limits.get(dataset.code));
  });
}

const cityOrigin = 'city';

/** Replaces the city's own descriptions by these; what a department described stays as it says. */
export async function replaceDatasets(db: Db, datasets: readonly Dataset[]): Promise<void> {
  await tables(db).deleteFrom('catalogue.dataset').where('origin', '=', cityOrigin).execute();
  if (datasets.length === 0) return;
  await tables(db)
    .insertInto('catalogue.dataset')
    .values(
      datasets.map((dataset) => ({
        code: dataset.code,
        definition: JSON.stringify(dataset),
        origin: cityOrigin,
        withdrawn: false,
      })),
    )
    .onConflict((on) => on.column('code').doNothing())
    .execute();
}

/** Codes of the datasets that departments described, also of those that were withdrawn: the city's file does not bring them back. */
export async function describedCodes(db: Db): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('catalogue.dataset')
    .select('code')
    .where('origin', '<>', cityOrigin)
    .execute();
  return rows.map(({ code }) => code);
}

/** One description in place of what stood under its code. */
export async function putDataset(db: Db, dataset: Dataset, origin: string): Promise<void> {
  const definition = JSON.stringify(dataset);
  await tables(db)
    .insertInto('catalogue.dataset')
    .values({ code: dataset.code, definition, origin, withdrawn: false })
    .onConflict((on) => on.column('code').doUpdateSet({ definition, origin, withdrawn: false }))
    .execute();
}

export async function endDataset(db: Db, code: string): Promise<void> {
  await tables(db)
    .updateTable('catalogue.dataset')
    .set({ withdrawn: true })
    .where('code', '=', code)
    .execute();
}

/** Takes one entry out of force, its history kept. */
export async function withdrawEntry(
  tx: Db,
  code: string,
  stamp: { readonly at: string; readonly by: string; readonly source: string; readonly reason: string },
): Promise<void> {
  await sql`
    update catalogue.entry set withdrawn_at = ${stamp.at}, revision = revision + 1, valid_from = ${stamp.at},
      recorded_at = ${stamp.at}, recorded_by = ${stamp.by}, source = ${stamp.source}, reason = ${stamp.reason}
    where withdrawn_at is null and code = ${code}`.execute(tx);
}

/**
 * Withdraws the entries that the city's file or the platform's own registers brought and no longer have; what people
 * entered stays. A delivery leaves its own mark as the source of an entry.
 * @returns the codes withdrawn
 */
export async function withdrawGone(
  tx: Db,
  left: readonly string[],
  stamp: { readonly at: string; readonly by: string; readonly source: string },
): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    update catalogue.entry set withdrawn_at = ${stamp.at}, revision = revision + 1, valid_from = ${stamp.at},
      recorded_at = ${stamp.at}, recorded_by = ${stamp.by}, source = ${stamp.source}, reason = 'no longer in the file'
    where withdrawn_at is null and (source like 'city:%' or source like 'batch:%') and not code = any(${[...left]}::text[])
    returning code`.execute(tx);
  return rows.map(({ code }) => code);
}

export type SharedEntry = Omit<PublishedEntry, 'provider'> & { readonly provider: string };

const both = (zh: string | null, en: string | null) => (zh === null ? null : { zh, en: en ?? zh });

const sharedEntry = (row: EntryRow): SharedEntry => ({
  code: row.code,
  kind: row.kind,
  title: { zh: row.title_zh, en: row.title_en },
  abstract: { zh: row.abstract_zh, en: row.abstract_en },
  provider: row.provider,
  resourceCode: row.resource_code,
  category: row.category,
  theme: row.theme,
  format: row.format,
  share: row.share,
  condition: both(row.condition_zh, row.condition_en),
  way: row.way,
  open: row.open,
  openCondition: both(row.open_condition_zh, row.open_condition_en),
  cycle: row.cycle,
  publishedOn: row.published_on,
  related: row.related ?? [],
  words: row.words?.split(' ') ?? [],
  rows: row.rows,
  good: row.good,
  deliveredAt: row.delivered_at,
  reconstructed: row.reconstructed,
  fields: row.fields.map(({ name, label, sensitivity }) => ({ name, label, sensitivity })),
});

/** Entries in force that somebody outside their provider may have; what is neither shared nor open is left out. */
export async function listShared(db: Db): Promise<SharedEntry[]> {
  const rows = await tables(db)
    .selectFrom('catalogue.entry as e')
    .selectAll('e')
    .where('e.withdrawn_at', 'is', null)
    .where((is) => is.or([is('e.share', '<>', 'none'), is('e.open', '<>', 'none')]))
    .orderBy('e.kind')
    .orderBy('e.code')
    .execute();
  return rows.map(sharedEntry);
}
