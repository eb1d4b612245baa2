import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { recoveryOf } from '../recovery/check.ts';
import { texts } from '../texts.ts';
import type { estateOperations } from './contract.ts';
import { takeIn } from './observe.ts';
import { readObserved } from './observed-file.ts';
import { ask, decide, shown, standOf, takeBack } from './quota.ts';
import * as store from './quota-store.ts';
import { tenantOf, useOf } from './use.ts';

/** @throws Problem 400 for a cursor that no page gave */
function readAfter(after: string | undefined): store.Cursor | undefined {
  if (after === undefined) return undefined;
  const [at = '', id = ''] = after.split('_');
  if (id === '' || Number.isNaN(Date.parse(at)))
    throw new Problem(400, 'request.bad-cursor', texts.badCursor);
  return { at: new Date(at).toISOString(), id };
}

async function requestOf(context: Context, id: string) {
  const tenant = tenantOf(context, 'cloud:assets');
  const row = await store.findRequest(context.db, id, { tenant });
  const [found] = row ? await shown(context, [row]) : [];
  if (!found) throw notFound(texts.quotaRequest, id);
  const { now, held, free } = await standOf(context, context.db, found.tenant);
  const quota = now ? { cpu: now.cpu, memoryGb: now.memoryGb, storageGb: now.storageGb } : null;
  const sees = scopeOf(context.actor, 'cloud:assets') === 'city';
  const { cpu, memoryGb, storageGb } = held;
  return { ...found, now: quota, held: { cpu, memoryGb, storageGb }, free: sees ? free : null };
}

export const estateHandlers: Handlers<typeof estateOperations> = {
  observe: ({ body: { items } }, context) =>
    takeIn(
      context,
      items.map((observation, at) => ({ line: at + 1, observation })),
      `client:${context.actor.id}`,
    ),
  observeFile: async ({ query: { filename }, upload }, context) => {
    const { sent, wrong } = await readObserved(upload.stream, filename);
    const taken = await takeIn(context, sent, `file:${filename}`);
    const unread = wrong.map((line) => ({ line, why: texts.observedUnread }));
    return { ...taken, refused: [...taken.refused, ...unread].toSorted((one, two) => one.line - two.line) };
  },
  use: (_input, context) => useOf(context),
  recovery: async (_input, context) => ({
    items: await recoveryOf(context),
    drillWithinDays: context.config.DRILL_WITHIN_DAYS,
    asOf: context.clock.now().toISOString(),
  }),
  requests: async ({ query: { state, after, limit } }, context) => {
    const tenant = tenantOf(context, 'cloud:assets');
    const rows = await store.listRequests(context.db, { tenant, state, after: readAfter(after), limit });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return { items: await shown(context, rows), next: last ? `${last.askedAt}_${last.id}` : null };
  },
  request: ({ params: { id } }, context) => requestOf(context, id),
  askQuota: async ({ body }, context) => ({ id: await ask(context, body) }),
  decideQuota: async ({ params: { id }, body }, context) => {
    await decide(context, id, body);
    return { done: true };
  },
  takeBackQuota: async ({ params: { id } }, context) => {
    await takeBack(context, id);
    return { done: true };
  },
};
