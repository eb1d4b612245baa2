import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Incoming } from '#kernel/record-server';
import { endOtherSessions } from './end-session.ts';

/** Whoever is suspended leaves at once, here and in whatever they went into. */
export async function endWhenSuspended(
  { key, values }: { readonly key: string; readonly values: Incoming },
  context: Context,
  db: Db,
): Promise<void> {
  if (values['suspended'] === true) await endOtherSessions(context, db, key, null);
}
