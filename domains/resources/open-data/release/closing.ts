import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import type { Row } from '#kernel/record';
import { releaseDecided } from '../events.ts';
import { Release } from '../records.ts';
import { endRequests } from '../requests/deciding.ts';
import * as store from '../store.ts';

/** Takes an open release from the public for good: what is opened anew under its code begins with a version of its own. */
export async function closeRelease(
  context: Context,
  tx: Db,
  release: Row<typeof Release>,
  why: string,
): Promise<void> {
  const at = context.clock.now().toISOString();
  const { meta, ...values } = release;
  const next = {
    ...values,
    state: 'withdrawn' as const,
    why,
    lastVersion: null,
    updatedAt: null,
    decidedBy: context.actor.id,
    decidedAt: at,
  };
  await writeRows(context, tx, Release, [next], { source: 'decision', simulated: meta.simulated });
  await store.closeVersions(tx, release.code, at);
  await endRequests(context, tx, release.code, why);
  await context.emit(tx, releaseDecided, {
    key: release.code,
    payload: { release: release.code, state: 'withdrawn', simulated: meta.simulated },
  });
}
