import { createHmac } from 'node:crypto';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { systemSeen } from './events.ts';
import { countingKey } from './keys.ts';
import type { SystemRow } from './store.ts';
import { countSignOn } from './watch-store.ts';

/** Counts that somebody went into a system; who it was stands nowhere. */
export async function countUse(
  context: Context,
  tx: Db,
  { code, owner, simulated, health }: SystemRow,
  actor: string,
): Promise<void> {
  const day = dayOf(context);
  const digest = createHmac('sha256', await countingKey(context))
    .update(`${day} ${code} ${actor}`)
    .digest('hex');
  const isNew = await countSignOn(tx, { system: code, owner, simulated, day, digest });
  if (isNew)
    await context.emit(tx, systemSeen, { key: code, payload: { system: code, day, health, simulated } });
}
