import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { takePending } from './attachment-store.ts';
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
    const failed: unknown[] = [];
    for (const [index, id] of left.entries()) {
      run.signal.throwIfAborted();
      // One that cannot be printed keeps no other waiting.
      await finishPaper(context, id).catch((error: unknown) => {
        context.log.error({ err: error, paper: id }, 'documents: a paper could not be printed');
        failed.push(error);
      });
      run.progress({ done: index + 1, total: left.length, unit });
    }
    if (failed.length > 0) throw failed[0];
    return { summary: { zh: `补印 ${left.length} 份`, en: `${left.length} printed` } };
  },
});

/** Takes the files of papers that were disposed of away, when the process ended before it was done. */
export const removeFiles = defineJob({
  name: 'documents.remove-files',
  title: { zh: '清除已销毁文书的文件', en: 'Remove the files of papers that were disposed of' },
  input: z.object({ files: z.array(z.string()) }),
  attempts: 5,
  async run({ files }, _run, context) {
    for (const file of files) await context.files.remove(file);
    return { summary: { zh: `清除 ${files.length} 个文件`, en: `${files.length} files removed` } };
  },
});

const pendingDays = 30;

/**
 * Uploads that nothing was handed in with are not kept, nor those in a draft that nobody went on with: they may be the copy of
 * an identity card.
 */
export const sweepAttachments = defineJob({
  name: 'documents.sweep-attachments',
  title: { zh: '清除未提交的附件', en: 'Remove attachments that were not handed in' },
  input: z.object({}),
  attempts: 3,
  lane: () => 'documents.sweep-attachments',
  async run(_input, run, context) {
    const before = new Date(context.clock.now().getTime() - pendingDays * 86_400_000).toISOString();
    let done = 0;
    for (;;) {
      run.signal.throwIfAborted();
      const files = await takePending(context.db, before, 500);
      if (files.length === 0) break;
      for (const file of files) await context.files.removeUnshared(file);
      done += files.length;
      run.progress({ done, unit });
    }
    return { summary: { zh: `清除 ${done} 份附件`, en: `${done} attachments removed` } };
  },
});
