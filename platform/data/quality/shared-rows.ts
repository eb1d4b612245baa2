import { seal, SealBroken } from '#engines/crypto-suite';
import { literal, parquetWith, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { maskValue } from '#kernel/record-server';
import { secretFile } from '#platform/base/identity';
import { rowSubjects, type Dataset, type DatasetField } from '#platform/data/catalogue';

export interface SharedRows {
  items: Record<string, string | null>[];
  masked: string[];
  next: string | null;
}

/**
 * What the catalogue says may be had: a dataset that is not shared is its owner's alone, and so is an item.
 * @throws Problem 403 `quality.not-shared`
 */
function sharedFields(context: Context, dataset: Dataset): DatasetField[] {
  const owner = context.actor.organisation === dataset.provider;
  if (dataset.share.type === 'none' && !owner)
    throw new Problem(
      403,
      'quality.not-shared',
      {
        zh: `“${dataset.title.zh}”不予共享。依据：${dataset.share.basis ?? '—'}`,
        en: `“${dataset.title.en}” is not shared. Basis: ${dataset.share.basis ?? '—'}`,
      },
      { provider: dataset.provider },
    );
  return dataset.fields.filter((field) => owner || field.share !== 'none');
}

const isPersonal = ({ sensitivity }: DatasetField): boolean =>
  sensitivity === 'personal' || sensitivity === 'sensitive';

async function newestRows(context: Context, dataset: Dataset, after: string, limit: number) {
  const files = await context.lake.path('checked', dataset.code, '*.parquet');
  // What was delivered before an item was thought of has no such column.
  const names = dataset.fields.map(({ name }) => name);
  const columns = names.map(quoted).join(', ');
  const key = quoted(dataset.key);
  return context.lake.session(async (session) => {
    const present = await session.rows(`select 1 from glob(${literal(files)}) limit 1`);
    if (present.length === 0) return [];
    return session.rows(`
      select ${key} as _key, ${columns} from (
        select *, row_number() over (partition by ${key} order by _at desc, _row desc) as _newest
        from ${parquetWith(files, names)} where ${key} > ${literal(after)})
      where _newest = 1 and not _blocked order by _key limit ${limit}`);
  });
}

/** Where a page ends is a key, which may be nobody's to see: it goes out sealed, for this dataset and this reader. */
async function marksOf(context: Context, dataset: Dataset) {
  const seals = seal(context.config.CRYPTO_SUITE, await secretFile(context.config, 'quality-pages.key'));
  const about = `quality.page/${dataset.code}\n${context.actor.id}`;
  return {
    close: (key: string): string => Buffer.from(seals.close(key, about)).toString('base64url'),
    open(mark: string): string {
      try {
        return seals.open(Buffer.from(mark, 'base64url').toString(), about).toString();
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
        throw new Problem(400, 'request.cursor', {
          zh: '翻页标记无效，请从第一页开始。',
          en: 'The cursor is not valid; begin at the first page.',
        });
      }
    },
  };
}

/**
 * The rows of a dataset as it stands — the newest word on each, good ones only — for another department: items that are
 * not shared left out, personal ones masked, one entry in the ledger with the stated purpose.
 */
export async function readSharedRows(
  context: Context,
  dataset: Dataset,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<SharedRows> {
  const fields = sharedFields(context, dataset);
  const owner = context.actor.organisation === dataset.provider;
  const marks = await marksOf(context, dataset);
  const after = page.after === undefined ? '' : marks.open(page.after);
  const rows = await newestRows(context, dataset, after, page.limit);
  const masked = owner ? [] : fields.filter(isPersonal);
  const show = (field: DatasetField, value: unknown): string | null =>
    (masked.includes(field) ? maskValue(value ?? null, field.mask ?? 'hidden') : (value ?? null)) as
      | string
      | null;
  const subjects = await rowSubjects(context, dataset);
  await context.ledger(context.db, {
    action: 'share',
    resource: `ingestion.${dataset.code}`,
    basis: `quality:fetch ${dataset.share.type}`,
    subjects: rows.flatMap((row) => subjects.of(String(row['_key']), (item) => row[item])),
    detail: { rows: rows.length, masked: masked.length },
  });
  return {
    items: rows.map((row) =>
      Object.fromEntries(fields.map((field) => [field.name, show(field, row[field.name])])),
    ),
    masked: masked.map(({ name }) => name),
    next: rows.length === page.limit ? marks.close(String(rows.at(-1)?.['_key'])) : null,
  };
}
