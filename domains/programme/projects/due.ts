import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { openTask } from '#platform/base/tasks';
import { freezeFirst } from './baselines/freeze.ts';
import { missingTasks } from './concessions/missing.ts';
import { endOf } from './days.ts';
import { findDueRisks, findUnfrozen } from './due-store.ts';
import { beginReport } from './reports/process.ts';
import { findUnreported } from './reports/store.ts';
import { riskSource } from './risks/writing.ts';
import { contractTasks } from './tendering/signing.ts';
import { texts } from './texts.ts';

/** Each risk whose day has come waits for its owner, once. */
async function riskTasks(context: Context, today: string): Promise<void> {
  for (const { code, title, owner, reviewOn, simulated } of await findDueRisks(context.db, today))
    await context.transaction((tx) =>
      openTask(context, tx, {
        kind: 'projects.risk',
        title: fill(texts.riskTask, { title }),
        owner,
        source: riskSource(code),
        link: `/projects/risks/${encodeURIComponent(code)}`,
        dueAt: endOf(reviewOn),
        simulated,
      }),
    );
}

/** The month before a day, and its last day. */
function monthBefore(today: string): { readonly period: string; readonly lastDay: string } {
  const last = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  last.setUTCDate(0);
  const lastDay = last.toISOString().slice(0, 10);
  return { period: lastDay.slice(0, 7), lastDay };
}

/** Each undertaking under way reports of the month that is over. */
async function openReports(context: Context, today: string): Promise<void> {
  const { period, lastDay } = monthBefore(today);
  for (const each of await findUnreported(context.db, period, lastDay))
    await context.transaction((tx) => beginReport(context, tx, each, period));
}

/** Undertakings from before there were baselines have what stands now as their first. */
async function freezeOld(context: Context): Promise<void> {
  for (const each of await findUnfrozen(context.db))
    await context.transaction((tx) => freezeFirst(context, tx, each, each.simulated));
}

/** Opens what waits for somebody from today on. Run again, it opens nothing twice. */
export async function settleDue(context: Context): Promise<void> {
  const today = dayOf(context);
  await freezeOld(context);
  await riskTasks(context, today);
  await contractTasks(context, today);
  await openReports(context, today);
  await missingTasks(context, today);
}

export const dueJob = defineJob({
  name: 'projects.due',
  title: texts.dueJob,
  input: z.object({}),
  attempts: 3,
  run: async (_input, _run, context) => {
    await settleDue(context);
    return { summary: texts.dueDone };
  },
});
