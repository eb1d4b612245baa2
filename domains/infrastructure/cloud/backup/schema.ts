import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Services } from '#kernel/context';
import type { MigrationSource } from '#kernel/db';
import { kernelFolder, kernelModules, schemaOf } from '#kernel/platform';
import { isMissing } from './disk.ts';

/** The SQL that made a module's tables: a backup brings its own, so that any later program can bring it back. */
export const ModuleSql = z.object({
  module: z.string(),
  files: z.record(z.string(), z.string()),
  views: z.string().nullable(),
});
export type ModuleSql = z.infer<typeof ModuleSql>;

const nothing = (error: unknown): null => {
  if (isMissing(error)) return null;
  throw error;
};

async function readModule(module: string, folder: string): Promise<ModuleSql> {
  const names = (await readdir(join(folder, 'migrations')).catch(nothing)) ?? [];
  const files: Record<string, string> = {};
  for (const name of names.filter((each) => each.endsWith('.sql')).toSorted())
    files[name] = await readFile(join(folder, 'migrations', name), 'utf8');
  return { module, files, views: await readFile(join(folder, 'views.sql'), 'utf8').catch(nothing) };
}

/** The SQL of all modules of this city, in their order, and a digest of it that names this state of the program. */
export async function gatherSchema({
  modules,
}: Pick<Services, 'modules'>): Promise<{ modules: ModuleSql[]; digest: string }> {
  const own = modules.filter((module) => !kernelModules.includes(module));
  const read = [await readModule('kernel', kernelFolder)];
  for (const { id, folder } of own) read.push(await readModule(id, folder));
  return {
    modules: read,
    digest: createHash('sha256').update(JSON.stringify(read)).digest('hex').slice(0, 12),
  };
}

/** Lays the SQL of a backup out as the runner of migrations reads it. */
export async function laySchema(modules: readonly ModuleSql[], folder: string): Promise<MigrationSource[]> {
  const sources: MigrationSource[] = [];
  for (const { module, files, views } of modules) {
    const own = join(folder, module);
    await mkdir(join(own, 'migrations'), { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(own, 'migrations', name), text);
    if (views !== null) await writeFile(join(own, 'views.sql'), views);
    sources.push({ module, schema: schemaOf(module), folder: own });
  }
  return sources;
}
