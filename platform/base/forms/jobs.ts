import { z } from 'zod';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { keepAttachments } from '#platform/base/documents';
import { getVersion } from './answering.ts';
import { filesIn } from './files.ts';
import { attachedTo } from './returning.ts';
import { draftsAfter, lockAnswer } from './store.ts';
import { texts } from './texts.ts';

const unit = { zh: '份', en: 'drafts' };

/** What a draft names and whoever began it uploaded belongs to it. */
const tieDraft = (context: Context, id: string): Promise<void> =>
  context.transaction(async (tx) => {
    const answer = await lockAnswer(tx, id);
    if (answer?.state !== 'draft') return;
    const files = filesIn((await getVersion(tx, answer)).definition, answer.answers);
    if (files.length === 0) return;
    await keepAttachments(context, tx, files, { ...attachedTo(id), uploader: answer.subject });
  });

/**
 * Once, for drafts that were saved before a save tied what they hold: else nobody but their uploader could go on with them.
 * Safe to be done again.
 */
export const tieDrafts = defineJob({
  name: 'forms.tie-drafts',
  title: texts.tieDrafts,
  input: z.object({}),
  attempts: 3,
  lane: () => 'forms.tie-drafts',
  async run(_input, run, context) {
    let done = 0;
    for (let last = ''; ;) {
      const ids = await draftsAfter(context.db, last, 200);
      for (const id of ids) {
        run.signal.throwIfAborted();
        await tieDraft(context, id);
        done += 1;
      }
      run.progress({ done, unit });
      const end = ids.at(-1);
      if (end === undefined) return { summary: fill(texts.draftsTied, { count: done }) };
      last = end;
    }
  },
});
