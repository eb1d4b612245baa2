import type { Context } from '#kernel/context';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { texts } from '../texts.ts';
import { accountOf } from './account.ts';
import { findConcessions, reportedOf } from './store.ts';
import { missingSource } from './writing.ts';

/** Periods that are not reported in their time wait for the unit that granted the concession: one task for each agreement. */
export async function missingTasks(context: Context, today: string): Promise<void> {
  for (const found of await findConcessions(context.db)) {
    const lines = accountOf(found, await reportedOf(context.db, found.code), today);
    const missing = lines.filter((line) => line.missing);
    await context.transaction(async (tx) => {
      if (missing.length === 0) {
        await closeTask(context, tx, missingSource(found.code), { outcome: texts.revenueThere });
        return;
      }
      await openTask(context, tx, {
        kind: 'projects.revenue',
        title: fill(texts.revenueTask, {
          title: found.title,
          periods: missing.map(({ period }) => period).join(' '),
        }),
        owner: found.unit,
        source: missingSource(found.code),
        link: `/projects/concessions/${encodeURIComponent(found.code)}`,
        count: missing.length,
        simulated: found.simulated,
      });
    });
  }
}
