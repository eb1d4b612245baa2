import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { about } from './apply.ts';
import { missesToCall } from './rules.ts';
import type { SystemRow } from './store.ts';
import { texts } from './texts.ts';
import { findFeeds, findWatch } from './watch-store.ts';

/** What is wrong with a system, the worst first; undefined when nothing is. */
async function troubleOf(tx: Db, system: SystemRow): Promise<Text | undefined> {
  const misses = (await findWatch(tx, system.code))?.misses ?? 0;
  if (misses >= missesToCall) return about(system, texts.troubleDown, { misses });
  const feed = (await findFeeds(tx, system.code)).find((each) => each.enabled && each.misses >= missesToCall);
  if (!feed) return undefined;
  const { misses: failed, titleZh, titleEn } = feed;
  return {
    zh: about(system, texts.troubleFeed, { feed: titleZh, misses: failed }).zh,
    en: about(system, texts.troubleFeed, { feed: titleEn, misses: failed }).en,
  };
}

/** One task for the owner of a system as long as it, or a feed of it, has failed several times in a row. */
export async function settleTrouble(context: Context, tx: Db, system: SystemRow): Promise<void> {
  const source = { module: 'applications', record: 'system', key: system.code };
  const title = await troubleOf(tx, system);
  if (!title) {
    await closeTask(context, tx, source, { outcome: texts.recovered });
    return;
  }
  await openTask(context, tx, {
    kind: 'applications.trouble',
    title,
    owner: system.owner,
    source,
    link: `/applications/systems/${encodeURIComponent(system.code)}`,
    simulated: system.simulated,
  });
}
