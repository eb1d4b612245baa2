import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { publishedViews, requireOwnSchema, type Borders } from './migration-rules.ts';
import type { MigrationSource, ModuleSql, SqlFile } from './migration-types.ts';

const fileName = /^\d{12}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/;

const missingIsEmpty = (error: unknown): undefined => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
};

async function readSql(folder: string, name: string): Promise<SqlFile | undefined> {
  const text = await readFile(join(folder, name), 'utf8').catch(missingIsEmpty);
  if (text === undefined) return undefined;
  const sql = text.replaceAll('\r\n', '\n');
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

async function migrationNames(source: MigrationSource): Promise<string[]> {
  const all = (await readdir(join(source.folder, 'migrations')).catch(missingIsEmpty)) ?? [];
  const names = all.filter((name) => name.endsWith('.sql')).sort();
  const wrong = names.find((name) => !fileName.test(name));
  if (wrong === undefined) return names;
  throw new Problem(500, 'store.migration-name', {
    zh: `模块 ${source.module} 的迁移文件名应为 YYYYMMDDHHMM-name.sql：${wrong}`,
    en: `A migration of module ${source.module} must be named YYYYMMDDHHMM-name.sql: ${wrong}`,
  });
}

/** Reads and judges one module's SQL. */
async function readModule(source: MigrationSource, foreign: ReadonlySet<string>): Promise<ModuleSql> {
  const folder = join(source.folder, 'migrations');
  const files: SqlFile[] = [];
  const borders = (file: string): Borders => ({
    module: source.module,
    schema: source.schema,
    foreign,
    file,
  });
  for (const name of await migrationNames(source)) {
    const file = await readSql(folder, name);
    if (!file) continue;
    requireOwnSchema(file.sql, borders(name));
    files.push(file);
  }
  const views = await readSql(source.folder, 'views.sql');
  if (views) publishedViews(views.sql, borders(views.name));
  return { ...source, files, views };
}

/** Reads the SQL of all modules; nothing is applied when one file breaks a rule. */
export async function readSources(sources: readonly MigrationSource[]): Promise<ModuleSql[]> {
  const modules: ModuleSql[] = [];
  for (const source of sources) {
    const others = sources.map((other) => other.schema).filter((schema) => schema !== source.schema);
    modules.push(await readModule(source, new Set(others)));
  }
  return modules;
}
