import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '#kernel/config';
import type { Db } from '#kernel/db';

/** Beside the lake and the files; it names the database that it is about, for that may lie elsewhere. */
const SeedMark = z.object({
  size: z.enum(['tiny', 'town', 'district', 'city']),
  seed: z.number().int(),
  state: z.enum(['begun', 'done']),
  at: z.string(),
  database: z.string().optional(),
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

type Migrations = { 'kernel.migration': { applied_at: string } };

/** When the first migration of a database was applied: another database has another instant, a restored one the same. */
export async function databaseMark(db: Db): Promise<string> {
  const first = await db
    .withTables<Migrations>()
    .selectFrom('kernel.migration')
    .select((of) => of.fn.min('applied_at').as('at'))
    .executeTakeFirst();
  return String(first?.at ?? '');
}
