import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '#kernel/config';
import { SignedHead } from './contract.ts';
import type { Head } from './head.ts';

export interface OutsideHeads {
  readonly heads: readonly Head[];
  /** Lines (from 1) that cannot be read. */
  readonly unreadable: readonly number[];
}

/**
 * A place outside of the database where every head is said again. Whoever can change the database alone cannot change
 * what was said there.
 */
export interface Outside {
  /** For people: which place. */
  readonly name: string;
  /** Whether it keeps every head, so that one that is missing there is a fault. */
  readonly keepsAll: boolean;
  /** @returns undefined when nothing was ever said there */
  read(): Promise<OutsideHeads | undefined>;
}

/** A place that takes heads as they are made. */
export interface OutsideFile extends Outside {
  append(heads: readonly Head[]): Promise<void>;
}

function readLine(text: string): Head | undefined {
  try {
    return SignedHead.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function readHeads(file: string): Promise<OutsideHeads | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const read = text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => ({ number, head: readLine(line) }));
  return {
    heads: read.flatMap(({ head }) => (head ? [head] : [])),
    unreadable: read.filter(({ head }) => !head).map(({ number }) => number),
  };
}

/** One JSON object a line, only ever appended to. */
export const outsideFile = (file: string): OutsideFile => ({
  name: file,
  keepsAll: true,
  read: () => readHeads(file),
  append: async (heads) => {
    if (heads.length === 0) return;
    await mkdir(dirname(file), { recursive: true });
    const text = heads.map((head) => `${JSON.stringify(head)}\n`).join('');
    await appendFile(file, text, { mode: 0o640, flush: true });
  },
});

const fileName = 'ledger-heads.log';

/** The data folder, and where the city wants them besides: a mounted disk of another machine. */
export const outsideFiles = (
  config: Pick<Config, 'dataFolder' | 'LEDGER_HEADS_FOLDER'>,
): readonly OutsideFile[] =>
  [config.dataFolder, config.LEDGER_HEADS_FOLDER]
    .filter((folder) => folder !== undefined)
    .map((folder) => outsideFile(join(folder, fileName)));
