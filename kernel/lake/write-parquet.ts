import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LakeSession } from './index.ts';

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a file that is there whole or not at all, also after a power loss. A file of that name is replaced; who reads
 * the old one reads it to its end.
 * @param write fills the file whose path it is given
 */
export async function wholeFile<T>(path: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    const answer = await write(temporary);
    await sync(temporary);
    await rename(temporary, path);
    await sync(dirname(path));
    return answer;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Writes the answer of a SELECT as one Parquet file (zstd at its quickest: it is written once and read whole) that is
 * there whole or not at all.
 * @param path from `lake.path(...)`
 * @returns number of rows
 */
export const writeParquet = (
  session: LakeSession,
  select: string,
  path: string,
  parameters: readonly unknown[] = [],
): Promise<number> =>
  wholeFile(path, async (temporary) => {
    const [answer] = await session.rows<{ Count: number }>(
      `copy (${select}) to '${temporary.replaceAll("'", "''")}' (format parquet, compression zstd, compression_level 1, write_bloom_filter false)`,
      parameters,
    );
    return answer?.Count ?? 0;
  });
