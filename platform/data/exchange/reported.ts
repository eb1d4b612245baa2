import { scopeOf } from '#kernel/actor';
import { parquetWith, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import { notFound } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { getDatasetEver, rowSubjects } from '#platform/data/catalogue';
import { batchPath } from '#platform/data/ingestion';
import { Report } from './records.ts';
import { findReportedRow } from './store.ts';
import { texts } from './texts.ts';

export interface ReportedAt {
  /** The key as the provider itself knows the row. */
  readonly key: string;
  readonly batch: string;
  /** Its place in the delivery, from 1. */
  readonly row: number;
}

/**
 * Which row of the provider's own an error report means. The consumer may have named it by its pseudonym, which tells the
 * provider nothing; the key is told to whoever owns the data, to no consumer, with an entry in the ledger.
 * @throws Problem 404 `request.not-found` for whoever is not of the provider
 */
export async function reportedAt(context: Context, number: string): Promise<ReportedAt> {
  const { actor } = context;
  const report = await readRow(context, context.db, Report, number);
  const isOwner = scopeOf(actor, 'exchange:decide') !== undefined && report?.provider === actor.organisation;
  const found = report && isOwner ? await findReportedRow(context.db, number) : undefined;
  if (!report || !found) throw notFound(texts.reportWord, number);
  const { row_key: key, batch, row } = found;
  const dataset = await getDatasetEver(context.db, report.dataset);
  const { numbers, of } = await rowSubjects(context, dataset);
  const path = await batchPath(context, dataset.code, batch);
  const [values] =
    numbers.length === 0
      ? []
      : await context.lake.session((session) =>
          session.rows(
            `select ${numbers.map(quoted).join(', ')} from ${parquetWith(path, numbers)} where _row = ${row}`,
          ),
        );
  await context.ledger(context.db, {
    action: 'read',
    resource: `ingestion.${dataset.code}`,
    basis: `exchange.report:${number}`,
    subjects: of(key, (item) => values?.[item]),
    detail: { report: number, rows: 1 },
  });
  return { key, batch, row };
}
