import { sql } from 'kysely';
import { publishedViews } from './migration-rules.ts';
import { alone, forgetViews, recordViews, viewRecords, type ViewRecord } from './migration-records.ts';
import type { ModuleSql } from './migration-types.ts';
import { runSqlFile } from './run-sql-file.ts';
import type { Db, Store } from './store.ts';

/** Drops what a module has published, and with it whatever others built upon that. */
export async function dropViews(tx: Db, module: ModuleSql): Promise<void> {
  const known = (await viewRecords(tx, [module])).get(module.module);
  for (const name of known?.names ?? []) {
    await sql`drop view if exists ${sql.id(module.schema, name)} cascade`.execute(tx);
  }
}

const standing = (module: ModuleSql, known: ViewRecord | undefined): boolean =>
  known?.checksum === module.views?.checksum && (known?.complete ?? true);

/** Makes a module's views anew unless they are as its file says. @returns whether it did */
async function renewViews(tx: Db, module: ModuleSql): Promise<boolean> {
  if (standing(module, (await viewRecords(tx, [module])).get(module.module))) return false;
  await dropViews(tx, module);
  if (!module.views) {
    await forgetViews(tx, module.module);
    return true;
  }
  await runSqlFile(tx, module, module.views);
  const borders = {
    module: module.module,
    schema: module.schema,
    foreign: new Set<string>(),
    file: 'views.sql',
  };
  await recordViews(tx, module.module, module.views.checksum, publishedViews(module.views.sql, borders));
  return true;
}

/**
 * Brings all published views up to date in one transaction, so a reader sees the old ones or the new ones.
 * Sources come in order of dependency: dropping a view takes its dependents along, which stand later in the
 * list, are found incomplete there and made anew.
 * @returns modules whose views were made
 */
export const publishViews = (store: Store, modules: readonly ModuleSql[]): Promise<string[]> =>
  alone(store, async (tx) => {
    // Asked once for all: nearly every start finds them as they are.
    const known = await viewRecords(tx, modules);
    if (modules.every((module) => standing(module, known.get(module.module)))) return [];
    const renewed: string[] = [];
    for (const module of modules) if (await renewViews(tx, module)) renewed.push(module.module);
    return renewed;
  });
