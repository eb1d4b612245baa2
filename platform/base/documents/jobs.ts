import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { finishPaper } from './issue.ts';
import { findUnprinted } from './store.ts';

const unit = { zh: '份', en: 'papers' };

/** Prints the papers that took a number and were left unprinted when the process ended. */
export const printLeft = defineJob({
  name: 'documents.print-left',
  title: { zh: '补印已编号的文书', en: 'Print papers that only have a number' },
  input: z.object({}),
  attempts: 3,
  lane: () => 'documents.print-left',
  async run(_input, run, context) {
    const before = new Date(context.clock.now().getTime() - 5 * 60_000).toISOString();
    const left = await findUnprinted(context.db, before);
    for (const [index, id] of left.entries()) {
      run.signal.throwIfAborted();
      await finishPaper(context, id);
      run.progress({ done: index + 1, total: left.length, unit });
    }
    return { summary: { zh: `补印 ${left.length} 份`, en: `${left.length} printed` } };
  },
});
