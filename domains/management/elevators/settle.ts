import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { findOwing, findWaiting, type Owed, type OwingLift } from './store.ts';
import { texts } from './texts.ts';

const sourceOf = ({ code, owes }: { readonly code: string; readonly owes: Owed }) => ({
  module: 'elevators',
  record: owes,
  key: code,
});

const said = {
  inspection: { title: texts.inspectionTitle, outcome: texts.inspected },
  monitoring: { title: texts.monitoringTitle, outcome: texts.connected },
} as const;

async function ask(context: Context, tx: Db, lift: OwingLift): Promise<void> {
  const { code, owes, address, inspectBy, userUnit, simulated } = lift;
  await openTask(context, tx, {
    kind: `elevators.${owes}`,
    title: fill(said[owes].title, { address, lift: code, day: inspectBy }),
    owner: userUnit,
    source: sourceOf(lift),
    link: `/elevators/lifts/${code}`,
    simulated,
  });
}

/**
 * Opens a task of the user for each inspection that is overdue and each new lift that is not monitored, and closes those
 * that were seen to.
 * @param code one lift; all when absent
 */
export async function settleLifts(
  context: Context,
  tx: Db,
  code?: string,
): Promise<{ open: number; closed: number }> {
  const owing = await findOwing(tx, context.clock.now(), code);
  for (const lift of owing) await ask(context, tx, lift);
  const stands = new Set(owing.map(({ code: key, owes }) => `${owes} ${key}`));
  const over = (await findWaiting(tx, code)).filter(({ code: key, owes }) => !stands.has(`${owes} ${key}`));
  for (const each of over) await closeTask(context, tx, sourceOf(each), { outcome: said[each.owes].outcome });
  return { open: owing.length, closed: over.length };
}

/** Each morning: an inspection grows overdue without anybody writing anything. */
export const settleJob = defineJob({
  name: 'elevators.settle',
  title: texts.settling,
  input: z.object({}),
  attempts: 3,
  lane: () => 'elevators.settle',
  run: async (_input, _run, context) => {
    const data = await context.transaction((tx) => settleLifts(context, tx));
    return { summary: fill(texts.settled, data), data };
  },
});
