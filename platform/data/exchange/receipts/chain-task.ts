import type { Context } from '#kernel/context';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { officeOf } from '../store.ts';
import { texts } from '../texts.ts';
import { requireChain, type ChainVerdict } from './chain-check.ts';

/** There is one chain, and so one task about it, however often it is found wrong. */
const source = { module: 'exchange', record: 'chain', key: 'receipts' } as const;

/**
 * Puts a chain that is not as it should be before the data office, and takes it off its table once it is: a job that failed
 * by night is seen by nobody who answers for the receipts.
 * @param whole the whole chain was looked at: only then does a good verdict end the task
 * @throws Problem 409 of `requireChain`, when the task is there
 */
export async function settleChain(
  context: Context,
  verdict: ChainVerdict,
  { whole }: { readonly whole: boolean },
): Promise<void> {
  const { altered, broken } = verdict;
  const fits = altered === undefined && broken === undefined;
  if (fits && !whole) return;
  await context.transaction(async (tx) => {
    if (fits) {
      await closeTask(context, tx, source, { outcome: texts.chainMended });
      return;
    }
    const title =
      altered === undefined
        ? fill(texts.chainBroken, { batch: broken ?? 0 })
        : fill(texts.chainAltered, { checkpoint: altered });
    await openTask(context, tx, {
      kind: 'exchange.chain',
      title,
      owner: await officeOf(tx),
      source,
      link: '/exchange/agreements',
    });
  });
  requireChain(verdict);
}
