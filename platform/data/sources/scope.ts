import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound } from '#kernel/problem';
import { findRun, type RunRow } from './run-store.ts';
import { findSource, type SourceRow } from './store.ts';
import { texts } from './texts.ts';

/** Whether what an organisation owns lies in the scope in which the actor holds a permission. */
export function reaches({ actor }: Pick<Context, 'actor'>, permission: string, owner: string): boolean {
  const scope = scopeOf(actor, permission);
  return scope === 'city' || (scope === 'department' && actor.organisation === owner);
}

/** A source within the actor's scope; outside it, it is not there. @throws Problem 404 */
export async function sourceFor(
  context: Context,
  db: Db,
  code: string,
  permission: string,
): Promise<SourceRow> {
  const source = await findSource(db, code);
  if (!source || !reaches(context, permission, source.owner)) throw notFound(texts.source, code);
  return source;
}

/** @throws Problem 404 */
export async function runFor(context: Context, id: string, permission: string): Promise<RunRow> {
  const run = await findRun(context.db, id);
  if (!run || !reaches(context, permission, run.owner)) throw notFound(texts.runWord, id);
  return run;
}
