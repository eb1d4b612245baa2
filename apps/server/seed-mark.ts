import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '#kernel/config';
import type { Db } from '#kernel/db';

/** Beside the store and the lake, so that it is backed up and lost with them. */
const SeedMark = z.object({
  size: z.enum(['tiny', 'town', 'city']),
  seed: z.number().int(),
  state: z.enum(['begun', 'done']),
  at: z.string(),
});
export type SeedMark = z.infer<typeof SeedMark>;

const pathOf = ({ dataFolder }: Pick<Config, 'dataFolder'>): string => join(dataFolder, 'simulated.json');

/** What simulation this city's data began with; undefined when with none. */
export async function readMark(config: Pick<Config, 'dataFolder'>): Promise<SeedMark | undefined> {
  try {
    return SeedMark.parse(JSON.parse(await readFile(pathOf(config), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written whole or not at all. */
export async function writeMark(config: Pick<Config, 'dataFolder'>, mark: SeedMark): Promise<void> {
  const path = pathOf(config);
  await writeFile(`${path}.new`, `${JSON.stringify(mark)}\n`);
  await rename(`${path}.new`, path);
}

type Views = { 'ingestion.batch_v1': { id: string } };

/** Has anybody handed anything in? */
export async function hasBatches(db: Db): Promise<boolean> {
  const first = await db
    .withTables<Views>()
    .selectFrom('ingestion.batch_v1')
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return first !== undefined;
}
