import { may } from '../actor.ts';
import type { Context } from '../context.ts';
import type { Handlers } from '../module.ts';
import { notFound, Problem } from '../problem.ts';
import { writeActor } from './actor-form.ts';
import type { JobView, operations } from './contract.ts';
import { askToCancel, findJob, listJobs, queueAgain, type JobRow } from './desk.ts';

const managesAll = (context: Context): boolean => may(context.actor, 'jobs:manage');

/** What came of a job is for whoever started it: they had the right to it. The platform's own is for who manages jobs. */
const mayHaveFiles = ({ actor }: JobRow, context: Context): boolean =>
  actor.id === context.actor.id || (actor.kind === 'system' && managesAll(context));

function view(job: JobRow, context: Context): JobView {
  const { cancelAskedAt, actor, outcome, ...row } = job;
  return {
    ...row,
    outcome: outcome && (mayHaveFiles(job, context) ? outcome : { summary: outcome.summary }),
    cancelling: row.status === 'running' && cancelAskedAt !== null,
    startedBy: { id: actor.id, name: actor.name },
  };
}

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

/** A job tried again holds the rights of whoever tries it, so nobody tries another's. */
const notYours = (): Problem =>
  new Problem(403, 'jobs.not-yours', {
    zh: '他人发起的任务只能由其本人重试。',
    en: 'A job that somebody started can be tried again by them alone.',
  });

export const handlers: Handlers<typeof operations> = {
  async list({ query }, context) {
    if (query.whose === 'all' && !managesAll(context))
      throw new Problem(403, 'jobs.not-all', {
        zh: '您只能查看自己的任务。',
        en: 'You may see your own jobs only.',
      });
    const rows = await listJobs(context.db, query, query.whose === 'all' ? undefined : context.actor.id);
    const items = rows.slice(0, query.limit).map((row) => view(row, context));
    return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  },

  async get({ params }, context) {
    return view(await getJob(context, params.id), context);
  },

  async cancel({ params }, context) {
    const { id } = await getJob(context, params.id);
    const job = await askToCancel(context.db, id, context.clock.now().toISOString());
    if (!job) throw ended();
    return view(job, context);
  },

  async retry({ params }, context) {
    const { id, actor } = await getJob(context, params.id);
    const isMine = actor.id === context.actor.id;
    if (!isMine && actor.kind !== 'system') throw notYours();
    const job = await queueAgain(context.db, id, isMine ? writeActor(context.actor) : undefined);
    if (!job) throw notEnded();
    return view(job, context);
  },

  async download({ params }, context) {
    const job = await getJob(context, params.id);
    const file = (mayHaveFiles(job, context) ? job.outcome : null)?.files?.find(
      (one) => one.id === params.file,
    );
    if (!file) throw notFound({ zh: '结果文件', en: 'file of this job' }, params.file);
    return { filename: file.name, type: file.type, body: await context.files.open(file.id) };
  },
};
