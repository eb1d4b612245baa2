import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound } from '#kernel/problem';
import { findSystem, type SystemRow } from './store.ts';
import { texts } from './texts.ts';
import { findFeed, type FeedRow } from './watch-store.ts';

/**
 * A system within the scope in which the actor holds a permission; outside it, it is not there.
 * @throws Problem 404
 */
export async function systemFor(
  context: Context,
  db: Db,
  code: string,
  permission: string,
): Promise<SystemRow> {
  const system = await findSystem(db, code);
  const scope = scopeOf(context.actor, permission);
  const own = scope === 'department' && system?.owner === context.actor.organisation;
  if (!system || !(scope === 'city' || own)) throw notFound(texts.system, code);
  return system;
}

/** @throws Problem 404 */
export async function feedFor(
  context: Context,
  db: Db,
  code: string,
): Promise<{ feed: FeedRow; system: SystemRow }> {
  const feed = await findFeed(db, code);
  if (!feed) throw notFound(texts.feed, code);
  return { feed, system: await systemFor(context, db, feed.system, 'applications:write') };
}
