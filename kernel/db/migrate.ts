import { sql } from 'kysely';
import { Problem } from '../problem.ts';
import { readSources } from './migration-files.ts';
import {
  alone,
  appliedByModule,
  isApplied,
  layRecords,
  laySchemas,
  recordFile,
} from './migration-records.ts';
import type {
  MigrationProgress,
  MigrationReport,
  MigrationSource,
  ModuleSql,
  SqlFile,
} from './migration-types.ts';
import { dropViews, publishViews } from './published-views.ts';
import { runSqlFile } from './run-sql-file.ts';
import { errorField } from './store-problem.ts';
import type { Db, Store } from './store.ts';

interface MigrateOptions {
  readonly onProgress?: (progress: MigrationProgress) => void;
}

/**
 * Brings the database to what the sources say: files not yet applied, by module in the order given and by
 * name, each in one transaction; then the published views. Safe to run from several starts at once.
 * @param sources in order of dependency; the kernel first
 * @throws Problem `store.migration-…` naming module and file; what was applied before it stays
 */
export async function migrate(
  store: Store,
  sources: readonly MigrationSource[],
  options: MigrateOptions = {},
): Promise<MigrationReport> {
  const modules = await readSources(sources);
  const waiting = await alone(store, (tx) => prepare(tx, modules));
  const applied: { module: string; name: string; tookMs: number }[] = [];
  const total = modules.reduce((sum, module) => sum + module.files.length, 0);
  let done = total - waiting.length;
  for (const { module, file } of waiting) {
    const tookMs = await applyFile(store, module, file);
    done += 1;
    if (tookMs === undefined) continue;
    applied.push({ module: module.module, name: file.name, tookMs });
    options.onProgress?.({ module: module.module, name: file.name, done, total });
  }
  const views = await publishViews(store, modules);
  return { applied, alreadyApplied: total - applied.length, views };
}

interface Waiting {
  readonly module: ModuleSql;
  readonly file: SqlFile;
}

/**
 * Makes the schemas, and stops before anything is changed when the history of any module does not fit its files. Asked once
 * for all modules: nearly every start finds nothing to do, and a question for each module was most of its time here.
 */
async function prepare(tx: Db, modules: readonly ModuleSql[]): Promise<Waiting[]> {
  await layRecords(tx);
  await laySchemas(
    tx,
    modules.map(({ schema }) => schema),
  );
  const histories = await appliedByModule(tx);
  return modules.flatMap((module) => {
    const history = histories.get(module.module) ?? new Map<string, string>();
    const known = new Map(module.files.map((file) => [file.name, file.checksum]));
    for (const [name, checksum] of history) requireSame(module.module, name, checksum, known.get(name));
    return module.files.filter(({ name }) => !history.has(name)).map((file) => ({ module, file }));
  });
}

function requireSame(module: string, name: string, applied: string, found: string | undefined): void {
  if (found === applied) return;
  if (found === undefined) {
    throw new Problem(500, 'store.migration-missing', {
      zh: `数据库已应用模块 ${module} 的 ${name}，但程序中没有该文件：数据库比程序新。请使用新版程序，或恢复升级前的备份。`,
      en: `The database has ${name} of module ${module}, which this program does not: the database is newer. Run the newer program, or restore the backup from before.`,
    });
  }
  throw new Problem(500, 'store.migration-changed', {
    zh: `模块 ${module} 的 ${name} 应用之后被修改。请还原该文件，改动另写新的迁移。`,
    en: `${name} of module ${module} was changed after it was applied. Put it back as it was and write the change as a new migration.`,
  });
}

/** @returns milliseconds, or undefined when another start applied it in the meantime */
const applyFile = (store: Store, module: ModuleSql, file: SqlFile): Promise<number | undefined> =>
  alone(store, async (tx) => {
    if (await isApplied(tx, module.module, file.name)) return undefined;
    const start = performance.now();
    await runAroundViews(tx, module, file);
    const tookMs = Math.round(performance.now() - start);
    await recordFile(tx, module.module, file, tookMs);
    return tookMs;
  });

/** 2BP01: a view depends on what is dropped; 0A000: on a column whose type changes. */
const viewStandsInTheWay = new Set(['2BP01', '0A000']);

/** Published views are taken down only when they stand in the way; they come back at the end of the run. */
async function runAroundViews(tx: Db, module: ModuleSql, file: SqlFile): Promise<void> {
  await sql`savepoint before_file`.execute(tx);
  try {
    await runSqlFile(tx, module, file);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!viewStandsInTheWay.has(errorField(cause, 'code') ?? '')) throw error;
    await sql`rollback to savepoint before_file`.execute(tx);
    await dropViews(tx, module);
    await runSqlFile(tx, module, file);
  }
}
