import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { findDataset, type Dataset } from '#platform/data/catalogue';
import * as store from './store.ts';
import * as loop from './store/loop.ts';

const sourceOf = (dataset: string) => ({ module: 'quality', record: 'finding', key: dataset });

const contestedIn = (dataset: string) => ({ module: 'quality', record: 'contested', key: dataset });
const daysToDecide = 5;

/** One task of the data office for a dataset, for as long as findings of it are contested: upheld, or waived. */
async function tellOffice(context: Context, tx: Db, dataset: Dataset): Promise<void> {
  const { count, simulated } = await loop.contestedCount(tx, dataset.code);
  const owner = await loop.findOffice(tx);
  if (count === 0 || owner === undefined) {
    await closeTask(context, tx, contestedIn(dataset.code), {
      outcome: { zh: '异议已全部裁定', en: 'all that was contested is decided' },
    });
    return;
  }
  await openTask(context, tx, {
    kind: 'quality.contested',
    title: fill(
      { zh: '{zh}：{count} 个异议待裁定', en: '{en}: {count} contested findings to decide' },
      { ...dataset.title, count },
    ),
    owner,
    source: contestedIn(dataset.code),
    link: `/quality/findings?dataset=${dataset.code}&status=contested`,
    clock: { unit: 'working-days', amount: daysToDecide },
    count,
    simulated,
  });
}

/**
 * One task of the department that owns a dataset, for as long as findings of it are open, and one of the data office
 * for as long as some are contested.
 */
export async function tellOwner(context: Context, tx: Db, dataset: Dataset): Promise<void> {
  await tellOffice(context, tx, dataset);
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

/** The same by the code of a dataset; of one that has left the catalogue nothing is asked any longer. */
export async function tellOwnerOf(context: Context, tx: Db, code: string): Promise<void> {
  const dataset = await findDataset(tx, code);
  if (dataset) return tellOwner(context, tx, dataset);
  for (const source of [sourceOf(code), contestedIn(code)])
    await closeTask(context, tx, source, {
      outcome: { zh: '数据集已不在目录中', en: 'the dataset has left the catalogue' },
    });
}
