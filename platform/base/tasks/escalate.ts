import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { findHolders } from '#platform/base/identity';
import type { EscalationStep } from './city.ts';
import { stepAt } from './clocks.ts';
import { insertEscalation, lockDue, organisationAbove } from './escalation-store.ts';
import { taskEscalated } from './events.ts';
import { toldOf } from './faces.ts';
import { findKind } from './kinds.ts';
import { stepsOf } from './reckoning.ts';
import { cityCalendar, cityRules } from './settings.ts';
import { insertCopy } from './side-store.ts';
import { insertNote, saveTask, type TaskRow } from './store.ts';
import { texts } from './texts.ts';

interface Told {
  readonly people: readonly string[];
  readonly organisation: string | null;
}

async function supervisorOf(context: Context, tx: Db, task: TaskRow): Promise<string | null> {
  const named = findKind(context, task.kind)?.supervisor ?? (await organisationAbove(tx, task.owner));
  const above = named ?? (await cityRules(tx)).supervisor;
  return above === '' ? null : above;
}

async function toldBy(context: Context, tx: Db, task: TaskRow, step: EscalationStep): Promise<Told> {
  if (step.to === 'assignee')
    return { people: task.assignee === null ? [] : [task.assignee], organisation: task.owner };
  const { leader_roles: roles } = await cityRules(tx);
  const organisation = step.to === 'leader' ? task.owner : await supervisorOf(context, tx, task);
  if (organisation === null) return { people: [], organisation };
  const people = await findHolders(tx, organisation, roles);
  return { people: people.map(({ id }) => id), organisation };
}

/** Whoever is told upwards sees the task from now on, for information. */
async function copyTo(
  tx: Db,
  task: string,
  to: EscalationStep['to'],
  told: Told & { at: string },
): Promise<void> {
  if (to === 'assignee') return;
  const by = { by: 'system', at: told.at };
  for (const reader of told.people) await insertCopy(tx, task, { kind: 'person', reader, ...by });
  if (to === 'supervisor' && told.organisation !== null)
    await insertCopy(tx, task, { kind: 'organisation', reader: told.organisation, ...by });
}

/** One step, once: a step that was made before changes nothing and tells nobody. */
async function make(context: Context, tx: Db, task: TaskRow, step: EscalationStep): Promise<void> {
  const at = context.clock.now().toISOString();
  const { escalated: number, dueAt } = task;
  const told = await toldBy(context, tx, task, step);
  const row = { task: task.id, step: number, dueAt: dueAt ?? at, at, told: step.to, ...told };
  if (!(await insertEscalation(tx, row))) return;
  await copyTo(tx, task.id, step.to, { ...told, at });
  const words = fill(texts.escalatedTo, {})[context.language];
  const whom = texts[step.to][context.language];
  await insertNote(tx, task.id, { at, by: context.actor.id, what: 'escalated', words: `${words}${whom}` });
  await context.emit(tx, taskEscalated, {
    key: task.id,
    payload: {
      ...toldOf(task),
      step: number,
      to: step.to,
      people: [...told.people],
      organisation: told.organisation,
      dueAt: row.dueAt,
    },
  });
}

/** Makes every step of a task whose time has come, in their order: after a long sleep all that were slept over. */
async function escalate(context: Context, tx: Db, task: TaskRow): Promise<number> {
  const steps = await stepsOf(context, tx, task.kind);
  const calendar = await cityCalendar(tx);
  const now = context.clock.now().toISOString();
  let current = task;
  for (const step of steps.slice(task.escalated)) {
    const at = stepAt(calendar, step, current);
    if (at === null || at > now) break;
    await make(context, tx, current, step);
    current = { ...current, escalated: current.escalated + 1 };
  }
  const next = steps[current.escalated];
  await saveTask(tx, { ...current, nextStepAt: next ? stepAt(calendar, next, current) : null }, now);
  return current.escalated - task.escalated;
}

const PIECE = 100;

/** Tells upwards what is late. Run every few minutes; what was missed while nobody ran is made up, each step once. */
export const escalateTasks = defineJob({
  name: 'tasks.escalate',
  title: { zh: '任务超期升级', en: 'Telling upwards of late tasks' },
  input: z.strictObject({}),
  attempts: 3,
  brief: true,
  lane: () => 'tasks.escalate',
  run: async (_input, run, context) => {
    let made = 0;
    let looked = 0;
    for (;;) {
      run.signal.throwIfAborted();
      const piece = await context.transaction(async (tx) => {
        const due = await lockDue(tx, context.clock.now().toISOString(), PIECE);
        let steps = 0;
        for (const task of due) steps += await escalate(context, tx, task);
        return { tasks: due.length, steps };
      });
      made += piece.steps;
      looked += piece.tasks;
      run.progress({ done: looked, unit: texts.task });
      if (piece.tasks < PIECE) break;
    }
    return { summary: fill(texts.stepsMade, { count: made }), data: { made } };
  },
});
