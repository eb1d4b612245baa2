import { randomUUID } from 'node:crypto';
import type { Db } from '#kernel/db';
import { tables } from '../tables.ts';

/** A visit that began in a session here. */
export interface Entrance {
  /** `openid`, or what a contributor calls its way. */
  readonly way: string;
  /** The application or system. */
  readonly target: string;
  /** By which it knows the visit: a `sid`, a ticket. */
  readonly mark: string;
  /** By which the platform knows the person. */
  readonly account: string;
}

const remembered = 3 * 86_400_000;

/** Remembers a visit; the same one again changes nothing. Those of sessions long over are forgotten. */
export async function insertEntrance(db: Db, session: string, entrance: Entrance, at: Date): Promise<void> {
  await tables(db)
    .insertInto('identity.entered')
    .values({ id: randomUUID(), session, ...entrance, entered_at: at.toISOString(), told_at: null })
    .onConflict((conflict) => conflict.columns(['session', 'way', 'target', 'mark']).doNothing())
    .execute();
  const before = new Date(at.getTime() - remembered).toISOString();
  await tables(db).deleteFrom('identity.entered').where('entered_at', '<', before).execute();
}

export const findUntold = (db: Db, session: string): Promise<(Entrance & { id: string })[]> =>
  tables(db)
    .selectFrom('identity.entered')
    .select(['id', 'way', 'target', 'mark', 'account'])
    .where('session', '=', session)
    .where('told_at', 'is', null)
    .orderBy('id')
    .execute();

/** Whether the session of the platform in which an application was entered was not ended. */
export async function visitStands(
  db: Db,
  { target, mark }: Pick<Entrance, 'target' | 'mark'>,
  now: string,
): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('identity.entered as e')
    .innerJoin('identity.session as s', 's.id', 'e.session')
    .select('s.id')
    .where('e.way', '=', 'openid')
    .where('e.target', '=', target)
    .where('e.mark', '=', mark)
    .where('s.ended_at', 'is', null)
    .where('s.ends_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** Sessions by which something was entered that has not heard of their end, and which ran out and were not ended. */
export const findRanOut = (
  db: Db,
  { now, idleSince, idleAtKiosk }: Readonly<Record<'now' | 'idleSince' | 'idleAtKiosk', string>>,
  limit: number,
): Promise<{ session: string; account: string }[]> =>
  tables(db)
    .selectFrom('identity.session as s')
    .select(['s.id as session', 's.account'])
    .where('s.ended_at', 'is', null)
    .where((where) =>
      where.or([
        where('s.ends_at', '<=', now),
        where('s.seen_at', '<=', idleSince),
        where.and([where('s.kiosk', 'is not', null), where('s.seen_at', '<=', idleAtKiosk)]),
      ]),
    )
    .where((where) =>
      where.exists(
        where
          .selectFrom('identity.entered as e')
          .select('e.id')
          .whereRef('e.session', '=', 's.id')
          .where('e.told_at', 'is', null),
      ),
    )
    .orderBy('s.id')
    .limit(limit)
    .execute();

export async function markTold(db: Db, id: string, at: string): Promise<void> {
  await tables(db).updateTable('identity.entered').set({ told_at: at }).where('id', '=', id).execute();
}
