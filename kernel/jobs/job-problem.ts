import { z } from 'zod';
import { storeProblem } from '../db/index.ts';
import { Problem } from '../problem.ts';
import type { KeptProblem } from './queue.ts';

const failed: KeptProblem = {
  status: 500,
  code: 'jobs.failed',
  detail: {
    zh: '任务因平台内部错误未能完成，已记录日志。已完成的部分保留到最后一个检查点，可重试。',
    en: 'The job stopped at an error of the platform, which is logged. What was done is kept up to its last checkpoint; it can be tried again.',
  },
};

const keep = (problem: Problem): KeptProblem => ({
  status: problem.status,
  code: problem.code,
  detail: problem.detail,
  ...(problem.errors ? { errors: [...problem.errors] } : {}),
  ...(problem.extra ? { extra: { ...problem.extra } } : {}),
});

/** The input that was stored no longer fits the kind: an older version of the platform wrote it. */
export const inputRefused = (error: z.ZodError): Problem =>
  new Problem(
    422,
    'jobs.input-refused',
    {
      zh: '任务的输入不符合当前版本的要求，未执行。请重新发起。',
      en: 'The input of the job does not fit this version; it was not run. Start it anew.',
    },
    { issues: z.prettifyError(error) },
  );

/** What is kept of an error, and whether another try could end differently. A refusal (4xx) would be the same again. */
export function judge(error: unknown): { readonly problem: KeptProblem; readonly final: boolean } {
  if (error instanceof Problem) return { problem: keep(error), final: error.status < 500 };
  const ofStore = storeProblem(error);
  if (ofStore)
    return { problem: keep(new Problem(ofStore.status, ofStore.code, ofStore.message)), final: false };
  return { problem: failed, final: false };
}
