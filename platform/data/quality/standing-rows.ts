import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { literal, parquetWith, quoted, rowsWith } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import type { Dataset } from '#platform/data/catalogue';
import { checkedAtOf, handedInAtOf } from './store.ts';

export interface StandingRows {
  /** SELECT of the dataset's fields, with the batch and row in which each row lies as `_batch`, `_row`, `_at` and `_blocked`. */
  readonly sql: string;
  /** Batches that it reads, in order of their names. */
  readonly batches: readonly string[];
  /** When each was checked: the same batches, checked at the same instants, are the same rows. */
  readonly checkedAt: readonly string[];
}

const ending = '.parquet';

/** A folder is made with the first delivery. */
const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

const readAll = (paths: readonly string[]): string =>
  `read_parquet([${paths.map(literal).join(', ')}], union_by_name = true)`;

/**
 * The delivery that was handed in before all others: it replaces nothing, so that its keys need not be held against theirs. It is
 * often the one that holds most. Undefined where one of them is not known.
 */
async function oldestOf(context: Context, batches: readonly string[]): Promise<string | undefined> {
  const handedIn = await handedInAtOf(context.db, batches);
  if (handedIn.size < batches.length) return undefined;
  const [first, second] = [...handedIn].toSorted(([, one], [, other]) => Date.parse(one) - Date.parse(other));
  return first && second && first[1] !== second[1] ? first[0] : undefined;
}

/**
 * A dataset as it stands, for a session of the lake: for each of its keys the rows of the newest delivery that speaks of
 * it, those left out that a blocking rule holds back. A key that stands twice in one delivery stays twice.
 * @param known.held with those that are held back
 * @param known.checked when each batch was checked, for whoever has just asked
 * @returns undefined when nothing was ever delivered and checked
 */
export async function standingRows(
  context: Context,
  dataset: Dataset,
  { held = false, checked }: { readonly held?: boolean; readonly checked?: ReadonlyMap<string, string> } = {},
): Promise<StandingRows | undefined> {
  const folder = join(context.lake.folder, 'checked', dataset.code);
  const batches = (await namesIn(folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .toSorted();
  const [only, ...more] = batches;
  if (only === undefined) return undefined;
  const instants = checked ?? (await checkedAtOf(context.db, batches));
  const checkedAt = batches.map((batch) => instants.get(batch) ?? '');
  // What was delivered before an item was thought of has no such column.
  const names = dataset.fields.map(({ name }) => name);
  const fields = names.map(quoted).join(', ');
  const path = (batch: string) => join(folder, batch + ending);
  const rows = `${fields}, _row, _at, _blocked`;
  const chosen = held ? 'true' : 'not _blocked';
  if (more.length === 0)
    return {
      batches,
      checkedAt,
      sql: `select ${rows}, ${literal(only)} as _batch from ${parquetWith(path(only), names)} where ${chosen}`,
    };
  const all = batches.map(path);
  const oldest = await oldestOf(context, batches);
  const key = quoted(dataset.key);
  const newest = `select ${key} as _key, max(_at) as _newest from ${readAll(all.filter((_, at) => batches[at] !== oldest))} group by 1`;
  return {
    batches,
    checkedAt,
    sql: `select ${rows}, _batch from (
      select t.*, parse_filename(t.filename, true) as _batch
      from ${rowsWith(`read_parquet([${all.map(literal).join(', ')}], union_by_name = true, filename = true)`, names)} t
        left join (${newest}) n on n._key is not distinct from t.${key}
      where n._newest is null or t._at >= n._newest)
    where ${chosen}`,
  };
}
