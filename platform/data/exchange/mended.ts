import { keyedDigest } from '#engines/crypto-suite';
import { literal, parquetWith, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import { subscription } from '#kernel/module';
import { secretFile } from '#platform/base/identity';
import { findDataset, type Dataset } from '#platform/data/catalogue';
import { getBatch } from '#platform/data/ingestion';
import { batchChecked, proveMended } from '#platform/data/quality';
import { findUnmended, noteMended, type Unmended } from './store.ts';

/** Under which rule an item that a consumer called wrong stands among the findings. */
export const ruleOf = (item: string): string => `exchange.report.${item}`;

/** Of a value, which is nobody's to keep a second time: only whether it is still the same can be told from it. */
export async function valueDigest(context: Context): Promise<(value: string | null) => string> {
  const hash = keyedDigest(
    context.config.CRYPTO_SUITE,
    await secretFile(context.config, 'exchange-pseudonyms.key'),
  );
  return (value) => hash('exchange.reported\n', value === null ? 'null' : `=${value}`).toString('base64url');
}

interface Proof {
  readonly report: string;
  readonly item: string;
  readonly key: string;
  readonly row: number;
}

/** Of the rows reported, those that came with this batch and hold another value now. */
async function provedBy(
  context: Context,
  dataset: Dataset,
  batch: string,
  reported: readonly Unmended[],
): Promise<Proof[]> {
  const names = dataset.fields.map(({ name }) => name);
  const asked = reported.filter(({ item, batch: before }) => names.includes(item) && before !== batch);
  if (asked.length === 0) return [];
  const path = await context.lake.path('checked', dataset.code, `${batch}.parquet`);
  const keys = [...new Set(asked.map(({ row_key }) => row_key))].map(literal).join(', ');
  const key = quoted(dataset.key);
  const rows = await context.lake.session((session) =>
    session.rows(`select _row, ${key} as _key, ${names.map(quoted).join(', ')} from ${parquetWith(path, names)}
      where not _blocked and ${key} in (${keys}) order by _row`),
  );
  const byKey = new Map(rows.map((row) => [String(row['_key']), row]));
  const digest = await valueDigest(context);
  return asked.flatMap(({ report, item, row_key, value_digest }) => {
    const row = byKey.get(row_key);
    const value = (row?.[item] as string | null | undefined) ?? null;
    return row && digest(value) !== value_digest
      ? [{ report, item, key: row_key, row: Number(row['_row']) }]
      : [];
  });
}

/** A later delivery in which the reported item holds another value closes the finding, with the batch as its proof. */
export const mendedReports = subscription(
  'exchange.mended-reports',
  batchChecked,
  async ({ payload: { dataset: code, batch } }, context) => {
    const dataset = await findDataset(context.db, code);
    const reported = dataset ? await findUnmended(context.db, code) : [];
    if (!dataset || reported.length === 0) return;
    const proofs = await provedBy(context, dataset, batch, reported);
    if (proofs.length === 0) return;
    const { handedInAt: spokenAt } = await getBatch(context.db, batch);
    await context.transaction(async (tx) => {
      for (const [item, rows] of Map.groupBy(proofs, (proof) => proof.item))
        await proveMended(context, tx, { dataset: code, batch, spokenAt, rule: ruleOf(item), rows });
      await noteMended(
        tx,
        proofs.map(({ report }) => report),
        batch,
      );
    });
  },
);
