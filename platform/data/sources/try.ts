import { join } from 'node:path';
import { matchColumns } from '#engines/tabular';
import type { Context } from '#kernel/context';
import { maskValue } from '#kernel/record-server';
import { lookAtTable, type Looked } from '#kernel/table-layout';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import { barredBy } from './contracts/bar.ts';
import type { Tried } from './contract.ts';
import { faultOf } from './readers/faults.ts';
import { readers } from './readers/index.ts';
import { SourceFault, type Written } from './readers/reader.ts';
import { readingOf } from './reading.ts';
import { withValue } from './rules.ts';
import type { SourceRow } from './store.ts';
import { texts } from './texts.ts';

const limits = { rows: 20, pages: 1, bytes: 8 * 1024 ** 2, ms: 15_000 };

type Field = Dataset['fields'][number];

/** The dataset's field that each column would become. */
function fieldsOf(dataset: Dataset, headers: readonly string[]): (Field | undefined)[] {
  const asked = dataset.fields.map(({ name, label, aliases }) => ({
    name,
    labels: [label.zh, label.en, name],
    aliases,
  }));
  const matched = matchColumns([...headers], asked);
  return headers.map((header) => {
    const name = matched.find((each) => each.header === header)?.field;
    return dataset.fields.find((field) => field.name === name);
  });
}

/** What nobody has said to be harmless is hidden: a column that the catalogue does not know may hold anything. */
const shown = (field: Field | undefined, value: string): string => {
  if (field && (field.sensitivity === 'public' || field.sensitivity === 'internal')) return value;
  return String(maskValue(value, field?.mask ?? 'hidden'));
};

function shape(dataset: Dataset, looked: Looked, written: Written, filename: string): Tried {
  const headers = written.rows === 0 ? [] : looked.headers;
  const fields = fieldsOf(dataset, headers);
  const rows = looked.rows
    .slice(0, limits.rows)
    .map(({ cells }) => headers.map((_, at) => (cells[at] ?? '').trim()));
  const typeAt = (at: number) => rows.reduce((type, cells) => withValue(type, cells[at] ?? ''), 'empty');
  return {
    columns: headers.map((name, at) => ({
      name,
      type: written.columns?.find((each) => each.name === name)?.type ?? typeAt(at),
      field: fields[at]?.label ?? null,
    })),
    rows: rows.map((cells) => cells.map((value, at) => (value === '' ? '' : shown(fields[at], value)))),
    masked: rows.some((cells) =>
      cells.some((value, at) => value !== '' && shown(fields[at], value) !== value),
    ),
    fault: null,
    filename,
  };
}

const nothing: Tried = { columns: [], rows: [], masked: false, fault: null, filename: null };

interface How {
  /** The permission that it is read under. */
  readonly basis: 'sources:run' | 'sources:write';
  /** In place of the one that is kept. */
  readonly secret?: string | undefined;
}

async function readFirst(
  context: Context,
  source: SourceRow,
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
  how: How,
): Promise<Tried> {
  const dataset = await getDatasetEver(context.db, source.dataset);
  const reading = await readingOf(
    context,
    { ...source, mark: null },
    {
      limits,
      signal,
      folder,
      secret: how.secret,
    },
  );
  for await (const delivery of readers[source.kind].read(reading)) {
    const path = join(folder, 'first.table');
    const written = await delivery.write(path);
    const looked = await lookAtTable(path, delivery.filename, limits.rows);
    await context.ledger(context.db, {
      action: 'read',
      resource: `sources.${dataset.code}`,
      basis: how.basis,
      subjects: [],
      detail: { source: source.code, rows: looked.rows.length, revealed: false },
    });
    return shape(dataset, looked, written, delivery.filename);
  }
  return nothing;
}

/** Reads the first rows of a source as a run would, keeps nothing, and moves nothing at the source. */
export async function tryOut(
  context: Context,
  source: SourceRow,
  how: How = { basis: 'sources:run' },
): Promise<Tried> {
  // To look is to read: what a contract does not allow is not looked at either.
  const barred = await barredBy(context, source);
  if (barred) return { ...nothing, fault: barred };
  const work = await context.files.workspace();
  const signal = AbortSignal.timeout(limits.ms + 5000);
  try {
    return await readFirst(context, source, { folder: work.folder, signal }, how);
  } catch (error) {
    if (signal.aborted) return { ...nothing, fault: texts.faultTimeout };
    const fault = faultOf(error);
    if (fault instanceof SourceFault) return { ...nothing, fault: fault.reason };
    throw error;
  } finally {
    await work.clear();
  }
}
