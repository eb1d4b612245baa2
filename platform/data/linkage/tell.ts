import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill, type Text } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import type { Dataset } from '#platform/data/catalogue';
import type { PairState } from './names.ts';
import * as store from './store.ts';

const sourceOf = (state: PairState, dataset: string) => ({ module: 'linkage', record: state, key: dataset });
const queue = (state: PairState, dataset: string) => `/linkage/pairs?state=${state}&dataset=${dataset}`;
const nothingWaits: Text = { zh: '已全部核对', en: 'all are decided' };

interface Waiting {
  readonly state: PairState;
  readonly kind: string;
  readonly count: number;
  readonly title: Text;
  readonly owner: string;
  readonly simulated: boolean;
}

async function tell(context: Context, tx: Db, dataset: Dataset, waiting: Waiting) {
  const { state, kind, count, title, owner, simulated } = waiting;
  const source = sourceOf(state, dataset.code);
  if (count === 0) {
    await closeTask(context, tx, source, { outcome: nothingWaits });
    return;
  }
  await openTask(context, tx, {
    kind,
    title: fill(title, { ...dataset.title, count }),
    owner,
    source,
    link: queue(state, dataset.code),
    count,
    simulated,
  });
}

/**
 * What waits of a dataset: the first look for the department whose rows they are, the second and what two disagree on for
 * the data office. One task each, for as long as something waits.
 */
export async function tellOwner(context: Context, tx: Db, dataset: Dataset): Promise<void> {
  const progress = await store.progressOf(tx, dataset.code);
  if (!progress) return;
  const { office } = await store.getSetting(tx);
  const { simulated } = progress;
  const tasks: readonly Omit<Waiting, 'simulated'>[] = [
    {
      state: 'waiting',
      kind: 'linkage.decide',
      count: progress.waiting,
      title: { zh: '{zh}：{count} 对待核对是否同一人', en: '{en}: {count} pairs to decide' },
      owner: dataset.provider,
    },
    {
      state: 'confirming',
      kind: 'linkage.confirm',
      count: progress.confirming,
      title: { zh: '{zh}：{count} 对待第二人确认', en: '{en}: {count} pairs for a second person' },
      owner: office,
    },
    {
      state: 'disputed',
      kind: 'linkage.settle',
      count: progress.disputed,
      title: { zh: '{zh}：{count} 对两人意见不一', en: '{en}: on {count} pairs two persons disagree' },
      owner: office,
    },
  ];
  for (const each of tasks) await tell(context, tx, dataset, { ...each, simulated });
}

export async function tellOwners(context: Context, tx: Db, datasets: readonly Dataset[]): Promise<void> {
  for (const dataset of datasets) await tellOwner(context, tx, dataset);
}

const proposal = (version: string) => ({ module: 'linkage', record: 'model', key: version });

/** A version waits for somebody of the data office who did not propose it. */
export async function askApproval(context: Context, tx: Db, version: string): Promise<void> {
  const { office } = await store.getSetting(tx);
  await openTask(context, tx, {
    kind: 'linkage.approve',
    title: fill(
      { zh: '链接模型 {version} 待批准', en: 'Linkage model {version} waits to be put in force' },
      { version },
    ),
    owner: office,
    source: proposal(version),
    link: `/linkage/models/${version}`,
  });
}

export const approvalGiven = (context: Context, tx: Db, version: string, outcome: Text) =>
  closeTask(context, tx, proposal(version), { outcome });

/** What waits, by kind. */
export const taskKinds = [
  {
    kind: 'linkage.decide',
    title: { zh: '核对是否同一人', en: 'Pairs to decide' },
    clock: { unit: 'working-days', amount: 5 },
  },
  {
    kind: 'linkage.confirm',
    title: { zh: '第二人确认', en: 'Pairs for a second person' },
    clock: { unit: 'working-days', amount: 5 },
  },
  {
    kind: 'linkage.settle',
    title: { zh: '裁定意见不一的核对', en: 'Pairs on which two disagree' },
    clock: { unit: 'working-days', amount: 5 },
  },
  {
    kind: 'linkage.approve',
    title: { zh: '批准链接模型', en: 'Linkage models to put in force' },
    clock: { unit: 'working-days', amount: 5 },
  },
] as const;
