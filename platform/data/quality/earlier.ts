import { access } from 'node:fs/promises';
import { ParquetReader } from '#engines/parquet';
import type { Context } from '#kernel/context';
import type { Dataset } from '#platform/data/catalogue';
import { scaleOf } from './batch-figures.ts';
import type { Distribution } from './distribution.ts';
import { readField } from './field-column.ts';
import { formOf } from './forms.ts';
import { Gathered } from './gathered.ts';
import type { EarlierBatches, Lookups } from './lookups.ts';
import { RowGroup } from './row-group.ts';
import type { Rule } from './rule.ts';
import { Scratch } from './scratch.ts';
import * as store from './store.ts';

/** A batch as it was handed in: whole, or a correction of some rows. */
export interface Delivered {
  readonly id: string;
  readonly mode: 'update' | 'correction';
  readonly handedInAt: string;
}

interface Asked {
  readonly dataset: Dataset;
  readonly rules: readonly Rule[];
  readonly lookups: Lookups;
  readonly batch: Delivered;
}

/** Batches that are looked back at. */
const many = 30;

const watched = (rules: readonly Rule[]): string[] => [
  ...new Set(rules.flatMap(({ check }) => (check.kind === 'drift' ? [check.field] : []))),
];

/** What one field of a checked batch has. */
async function distributionOf(
  raw: ParquetReader,
  { dataset, lookups }: Asked,
  name: string,
): Promise<Distribution> {
  const field = dataset.fields.find((each) => each.name === name);
  const scale = scaleOf(field);
  const gathered = new Gathered(scale, { numbers: true, distinct: false, counts: scale === 'text' });
  if (!field) return gathered;
  const scratch = new Scratch();
  for (const [group, rows] of raw.groups.entries()) {
    const column = readField(await raw.readTexts(group, name), formOf(field, lookups), { scratch, name });
    gathered.take(new RowGroup(rows, new Map([[name, column]]), { lookups, scratch }), name);
  }
  return gathered;
}

/** The whole batches of a dataset that were handed in before this one and were checked. */
export async function earlierBatches(context: Context, asked: Asked): Promise<EarlierBatches> {
  const before = await store.batchesBefore(context.db, {
    dataset: asked.dataset.code,
    batch: asked.batch.id,
    at: asked.batch.handedInAt,
    most: many,
  });
  const fields = watched(asked.rules);
  const rows = before.map((each) => each.rows).toReversed();
  const [latest] = before;
  if (!latest || fields.length === 0) return { rows, distributions: new Map() };
  const path = await context.lake.path('checked', asked.dataset.code, `${latest.batch}.parquet`);
  const present = await access(path).then(
    () => true,
    () => false,
  );
  if (!present) return { rows, distributions: new Map() };
  const raw = await ParquetReader.open(path);
  try {
    const distributions = new Map<string, Distribution>();
    for (const name of fields) distributions.set(name, await distributionOf(raw, asked, name));
    return { rows, distributions };
  } finally {
    await raw.close();
  }
}
