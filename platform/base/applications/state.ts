import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { SystemState } from './contract.ts';
import { faultText } from './fault.ts';
import { countAccesses, type SystemRow } from './store.ts';
import { countWaiting } from './todo-store.ts';
import { findDays, findFeeds, findWatch } from './watch-store.ts';

const shownDays = 30;

/** How a system stands: what was seen of it, how its feeds go, how it is used. */
export async function stateOf(context: Context, system: SystemRow): Promise<SystemState> {
  const { db, clock } = context;
  const since = dayOf(context, new Date(clock.now().getTime() - (shownDays - 1) * 86_400_000));
  const watch = await findWatch(db, system.code);
  const feeds = await findFeeds(db, system.code);
  return {
    health: system.health,
    lookedAt: watch?.lookedAt ?? null,
    misses: watch?.misses ?? 0,
    fault: faultText(watch?.fault ?? null),
    feeds: feeds.map(
      ({ code, titleZh, titleEn, gives, enabled, fetchedAt, nextAt, misses, fault, secret }) => ({
        code,
        title: { zh: titleZh, en: titleEn },
        gives,
        enabled,
        fetchedAt,
        nextAt,
        misses,
        fault: faultText(fault),
        secret: secret !== null,
      }),
    ),
    ...(await countWaiting(db, system.code)),
    accounts: await countAccesses(db, system.code),
    days: await findDays(db, system.code, since),
  };
}
