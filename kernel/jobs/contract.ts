import { z } from 'zod';
import { operation } from '../operation.ts';
import { Text } from '../texts.ts';

export const JobStatus = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobStatus = z.infer<typeof JobStatus>;

export const JobProgressView = z.object({
  done: z.number(),
  total: z.number().optional().describe('absent while nobody can know'),
  unit: Text,
  note: Text.optional(),
  rate: z.number().optional().describe('units a second, over the last half minute'),
  etaSeconds: z.number().int().optional().describe('seconds left at this rate'),
  at: z.string().describe('when this was so'),
});

export const JobOutcomeView = z.object({
  summary: Text,
  files: z.array(z.object({ id: z.string(), name: z.string(), type: z.string() })).optional(),
  data: z.unknown().optional(),
});

export const JobView = z.object({
  id: z.uuid(),
  name: z.string(),
  title: Text,
  status: JobStatus,
  cancelling: z.boolean().describe('somebody has cancelled it and it has not ended yet'),
  attempt: z.number().int().describe('the try it is in or waits for, from 1'),
  attempts: z.number().int(),
  startedBy: z.object({ id: z.string(), name: z.string() }),
  progress: JobProgressView.nullable(),
  outcome: JobOutcomeView.nullable(),
  problem: z
    .object({ status: z.number().int(), code: z.string(), detail: Text })
    .loose()
    .nullable()
    .describe('why it failed, or why its last try did'),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type JobView = z.infer<typeof JobView>;

const params = z.object({ id: z.uuid() });

export const JobListQuery = z.object({
  whose: z.enum(['mine', 'all']).default('mine').describe('all needs jobs:manage'),
  status: JobStatus.optional(),
  name: z.string().max(200).optional(),
  after: z.uuid().optional().describe('id of the last job of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type JobListQuery = z.output<typeof JobListQuery>;

/** Below `/api/jobs`. `jobs:own` reaches the actor's own jobs; with `jobs:manage` besides, everybody's. */
export const operations = {
  list: operation({
    method: 'GET',
    path: '/',
    summary: { zh: '任务列表，新的在前', en: 'Jobs, newest first' },
    permission: 'jobs:own',
    query: JobListQuery,
    result: z.object({ items: z.array(JobView), next: z.uuid().nullable() }),
  }),
  get: operation({
    method: 'GET',
    path: '/:id',
    summary: { zh: '任务的进度与结果', en: 'Progress and outcome of a job' },
    permission: 'jobs:own',
    params,
    result: JobView,
  }),
  cancel: operation({
    method: 'POST',
    path: '/:id/cancel',
    summary: { zh: '取消任务', en: 'Cancel a job' },
    permission: 'jobs:own',
    params,
    result: JobView,
  }),
  retry: operation({
    method: 'POST',
    path: '/:id/retry',
    summary: {
      zh: '从最后一个检查点重试失败或已取消的任务',
      en: 'Try a failed or cancelled job again from its last checkpoint',
    },
    permission: 'jobs:own',
    params,
    result: JobView,
  }),
  download: operation({
    method: 'GET',
    path: '/:id/files/:file',
    summary: { zh: '下载任务的结果文件', en: 'Download a file of the outcome' },
    permission: 'jobs:own',
    params: params.extend({ file: z.string().max(200) }),
    result: z.unknown(),
    download: true,
  }),
} as const;
