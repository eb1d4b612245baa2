import { z } from 'zod';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { dropFilings } from './dropping.ts';
import { endedWithDue, someDue } from './store.ts';
import { texts } from './texts.ts';

/** So many filings are dropped in one transaction, with one entry in the ledger: of all residents more than a million may be due. */
const chunk = 1000;

/** @returns how many were dropped; 0: nothing is due any more */
const dropSome = (context: Context, code: string): Promise<number> =>
  context.transaction(async (tx) => {
    const ids = await someDue(tx, code, chunk);
    await dropFilings(context, tx, ids, { source: `reporting:${code}`, basis: 'reporting:design' });
    return ids.length;
  });

/**
 * Drops what is still due of a return that was retired; each night of all of them, should one have been left half done. Nothing
 * of theirs can be handed in meanwhile, and nothing opens anew. In the lane of what else moves due filings by the thousand.
 */
export const endReturnsJob = defineJob({
  name: 'reporting.end-returns',
  title: texts.endReturns,
  input: z.object({
    return: z.string().optional().describe('of one return; of all retired ones when absent'),
  }),
  attempts: 3,
  lane: () => 'reporting.open-terms',
  async run(input, run, context) {
    let count = 0;
    for (const code of await endedWithDue(context.db)) {
      if (input.return !== undefined && input.return !== code) continue;
      for (let some = -1; some !== 0; count += some) {
        run.signal.throwIfAborted();
        some = await dropSome(context, code);
        run.progress({ done: count + some, unit: texts.filings });
      }
    }
    return { summary: fill(texts.ended, { count }), data: { count } };
  },
});
