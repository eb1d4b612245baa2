import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { endInPost, endOne, endOthers } from '../session-store.ts';
import { endAtKiosk } from '../kiosk/store.ts';
import { findUntold } from './entered-store.ts';
import { tellSignOut } from './tell.ts';

/** In the transaction that ends a session: whatever it went into hears of it once that commits. */
async function tell(context: Context, tx: Db, sessions: readonly string[]): Promise<void> {
  for (const session of sessions)
    if ((await findUntold(tx, session)).length > 0)
      await context.startJob(
        tx,
        tellSignOut,
        { session },
        { actor: system, key: `identity.left-${session}` },
      );
}

/** @returns whether a session of this account was ended */
export async function endSession(
  context: Context,
  tx: Db,
  { account, session }: { readonly account: string; readonly session: string },
): Promise<boolean> {
  const ended = await endOne(tx, account, session, context.clock.now().toISOString());
  if (ended) await tell(context, tx, [session]);
  return ended;
}

/** Ends every session of an account but one: its password has changed, or it was suspended. */
export async function endOtherSessions(
  context: Context,
  tx: Db,
  account: string,
  keep: string | null,
): Promise<void> {
  await tell(context, tx, await endOthers(tx, account, keep, context.clock.now().toISOString()));
}

/** Ends the sessions that act in a post: it is withdrawn, and brought back it revives none. */
export async function endSessionsIn(context: Context, tx: Db, post: string): Promise<void> {
  await tell(context, tx, await endInPost(tx, post, context.clock.now().toISOString()));
}

/** Ends the sessions of whoever stood at a kiosk before the next one. */
export async function endSessionsAtKiosk(context: Context, tx: Db, kiosk: string): Promise<void> {
  await tell(context, tx, await endAtKiosk(tx, kiosk, context.clock.now().toISOString()));
}
