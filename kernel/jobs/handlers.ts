import { may } from '../actor.ts';
import type { Context } from '../context.ts';
import type { Handlers } from '../module.ts';
import { notFound, Problem } from '../problem.ts';
import type { JobView, operations } from './contract.ts';
import { askToCancel, findJob, listJobs, queueAgain, type JobRow } from './desk.ts';

const view = ({ cancelAskedAt, actor, ...row }: JobRow): JobView => ({
  ...row,
  cancelling: row.status === 'running' && cancelAskedAt !== null,
  startedBy: { id: actor.id, name: actor.name },
});

const managesAll = (context: Context): boolean => may(context.actor, 'jobs:manage');

/** Another person's job looks as if it were not there. */
async function getJob(context: Context, id: string): Promise<JobRow> {
  const found = await findJob(context.db, id, managesAll(context) ? undefined : context.actor.id);
  if (!found) throw notFound({ zh: '任务', en: 'job' }, id);
  return found;
}

const ended = (): Problem =>
  new Problem(409, 'jobs.already-ended', {
    zh: '任务已经结束，不能取消。',
    en: 'The job has ended already and cannot be cancelled.',
  });

const notEnded = (): Problem =>
  new Problem(409, 'jobs.not-failed', {
    zh: '只有失败或已取消的任务可以重试。',
    en: 'Only a job that failed or was cancelled can be tried again.',
  });

export const handlers: Handlers<typeof operations> = {
  async list({ query }, context) {
    if (query.whose === 'all' && !managesAll(context))
      throw new Problem(403, 'jobs.not-all', {
        zh: '您只能查看自己的任务。',
        en: 'You may see your own jobs only.',
      });
    const rows = await listJobs(context.db, query, query.whose === 'all' ? undefined : context.actor.id);
    const items = rows.slice(0, query.limit).map(view);
    return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  },

  async get({ params }, context) {
    return view(await getJob(context, params.id));
  },

  async cancel({ params }, context) {
    const { id } = await getJob(context, params.id);
    const job = await askToCancel(context.db, id, context.clock.now().toISOString());
    if (!job) throw ended();
    return view(job);
  },

  async retry({ params }, context) {
    const { id } = await getJob(context, params.id);
    const job = await queueAgain(context.db, id);
    if (!job) throw notEnded();
    return view(job);
  },

  async download({ params }, context) {
    const { outcome } = await getJob(context, params.id);
    const file = outcome?.files?.find((one) => one.id === params.file);
    if (!file) throw notFound({ zh: '结果文件', en: 'file of this job' }, params.file);
    return { filename: file.name, type: file.type, body: await context.files.open(file.id) };
  },
};
