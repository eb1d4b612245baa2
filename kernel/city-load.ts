import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { partPaths, readCity, showCityFault, type CityFile } from './city.ts';
import type { Context } from './context.ts';
import type { CityModule } from './module.ts';
import { Problem } from './problem.ts';

/**
 * One hash over all files and all modules: a module may read another's file, and describe what is mounted. What was
 * migrated since counts too: a new table stands empty until the city is read into it.
 */
async function fingerprint(
  folder: string,
  files: readonly CityFile<unknown>[],
  modules: readonly CityModule[],
  migrated: readonly string[],
): Promise<string> {
  const hash = createHash('sha256');
  for (const { id, records = [], load } of modules)
    hash.update(
      JSON.stringify([
        id,
        records.map(({ record }) => [record.id, Object.keys(record.fields)]),
        load && String(load),
      ]),
    );
  hash.update(migrated.join('\n'));
  const parts = await Promise.all(
    files.map(async (file) => (file.continued ? partPaths(folder, file.continued) : [])),
  );
  for (const path of [...files.map((file) => file.path), ...parts.flat()]) {
    hash.update(path);
    // One that is missing is named when the city is read.
    hash.update(await readFile(join(folder, path)).catch(() => ''));
  }
  return hash.digest('hex');
}

async function migratedIn(context: Context): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select module || '/' || name as name from kernel.migration order by 1`.execute(context.db);
  return rows.map(({ name }) => name);
}

/** The modules that do not hold the city as it now is. */
async function changedSince(
  context: Context,
  readers: readonly CityModule[],
  now: string,
): Promise<CityModule[]> {
  const { rows } = await sql<{
    module: string;
  }>`select module from kernel.city_load where hash = ${now}`.execute(context.db);
  const known = new Set(rows.map(({ module }) => module));
  return readers.filter(({ id }) => !known.has(id));
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
  const now = await fingerprint(folder, files, modules, await migratedIn(context));
  const changed = await changedSince(context, readers, now);
  if (changed.length === 0) return;
  const checks = readers.flatMap((module) => module.cityChecks ?? []);
  const { city, faults } = await readCity(folder, files, checks, { modules, whole: false });
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
  for (const module of changed) {
    await module.load?.(city, context);
    await sql`insert into kernel.city_load (module, hash, loaded_at) values (${module.id}, ${now}, ${context.clock.now().toISOString()})
      on conflict (module) do update set hash = excluded.hash, loaded_at = excluded.loaded_at`.execute(
      context.db,
    );
    context.log.info({ module: module.id }, 'city loaded');
  }
}
