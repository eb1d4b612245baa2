import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '#kernel/config';
import { migrate } from '#kernel/db';
import type { CityModule } from '#kernel/module';
import { kernelFolder, openPlatform, schemaOf } from '#kernel/platform';
import { ensureRecordIndexes } from '../../kernel/record/indexes.ts';
import { createDatabase, dropDatabase, ensureDatabase } from './databases.ts';
import { emptyTemplate, layEmptyEngine } from './empty-database.ts';
import { testStore } from './store.ts';

const kernelPart = { module: 'kernel', schema: 'kernel', folder: kernelFolder };

/** Those modules, and of the platform's own what they need besides: a test names what it is about. */
export async function withNeeded(given: readonly CityModule[]): Promise<CityModule[]> {
  const found = new Map(given.map((module) => [module.id, module]));
  const missing = () => [...found.values()].flatMap((each) => each.dependsOn.filter((id) => !found.has(id)));
  if (missing().length === 0) return [...found.values()];
  const { modules } = await import('../../apps/server/modules.ts');
  const known = new Map(modules.map((module) => [module.id, module]));
  for (let [id] = missing(); id !== undefined; [id] = missing()) {
    const module = known.get(id);
    if (!module) throw new Error(`no module ${id} is known`);
    found.set(id, module);
  }
  return [...found.values()];
}

async function migrationsOf(folder: string): Promise<string> {
  const names = await readdir(path.join(folder, 'migrations')).catch(() => []);
  const files = [...names.toSorted().map((name) => path.join('migrations', name)), 'views.sql', 'records.ts'];
  const texts = await Promise.all(
    files.map((file) => readFile(path.join(folder, file), 'utf8').catch(() => '')),
  );
  return files.map((file, index) => `${file}\n${texts[index]}`).join('\n');
}

/** Name of the template of these modules: another migration, another template. */
async function templateName(modules: readonly CityModule[], city: string): Promise<string> {
  const hash = createHash('sha256').update(city);
  for (const folder of ['kernel', ...modules.map((module) => module.folder)])
    hash.update(folder).update(await migrationsOf(folder));
  return `template_${hash.digest('hex').slice(0, 16)}`;
}

/**
 * A database of one's own in which every module is migrated already and the city's organisations are loaded.
 * @param environment what is set besides the database's address, which is given back on a server
 */
export async function databaseFor(
  environment: Record<string, string>,
): Promise<{ url?: string; drop(): Promise<void> }> {
  const store = testStore();
  if (store.kind === 'embedded') {
    await layEmptyEngine(environment['YAOJIANG_DATA'] ?? '');
    return { drop: async () => undefined };
  }
  const template = await templateFor(store.url, environment);
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const url = await createDatabase(store.url, name, template);
  return { url, drop: () => dropDatabase(store.url, name) };
}

/** The template of each city that this process has asked for. */
const templates = new Map<string, Promise<string>>();

/** The name of the database, migrated and with the city's organisations, that a city of a test is a copy of. */
export function templateFor(server: string, environment: Record<string, string>): Promise<string> {
  const city = environment['CITY'] ?? '';
  const known = templates.get(city) ?? templateOf(server, environment);
  templates.set(city, known);
  return known;
}

async function templateOf(server: string, environment: Record<string, string>): Promise<string> {
  const name = await templateName(await wholePlatform(), environment['CITY'] ?? '');
  const fill = (url: string) => migrateWhole({ ...environment, DATABASE_URL: url });
  await ensureDatabase(server, name, fill, await emptyTemplate(server));
  return name;
}

const wholePlatform = async (): Promise<readonly CityModule[]> =>
  (await import('../../apps/server/modules.ts')).modules;

/**
 * Every module migrated and the indexes of its records made, and the city's divisions and organisations loaded, which take longest: once, to be copied a
 * hundred and fifty times. What a city's other modules load, each city loads itself: some of it goes with keys on file.
 */
async function migrateWhole(environment: Record<string, string>): Promise<void> {
  const config = readConfig(environment);
  const whole = await wholePlatform();
  const loaded = whole.filter(({ id }) => id === 'organisations');
  const platform = await openPlatform({ config, modules: await withNeeded(loaded) });
  try {
    const parts = whole.map(({ id, folder }) => ({ module: id, schema: schemaOf(id), folder }));
    await migrate(platform.services.store, [kernelPart, ...parts]);
    const records = whole.flatMap((module) => module.records ?? []).map(({ record }) => record);
    await ensureRecordIndexes(platform.services.store, records);
  } finally {
    await platform.close();
  }
}
