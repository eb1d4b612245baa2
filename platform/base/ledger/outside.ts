import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '#kernel/config';
import type { Head } from './head.ts';

const Line = z.object({
  size: z.number(),
  root: z.string(),
  at: z.string(),
  key: z.string(),
  signature: z.string(),
});

/**
 * The copy of all heads outside of the database: one JSON object a line, only ever appended to. Whoever can change
 * the database alone cannot change what was said here; copy the file elsewhere and nobody on this machine can.
 */
export const outsideFile = (config: Pick<Config, 'dataFolder'>): string =>
  join(config.dataFolder, 'ledger-heads.log');

export interface OutsideHeads {
  readonly heads: readonly Head[];
  /** Lines (from 1) that cannot be read. */
  readonly unreadable: readonly number[];
}

function readLine(text: string): Head | undefined {
  try {
    return Line.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @returns undefined when there is no such file */
export async function readOutside(config: Pick<Config, 'dataFolder'>): Promise<OutsideHeads | undefined> {
  const text = await readFile(outsideFile(config), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  const read = lines
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => ({ number, head: readLine(line) }));
  return {
    heads: read.flatMap(({ head }) => (head ? [head] : [])),
    unreadable: read.filter(({ head }) => !head).map(({ number }) => number),
  };
}

export async function appendOutside(
  config: Pick<Config, 'dataFolder'>,
  heads: readonly Head[],
): Promise<void> {
  if (heads.length === 0) return;
  const text = heads.map((head) => `${JSON.stringify(head)}\n`).join('');
  await appendFile(outsideFile(config), text, { mode: 0o640, flush: true });
}
