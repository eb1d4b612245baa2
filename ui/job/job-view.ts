import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

/** A job as its owner sees it. */
export const JobView = z.object({
  id: z.string(),
  name: z.string(),
  title: Text,
  status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  cancelling: z.boolean(),
  progress: z
    .object({
      done: z.number(),
      total: z.number().optional(),
      unit: Text,
      note: Text.optional(),
      rate: z.number().optional(),
      etaSeconds: z.number().optional(),
    })
    .nullish(),
  outcome: z
    .object({
      summary: Text,
      files: z.array(z.object({ id: z.string(), name: z.string(), type: z.string() })).optional(),
      data: z.unknown().optional(),
    })
    .nullish(),
  problem: z.object({ code: z.string(), detail: Text }).nullish(),
  createdAt: z.string(),
  finishedAt: z.string().nullish(),
});
export type JobView = z.output<typeof JobView>;

const byId = z.object({ id: z.string() });

/** What the corner asks of the jobs of the platform. */
export const jobOperations = {
  list: operation({
    method: 'GET',
    path: '/',
    summary: { zh: '我的任务', en: 'My jobs' },
    permission: 'jobs:own',
    query: z.object({ limit: z.number().int().optional() }),
    result: z.object({ items: z.array(JobView) }),
  }),
  get: operation({
    method: 'GET',
    path: '/:id',
    summary: { zh: '一个任务', en: 'One job' },
    permission: 'jobs:own',
    params: byId,
    result: JobView,
  }),
  cancel: operation({
    method: 'POST',
    path: '/:id/cancel',
    summary: { zh: '取消', en: 'Cancel' },
    permission: 'jobs:own',
    params: byId,
    result: JobView,
  }),
  retry: operation({
    method: 'POST',
    path: '/:id/retry',
    summary: { zh: '重试', en: 'Retry' },
    permission: 'jobs:own',
    params: byId,
    result: JobView,
  }),
};

export const isOpen = (job: Pick<JobView, 'status'>): boolean =>
  job.status === 'queued' || job.status === 'running';

/** Part of the work that is done, 0–1; undefined while nobody can know. */
export function shareOf(job: Pick<JobView, 'status' | 'progress'>): number | undefined {
  if (job.status === 'done') return 1;
  const { done, total } = job.progress ?? {};
  if (done === undefined || !total) return undefined;
  return Math.min(1, Math.max(0, done / total));
}

export const fileAddress = (job: string, file: string): string =>
  `/api/jobs/${encodeURIComponent(job)}/files/${encodeURIComponent(file)}`;
