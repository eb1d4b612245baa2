import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { insertVerification } from './store.ts';
import { texts } from './texts.ts';
import { verifyLedger } from './verify.ts';

/** Recomputes the whole ledger and keeps what was found. */
export const verifyJob = defineJob({
  name: 'ledger.verify',
  title: { zh: '核验账本', en: 'Verify the ledger' },
  input: z.object({}),
  attempts: 2,
  lane: () => 'ledger.verify',
  run: async (_input, run, context) => {
    run.progress({ done: 0, unit: texts.entries });
    const outcome = await verifyLedger(context);
    run.progress({ done: outcome.size, total: outcome.size, unit: texts.entries });
    await insertVerification(context.db, outcome.at, outcome);
    if (!outcome.ok)
      context.log.error(
        { faults: outcome.faults.length, first: outcome.faults[0]?.kind },
        'the ledger is not whole',
      );
    const { size, heads, faults } = outcome;
    const [first] = faults;
    const summary = first
      ? {
          zh: fill(texts.broken, { count: faults.length, first: first.detail.zh }).zh,
          en: fill(texts.broken, { count: faults.length, first: first.detail.en }).en,
        }
      : fill(texts.verified, { size, heads });
    return { summary, data: outcome };
  },
});
