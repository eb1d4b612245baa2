import type { Context } from '#kernel/context';
import { getDatasetEver } from '#platform/data/catalogue';
import { standingRows } from '#platform/data/quality';
import { deliver } from '../delivering.ts';
import { openTermsJob } from '../opening.ts';
import type { Asker, TestCity } from '#testing';

/** Runs the job that delivers, or the nightly one, to its end. @returns what it tells */
export async function finishedBatch(
  city: TestCity,
  platform: Asker,
  which: 'deliver' | 'open' = 'deliver',
): Promise<{ count?: number; batches?: number; opened?: number }> {
  const context = platform.context();
  const kind = which === 'deliver' ? deliver : openTermsJob;
  const job = await context.startJob(context.db, kind, {}, { actor: context.actor });
  const { outcome } = await city.finished(job);
  const { data } = outcome as { data: { count: number; batches?: number } };
  return which === 'deliver' ? data : { opened: data.count };
}

/** The rows that a department has of its return, as its dataset stands. */
export async function deliveredRows(
  context: Context,
  code: string,
): Promise<readonly { rowKey: string; reportedBy: string }[]> {
  const standing = await standingRows(context, await getDatasetEver(context.db, code));
  if (!standing) return [];
  return context.lake.session((session) =>
    session.rows<{ rowKey: string; reportedBy: string }>(
      `select "rowKey", "reportedBy" from (${standing.sql}) order by 1`,
    ),
  );
}
