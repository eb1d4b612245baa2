import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import type { AnyRow } from './declared.ts';
import { processPoint } from './mine.ts';
import { texts } from './texts.ts';

const done = { zh: '已办', en: 'done' };
const nothing = { zh: '已无需再办', en: 'nothing was left to do' };

/**
 * What an act has to do outside of its transaction. Begun with the act, it is done again until it is done: whoever was asked
 * may be away, or this process may end.
 */
export const afterJob = defineJob({
  name: 'workflow.after',
  title: texts.afterJob,
  input: z.object({ process: z.string(), key: z.string(), act: z.string() }),
  attempts: 12,
  lane: ({ process, key }) => `workflow.after:${process}:${key}`,
  async run({ process, key, act }, _run, context) {
    const flow = context.contributions(processPoint).find(({ record }) => record.id === process);
    const row = flow && ((await readRow(context, context.db, flow.record, key)) as AnyRow | undefined);
    if (!flow || !row) return { summary: nothing };
    try {
      await flow.acts[act]?.after?.(context, row);
    } catch (error) {
      // It was done before, or things have gone another way meanwhile.
      if (error instanceof Problem && error.status === 409)
        return { summary: nothing, data: { code: error.code } };
      throw error;
    }
    return { summary: done };
  },
});
