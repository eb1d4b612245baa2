import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { runningDigest } from '#engines/crypto-suite';
import { literal, quoted } from '#engines/duckdb-text';
import { writeCsv } from '#engines/tabular';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { entered } from './entering.ts';
import { sourceOf, type Source } from './granted-rows.ts';
import { leave } from './leaving.ts';
import { quotaUsed } from './metering.ts';
import type { PackedRows } from './packed-rows.ts';
import { receiptHeaders } from './receipts/giving.ts';
import { draftOf, receiptText } from './receipts/receipt.ts';
import { take } from './taking.ts';
import { texts } from './texts.ts';

export const fileFormats = ['csv', 'parquet'] as const;
export type FileFormat = (typeof fileFormats)[number];
const types: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};
const mostRows = 1_000_000;

type Line = Readonly<Record<string, string | null>>;

function* cellsOf({ lines, ends }: PackedRows, fields: readonly string[]): Generator<(string | null)[]> {
  let begin = 0;
  for (const end of ends) {
    const values = JSON.parse(lines.subarray(begin, end).toString('utf8')) as Line;
    yield fields.map((name) => values[name] ?? null);
    begin = end;
  }
}

/** By the engine of the lake, out of the very lines that a stream would send. */
async function writeParquetFile(
  context: Context,
  rows: PackedRows,
  {
    fields,
    folder,
    to,
  }: { readonly fields: readonly string[]; readonly folder: string; readonly to: string },
): Promise<void> {
  const lines = join(folder, 'rows.ndjson');
  await writeFile(lines, rows.lines, { mode: 0o600 });
  const columns = fields.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  const read = `read_json(${literal(lines)}, format = 'newline_delimited', columns = {${columns}})`;
  await context.lake.session((session) =>
    session.run(
      `copy (select ${fields.map(quoted).join(', ')} from ${read}) to ${literal(to)} (format parquet, compression zstd)`,
    ),
  );
}

async function digestOfFile(context: Context, path: string): Promise<Buffer> {
  const running = runningDigest(context.config.CRYPTO_SUITE);
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) running.add(part);
  return running.done();
}

interface MadeFile {
  readonly filename: string;
  readonly type: string;
  readonly body: Readable;
  readonly headers: Readonly<Record<string, string>>;
}

async function write(
  context: Context,
  {
    source,
    rows,
    format,
  }: { readonly source: Source; readonly rows: PackedRows; readonly format: FileFormat },
) {
  const fields = [...source.shows.keys()];
  const work = await context.files.workspace();
  const to = join(work.folder, `rows.${format}`);
  try {
    if (format === 'csv') await writeCsv(cellsOf(rows, fields), { to, header: fields });
    else await writeParquetFile(context, rows, { fields, folder: work.folder, to });
    return { to, bytes: (await stat(to)).size, digested: await digestOfFile(context, to), clear: work.clear };
  } catch (error) {
    await work.clear();
    throw error;
  }
}

/**
 * Everything that an agreement gives, as one file: whole or not at all. CSV takes no text for a formula, which changes what
 * begins like one; Parquet is as it was given. Its receipt is in the database before the first byte leaves.
 * @param asked.request what stands in the receipt as the request
 * @throws Problem 422 `exchange.too-many-rows`; 429 `exchange.quota-used`; as `entered`, `leave`
 */
export async function fileOf(
  context: Context,
  id: string,
  asked: { readonly format: FileFormat; readonly request: string },
): Promise<MadeFile> {
  const { agreement, facts, left } = await entered(context, id, 'file');
  const { terms } = agreement;
  const { format, request } = asked;
  const source = await sourceOf(context, facts, terms);
  const limit = Math.max(1, Math.min(left, mostRows));
  const { rows, isLast } = await take(context, { agreement, source, after: null, limit });
  if (!isLast && left < mostRows) throw quotaUsed(context, terms);
  if (!isLast) throw new Problem(422, 'exchange.too-many-rows', fill(texts.tooManyRows, { rows: mostRows }));
  const draft = draftOf(context, { agreement, way: 'file', request, state: source.state });
  const { to, bytes, digested, clear } = await write(context, { source, rows, format });
  try {
    const end = { rows: rows.count, bytes, body: digested.toString('hex'), whole: true };
    const entry = { items: source.shows.size, receipt: draft.id };
    const receipt = receiptText(draft, end);
    const room = await leave({ context, terms, keys: rows.keys, entry, receipt });
    if (room < rows.count) throw quotaUsed(context, terms);
  } catch (error) {
    await clear();
    throw error;
  }
  const body = createReadStream(to);
  body.once('close', () => void clear());
  return {
    filename: `${id}-${terms.dataset}.${format}`,
    type: types[format],
    body,
    headers: { ...receiptHeaders(draft, digested), 'x-simulated': String(facts.simulated) },
  };
}
