import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
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
import { inTurn } from './in-turn.ts';
import { leave } from './leaving.ts';
import { leftToday, quotaUsed, type Entered } from './metering.ts';
import type { PackedRows } from './packed-rows.ts';
import { bodyUnderReceipt, receiptHeaders } from './receipts/giving.ts';
import { begun, draftOf, type Draft } from './receipts/receipt.ts';
import { Room } from './room.ts';
import { take, type Taken } from './taking.ts';
import { texts } from './texts.ts';

export const fileFormats = ['csv', 'parquet'] as const;
export type FileFormat = (typeof fileFormats)[number];
const types: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};
const mostRows = 1_000_000;
const room = new Room({ most: 2 * mostRows, mostOfOne: mostRows, patienceMs: 60_000 });

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
    return { to, digested: await digestOfFile(context, to), clear: work.clear };
  } catch (error) {
    await work.clear();
    throw error;
  }
}

/** Who knows how many rows lie in a piece? All of them with the first: where it breaks off, at most so many have left. */
async function* piecesOf(path: string, rows: number) {
  let left = rows;
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    yield { part, rows: left };
    left = 0;
  }
}

/** On its way out, and away when it has left or whoever asked for it has gone. */
function leaving(
  context: Context,
  draft: Draft,
  { to, rows, clear }: { readonly to: string; readonly rows: number; readonly clear: () => Promise<void> },
): Readable {
  const body = bodyUnderReceipt(context, { draft, promised: rows }, piecesOf(to, rows));
  body.once('close', () => void clear());
  return body;
}

interface Asked {
  readonly format: FileFormat;
  /** What stands in the receipt as the request. */
  readonly request: string;
}

/** All rows, or none. @throws Problem 422 `exchange.too-many-rows`; 429 `exchange.quota-used` */
async function takeAll(
  context: Context,
  { agreement }: Entered,
  { source, left, limit }: { readonly source: Source; readonly left: number; readonly limit: number },
): Promise<Taken['rows']> {
  const { rows, isLast } = await take(context, { agreement, source, after: null, limit });
  if (!isLast && left < mostRows) throw quotaUsed(context, agreement.terms);
  if (!isLast) throw new Problem(422, 'exchange.too-many-rows', fill(texts.tooManyRows, { rows: mostRows }));
  return rows;
}

async function make(context: Context, entry: Entered, { format, request }: Asked): Promise<MadeFile> {
  const { agreement, facts } = entry;
  const { terms } = agreement;
  // What the file before has used up is not read for nothing.
  const left = await leftToday(context, terms);
  const source = await sourceOf(context, facts, terms);
  const limit = Math.max(1, Math.min(left, mostRows));
  const place = await room.take(terms.id, limit);
  try {
    const rows = await takeAll(context, entry, { source, left, limit });
    place.shrink(rows.count);
    const draft = draftOf(context, { agreement, way: 'file', request, state: source.state });
    const { to, digested, clear } = await write(context, { source, rows, format });
    try {
      const told = { items: source.shows.size, receipt: draft.id };
      const receipt = begun(draft, rows.count);
      const may = await leave({ context, terms, subjects: rows.subjects, entry: told, receipt });
      if (may < rows.count) throw quotaUsed(context, terms);
    } catch (error) {
      await clear();
      throw error;
    }
    return {
      filename: `${terms.id}-${terms.dataset}.${format}`,
      type: types[format],
      body: leaving(context, draft, { to, rows: rows.count, clear }),
      headers: { ...receiptHeaders(draft, digested), 'x-simulated': String(facts.simulated) },
    };
  } finally {
    place.free();
  }
}

/**
 * Everything that an agreement gives, as one file: whole or not at all. CSV takes no text for a formula, which changes what
 * begins like one; Parquet is as it was given. Its receipt is begun before the first byte leaves, and ended before the last.
 * One at a time of an agreement is made, and two of a million rows at once in all.
 * @throws Problem 422 `exchange.too-many-rows`; 429 `exchange.quota-used`, `exchange.busy`; as `entered`, `leave`
 */
export async function fileOf(context: Context, id: string, asked: Asked): Promise<MadeFile> {
  const entry = await entered(context, id, 'file');
  return inTurn(context.lake, `exchange.file ${id}`, () => make(context, entry, asked));
}
