import { dayOf } from '#kernel/clock';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { readRow, writeRows } from '#kernel/record-server';
import type { operations } from './contract.ts';
import { gatherEvidence } from './gather.ts';
import { gatherJob } from './jobs.ts';
import { Control } from './records.ts';
import { texts } from './texts.ts';

const past = (): Problem => new Problem(409, 'security.until-past', texts.untilPast);

export const handlers: Handlers<typeof operations> = {
  async gather(_input, context) {
    return { job: await context.startJob(context.db, gatherJob, {}, { actor: context.actor }) };
  },

  async accept({ params: { clause }, body: { reason, until } }, context) {
    if (until < dayOf(context)) throw past();
    if (!(await readRow(context, context.db, Control, clause))) throw notFound(Control.title, clause);
    await context.transaction(async (tx) => {
      const row = { clause, acceptedReason: reason, acceptedUntil: until, acceptedBy: context.actor.name };
      await writeRows(context, tx, Control, [row], {
        source: 'form',
        simulated: false,
        basis: 'security:manage',
      });
    });
    await gatherEvidence(context);
    const after = await readRow(context, context.db, Control, clause);
    return { result: after?.result ?? 'manual' };
  },
};
