import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import * as store from './call-store.ts';
import { sendingDue } from './events.ts';
import { notify } from './notify.ts';
import { later } from './rules.ts';
import { texts } from './texts.ts';

const sourceOf = (id: string) => ({ module: 'notifications', record: 'call', key: id });

/**
 * Sets a contact tree in motion: its first step is told at once, the next when nobody confirms in time.
 * @param tx the transaction of what makes it necessary
 * @returns the call's id
 */
export async function callTree(
  context: Context,
  tx: Db,
  tree: store.TreeRow,
  words: string,
): Promise<string> {
  const id = randomUUID();
  await store.insertCall(tx, {
    id,
    tree,
    words,
    at: context.clock.now().toISOString(),
    by: context.actor.id,
  });
  await context.emit(tx, sendingDue, { key: id, payload: { what: 'call', id } });
  return id;
}

async function exhausted(context: Context, tx: Db, call: store.CallRow): Promise<void> {
  await store.saveCall(tx, call.id, { step: call.step, state: 'exhausted', nextAt: null });
  await openTask(context, tx, {
    kind: 'notifications.call',
    title: fill(texts.callFailed, { title: call.title.zh }),
    owner: call.organisation,
    source: sourceOf(call.id),
    link: `/notifications/trees`,
    clock: { unit: 'hours', amount: 1 },
  });
}

async function tellNext(context: Context, tx: Db, call: store.CallRow): Promise<void> {
  const step = call.step + 1;
  const next = call.steps[step];
  if (!next) return exhausted(context, tx, call);
  await notify(context, tx, {
    to: next.people.map((id) => ({ kind: 'account' as const, id })),
    kind: 'notifications.call',
    params: { title: call.title.zh, words: call.words, minutes: next.minutes },
    key: `${call.id}-${step}`,
    organisation: call.organisation,
    call: call.id,
  });
  const nextAt = later(context.clock.now(), next.minutes);
  await store.saveCall(tx, call.id, { step, state: 'calling', nextAt });
}

/** Tells the next step of every call that nobody confirmed in its time. */
export const callNext = (context: Context): Promise<void> =>
  context.transaction(async (tx) => {
    for (const call of await store.lockDueCalls(tx, context.clock.now().toISOString()))
      await tellNext(context, tx, call);
  });

/** Somebody of the tree takes it on; the first counts, later ones change nothing. Also after everybody was called. */
export async function confirm(context: Context, tx: Db, id: string): Promise<void> {
  const call = await store.lockCall(tx, id);
  if (!call || call.state === 'confirmed') return;
  await store.confirmCall(tx, id, context.actor.id, context.clock.now().toISOString());
  await closeTask(context, tx, sourceOf(id), { outcome: texts.callConfirmed });
}
