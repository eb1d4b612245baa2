import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { sessionOf } from '../signed-in.ts';
import { insertEntrance, type Entrance } from './entered-store.ts';

/**
 * Remembers that whoever asks went into something in this session, so that it hears when the session ends. Nothing is
 * remembered of somebody without a session.
 */
export async function rememberEntrance(
  context: Context,
  db: Db,
  entrance: Omit<Entrance, 'account'> & { readonly account?: string | undefined },
): Promise<void> {
  const known = sessionOf(context.actor);
  if (!known) return;
  const { account = known.account, ...rest } = entrance;
  await insertEntrance(db, known.session, { ...rest, account }, context.clock.now());
}
