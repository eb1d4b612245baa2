import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import type { Dataset } from '#platform/data/catalogue';
import * as store from './store.ts';

const sourceOf = (dataset: string) => ({ module: 'quality', record: 'finding', key: dataset });

/** One task of the department that owns a dataset, for as long as findings of it are open. */
export async function tellOwner(context: Context, tx: Db, dataset: Dataset): Promise<void> {
  const standing = await store.openCount(tx, dataset.code);
  if (standing.count === 0) {
    await closeTask(context, tx, sourceOf(dataset.code), {
      outcome: { zh: '问题已全部改正', en: 'all findings are mended' },
    });
    return;
  }
  await openTask(context, tx, {
    kind: 'quality.findings',
    title: fill(
      { zh: '{zh}：{count} 个问题待改', en: '{en}: {count} findings to mend' },
      { ...dataset.title, count: standing.count },
    ),
    owner: dataset.provider,
    source: sourceOf(dataset.code),
    link: `/quality/findings?dataset=${dataset.code}&status=open`,
    dueAt: `${standing.dueOn}T15:59:59.000Z`,
    count: standing.count,
    simulated: standing.simulated,
  });
}
