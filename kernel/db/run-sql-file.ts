import { CompiledQuery, sql } from 'kysely';
import { Problem } from '../problem.ts';
import type { MigrationSource, SqlFile } from './migration-types.ts';
import { errorField, storeProblem } from './store-problem.ts';
import type { Db } from './store.ts';

/** Runs a whole file inside the transaction; an error names the file, the line and what the database said. */
export async function runSqlFile(tx: Db, source: MigrationSource, file: SqlFile): Promise<void> {
  await sql`select set_config('search_path', ${`${source.schema}, public`}, true)`.execute(tx);
  try {
    await tx.executeQuery(CompiledQuery.raw(file.sql));
  } catch (error) {
    throw storeProblem(error) ? error : failed(source, file, error);
  }
  await sql`select set_config('search_path', 'public', true)`.execute(tx);
}

function failed(source: MigrationSource, file: SqlFile, error: unknown): Problem {
  const position = Number(errorField(error, 'position') ?? 0);
  const line = file.sql.slice(0, position).split('\n').length;
  const reason = error instanceof Error ? error.message : String(error);
  const problem = new Problem(500, 'store.migration-failed', {
    zh: `模块 ${source.module} 的 ${file.name} 第 ${line} 行失败，未作任何改动：${reason}`,
    en: `${file.name} of module ${source.module} failed at line ${line}; nothing of it was kept: ${reason}`,
  });
  return Object.assign(problem, { cause: error });
}
