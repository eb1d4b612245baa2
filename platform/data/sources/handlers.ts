import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { Problem, refuseIf } from '#kernel/problem';
import type { operations } from './contract.ts';
import { tryDraft } from './draft.ts';
import { decideHeld } from './gate.ts';
import { noteAll } from './gaps.ts';
import { findHeld } from './delivery-store.ts';
import { askToCancel } from './run-store.ts';
import { runFor, sourceFor } from './scope.ts';
import { setSecret } from './secret.ts';
import { hasMark } from './settings.ts';
import { startRun, type Starting } from './start.ts';
import { overview, stateOf } from './state.ts';
import type { SourceRow } from './store.ts';
import { texts } from './texts.ts';
import { tryOut } from './try.ts';

const done = { done: true } as const;

/** @throws Problem 409 when one is under way, when a delivery waits, when days were asked that it cannot give */
async function start(context: Context, source: SourceRow, how: Omit<Starting, 'actor'>) {
  refuseIf(how.days !== undefined && !hasMark(source.kind, source.settings), 'sources.no-mark', texts.noMark);
  refuseIf((await findHeld(context.db, source.code)) !== undefined, 'sources.gate-shut', texts.gateShut);
  const started = await context.transaction((tx) =>
    startRun(context, tx, source, { ...how, actor: context.actor }),
  );
  if (!started) throw new Problem(409, 'sources.busy', texts.busy);
  return started;
}

export const handlers: Handlers<typeof operations> = {
  overview: async (_input, context) => ({ items: await overview(context) }),

  state: async ({ params: { key } }, context) =>
    stateOf(context, await sourceFor(context, context.db, key, 'sources:read')),

  secret: async ({ params: { key }, body: { secret } }, context) => {
    await context.transaction(async (tx) => {
      const source = await sourceFor(context, tx, key, 'sources:write');
      refuseIf(source.kind === 'folder' || source.kind === 'web', 'sources.no-secret', texts.noSecretHere);
      await setSecret(context, tx, source, secret);
    });
    return done;
  },

  look: async ({ params: { key } }, context) =>
    tryOut(context, await sourceFor(context, context.db, key, 'sources:run')),

  attempt: async ({ body }, context) => tryDraft(context, body),

  start: async ({ params: { key }, body: { from, to } }, context) => {
    const source = await sourceFor(context, context.db, key, 'sources:run');
    const days = from !== undefined && to !== undefined ? { from, to } : undefined;
    return start(context, source, { cause: days ? 'days' : 'person', days });
  },

  again: async ({ params: { key } }, context) => {
    const run = await runFor(context, key, 'sources:run');
    const source = await sourceFor(context, context.db, run.source, 'sources:run');
    const days = run.dayFrom && run.dayTo ? { from: run.dayFrom, to: run.dayTo } : undefined;
    return start(context, source, { cause: 'again', days });
  },

  cancel: async ({ params: { key } }, context) => {
    const run = await runFor(context, key, 'sources:run');
    const asked = await context.transaction((tx) => askToCancel(tx, run.id));
    refuseIf(!asked, 'sources.run-ended', texts.ended);
    return done;
  },

  noteGaps: async ({ params: { key }, body: { why } }, context) => {
    await noteAll(context, await sourceFor(context, context.db, key, 'sources:run'), why);
    return done;
  },

  decide: async ({ params: { key }, body }, context) => {
    const source = await sourceFor(context, context.db, key, 'sources:run');
    return { batch: (await decideHeld(context, source, body)) ?? null };
  },
};
