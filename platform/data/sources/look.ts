import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { lookAtTable, prepareTable, type Looked } from '#kernel/table-layout';
import type { Written } from './readers/reader.ts';
import { withValue, type SeenColumn } from './rules.ts';

const sampledRows = 500;

export interface LookedAt {
  readonly looked: Looked;
  readonly columns: readonly SeenColumn[];
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly content: string;
}

const typesOf = ({ headers, rows }: Looked): SeenColumn[] =>
  headers.map((name, at) => ({
    name,
    type: rows.reduce((type, { cells }) => withValue(type, (cells[at] ?? '').trim()), 'empty'),
  }));

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** Counts the rows of a file whose reader could not know them. */
async function countRows(path: string, looked: Looked, signal: AbortSignal): Promise<number> {
  const counted = await prepareTable(path, looked.layout, { to: '/dev/null', lineColumn: '_line', signal });
  return counted.rows;
}

/**
 * What was delivered: its columns with their types, its rows counted, its content named.
 * @throws Problem 422 `tabular.*` when it is no table
 */
export async function lookAt(
  at: { readonly path: string; readonly filename: string },
  written: Written,
  signal: AbortSignal,
): Promise<LookedAt> {
  const looked = await lookAtTable(at.path, at.filename, sampledRows);
  const { size } = await stat(at.path);
  return {
    looked,
    columns: written.columns ?? typesOf(looked),
    rows: written.rows ?? (await countRows(at.path, looked, signal)),
    bytes: size,
    content: await digestOf(at.path),
  };
}
