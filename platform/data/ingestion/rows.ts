import { parquetWith, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { maskValue } from '#kernel/record-server';
import { rowSubjects, type Dataset } from '#platform/data/catalogue';
import { batchPath } from './batch-shape.ts';
import type { BatchRow } from './store.ts';

interface Asked {
  readonly batch: BatchRow;
  readonly dataset: Dataset;
  readonly from: number;
  readonly limit: number;
  readonly reveal: boolean;
}

interface Rows {
  items: { row: number; line: number; values: Record<string, string | null> }[];
  masked: string[];
}

const maskedFields = (dataset: Dataset, reveal: boolean) =>
  dataset.fields.filter(
    ({ sensitivity }) => !reveal && (sensitivity === 'personal' || sensitivity === 'sensitive'),
  );

/** Some rows of a batch as they were handed in, masked unless revealed for a purpose; one ledger entry. */
export async function readRowsOf(context: Context, asked: Asked): Promise<Rows> {
  const { batch, dataset, from, limit, reveal } = asked;
  if (reveal && !context.purpose)
    throw new Problem(400, 'request.purpose-missing', {
      zh: '查看未遮蔽的内容须说明用途。',
      en: 'Say why you need it unmasked.',
    });
  if (batch.rows === null) return { items: [], masked: [] };
  const path = await batchPath(context, dataset.code, batch.id);
  const names = dataset.fields.map(({ name }) => name);
  const found = await context.lake.session((session) =>
    session.rows(
      `select _row, _line, ${names.map(quoted).join(', ')} from ${parquetWith(path, names)}
       where _row >= ${from} order by _row limit ${limit}`,
    ),
  );
  const masks = new Map(maskedFields(dataset, reveal).map((field) => [field.name, field.mask ?? 'hidden']));
  const show = (name: string, value: unknown): string | null => {
    const mask = masks.get(name);
    return (mask ? maskValue(value, mask) : value) as string | null;
  };
  const items = found.map((row) => ({
    row: Number(row['_row']),
    line: Number(row['_line']),
    values: Object.fromEntries(names.map((name) => [name, show(name, row[name] ?? null)])),
  }));
  const subjects = await rowSubjects(context, dataset);
  await context.ledger(context.db, {
    action: 'read',
    resource: `ingestion.${dataset.code}`,
    basis: 'ingestion:read',
    subjects: found.flatMap((row) =>
      subjects.of(String(row[dataset.key] ?? row['_row']), (item) => row[item]),
    ),
    detail: { batch: batch.id, rows: items.length, revealed: reveal },
  });
  return { items, masked: [...masks.keys()] };
}
