import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { decide, maySettle, takeBack } from './decide.ts';
import { lookForTwins, startRun, trainModel } from './jobs.ts';
import { decideModel } from './models.ts';
import { showPair } from './show.ts';
import * as store from './store.ts';

const none = { waiting: 0, confirming: 0, disputed: 0, unclear: 0, decided: 0 };

export const handlers: Handlers<typeof operations> = {
  async train({ body }, context) {
    const { actor } = context;
    const input = { reason: body.reason, by: actor.id };
    return { job: await context.startJob(context.db, trainModel, input, { actor }) };
  },
  async decideModel({ params, body }, context) {
    const decided = await decideModel(context, params.version, body);
    if (body.approve) await startRun(context);
    return decided;
  },
  async lookForTwins(_input, context) {
    const { actor } = context;
    return { job: await context.startJob(context.db, lookForTwins, {}, { actor }) };
  },
  start: async (_input, context) => ({ job: await startRun(context) }),
  async queue(_input, context) {
    const { simulated: _simulated, ...progress } = (await store.progressFor(context)) ?? {
      ...none,
      simulated: false,
    };
    const next = await store.nextFor(context, { settles: maySettle(context) });
    return { ...progress, next, model: (await store.modelInForce(context.db))?.version ?? null };
  },
  compare: ({ params, query }, context) => showPair(context, params.id, query.reveal),
  decide: ({ params, body }, context) => decide(context, params.id, body),
  takeBack: ({ params, body }, context) => takeBack(context, params.id, body.reason),
};
