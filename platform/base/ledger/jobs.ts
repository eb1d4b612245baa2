import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { sealerOf } from './seal.ts';
import { insertVerification } from './store.ts';
import { texts } from './texts.ts';
import { digestOfOutcome, verifyLedger } from './verify.ts';
import { tellAll } from './witness.ts';

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
    await context.transaction(async (tx) => {
      await insertVerification(tx, outcome.at, outcome);
      await context.ledger(tx, {
        action: 'decide',
        resource: 'ledger.verification',
        basis: 'ledger:audit',
        subjects: [],
        detail: { ok: outcome.ok, size: outcome.size, outcome: digestOfOutcome(outcome) },
      });
    });
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

/** Tells the witnesses of the newest head. What they refuse is told aloud: it may be a fork. */
export const witnessJob = defineJob({
  name: 'ledger.witness',
  title: { zh: '请外部见证账本树头', en: 'Have the head of the ledger witnessed' },
  input: z.object({}),
  attempts: 1,
  lane: () => 'ledger.witness',
  run: async (_input, _run, context) => {
    await (await sealerOf(context)).seal();
    const outcomes = await tellAll(context);
    const failed = outcomes.filter(({ problem }) => problem !== undefined);
    for (const { name, problem } of failed)
      context.log.error({ witness: name, problem }, 'a witness of the ledger did not confirm its head');
    const summary = failed[0]
      ? fill(texts.tellFailed, { count: failed.length, first: failed[0].problem ?? failed[0].name })
      : fill(texts.told, { count: outcomes.length });
    return { summary, data: outcomes };
  },
});
