import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readCity, showCityFault, type CityFile } from './city.ts';
import type { Context } from './context.ts';
import type { CityModule } from './module.ts';
import { Problem } from './problem.ts';

/** One hash over all files and all modules: a module may read another's file, and describe what is mounted. */
async function fingerprint(
  folder: string,
  files: readonly CityFile<unknown>[],
  modules: readonly CityModule[],
): Promise<string> {
  const hash = createHash('sha256').update(modules.map(({ id }) => id).join());
  for (const { path } of files) {
    hash.update(path);
    hash.update(await readFile(join(folder, path)));
  }
  return hash.digest('hex');
}

/**
 * Brings the city's files into the tables of the modules that read them, when any of them changed since last time.
 * A fault in a file stops the start and names file and line: a city that is half loaded would lie.
 */
export async function loadCity(
  modules: readonly CityModule[],
  folder: string,
  context: Context,
): Promise<void> {
  const readers = modules.filter((module) => module.load);
  if (readers.length === 0) return;
  const files = readers.flatMap((module) => module.cityFiles ?? []);
  const checks = readers.flatMap((module) => module.cityChecks ?? []);
  const { city, faults } = await readCity(folder, files, checks);
  if (faults.length > 0)
    throw new Problem(422, 'city.faulty', {
      zh: `城市资料有误：\n${faults
        .slice(0, 20)
        .map((fault) => showCityFault(fault, 'zh'))
        .join('\n')}`,
      en: `The city's files are faulty:\n${faults
        .slice(0, 20)
        .map((fault) => showCityFault(fault, 'en'))
        .join('\n')}`,
    });
  const now = await fingerprint(folder, files, modules);
  for (const module of readers) {
    const known = await sql<{
      hash: string;
    }>`select hash from kernel.city_load where module = ${module.id}`.execute(context.db);
    if (known.rows[0]?.hash === now) continue;
    await module.load?.(city, context);
    await sql`insert into kernel.city_load (module, hash, loaded_at) values (${module.id}, ${now}, ${context.clock.now().toISOString()})
      on conflict (module) do update set hash = excluded.hash, loaded_at = excluded.loaded_at`.execute(
      context.db,
    );
    context.log.info({ module: module.id }, 'city loaded');
  }
}
