import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { accountNames, findColleagues } from '#platform/base/identity';
import { findOrganisation, organisationNames } from '#platform/base/organisations';
import type { Note, operations, Task, TaskWithNotes } from './contract.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { lampOf } from './rules.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const nowOf = (context: Context): string => context.clock.now().toISOString();

async function present(context: Context, rows: readonly store.TaskRow[]): Promise<Task[]> {
  const owners = await organisationNames(
    context.db,
    rows.map(({ owner }) => owner),
  );
  const holders = await accountNames(
    context.db,
    rows.flatMap(({ assignee }) => assignee ?? []),
  );
  const now = context.clock.now();
  return rows.map(({ titleZh, titleEn, outcomeZh, outcomeEn, module, record, key, amberAt, ...row }) => ({
    ...row,
    title: { zh: titleZh, en: titleEn },
    outcome: outcomeZh === null ? null : { zh: outcomeZh, en: outcomeEn ?? outcomeZh },
    source: { module, record, key },
    ownerName: owners.get(row.owner) ?? null,
    assigneeName: holders.get(row.assignee ?? '') ?? null,
    lamp: lampOf({ ...row, amberAt }, now),
  }));
}

const mayRelease = (context: Context, task: Pick<store.TaskRow, 'assignee'>): boolean =>
  task.assignee === context.actor.id || scopeOf(context.actor, 'tasks:manage') !== undefined;

/** A task that the actor cannot see is, to the actor, not there. */
async function getVisible(
  context: Context,
  db: Db,
  id: string,
  lock: 'lock' | 'read',
): Promise<store.TaskRow> {
  const task = await store.findTask(db, context.actor, id, lock);
  if (!task) throw notFound(texts.task, id);
  return task;
}

async function show(context: Context, id: string): Promise<TaskWithNotes> {
  const row = await getVisible(context, context.db, id, 'read');
  const [task] = await present(context, [row]);
  const notes = await store.findNotes(context.db, id);
  const names = await accountNames(
    context.db,
    notes.map(({ by }) => by),
  );
  if (!task) throw notFound(texts.task, id);
  return {
    ...task,
    notes: notes.map((note) => ({ ...note, byName: names.get(note.by) ?? null })),
    mayRelease: row.closedAt === null && row.assignee !== null && mayRelease(context, row),
  };
}

interface Step {
  readonly what: Note['what'];
  readonly words?: string;
  /** What becomes of the task; throws the refusal. */
  change(task: store.TaskRow, tx: Db): Promise<Partial<store.TaskRow>> | Partial<store.TaskRow>;
}

/** One step of a person: the task locked, changed, noted and in the ledger, or nothing of it. */
const take = (context: Context, id: string, step: Step): Promise<void> =>
  context.transaction(async (tx) => {
    const task = await getVisible(context, tx, id, 'lock');
    if (task.closedAt !== null) throw new Problem(409, 'tasks.closed', texts.closed);
    await store.saveTask(tx, { ...task, ...(await step.change(task, tx)) });
    const { what, words = null } = step;
    await store.insertNote(tx, id, { at: nowOf(context), by: context.actor.id, what, words });
    await context.ledger(tx, {
      action: 'change',
      resource: 'tasks.task',
      basis: 'tasks:own',
      subjects: [],
      detail: { task: id, done: what },
    });
  });

async function claimed(context: Context, task: store.TaskRow, tx: Db): Promise<Partial<store.TaskRow>> {
  if (task.assignee === null || task.assignee === context.actor.id)
    return { assignee: context.actor.id, status: 'claimed' };
  const name = (await accountNames(tx, [task.assignee])).get(task.assignee);
  const words = (language: 'zh' | 'en') =>
    fill(texts.alreadyClaimed, { name: name ?? texts.nameless[language] })[language];
  throw new Problem(409, 'tasks.already-claimed', { zh: words('zh'), en: words('en') });
}

async function handedOver(
  task: store.TaskRow,
  tx: Db,
  to: { readonly organisation?: string | undefined; readonly assignee?: string | undefined },
): Promise<Partial<store.TaskRow>> {
  const { organisation: owner = task.owner, assignee = null } = to;
  if (to.organisation === undefined && assignee === null)
    throw new Problem(422, 'tasks.hand-over-where', texts.handOverWhere);
  if (!(await findOrganisation(tx, owner)))
    throw new Problem(
      422,
      'tasks.unknown-organisation',
      fill(texts.unknownOrganisation, { organisation: owner }),
    );
  if (assignee !== null && !(await findColleagues(tx, owner)).some(({ id }) => id === assignee))
    throw new Problem(422, 'tasks.unknown-colleague', texts.unknownColleague);
  return { owner, assignee, status: assignee === null ? 'open' : 'claimed' };
}

export const handlers: Handlers<typeof operations> = {
  list: async ({ query }, context) => {
    const after = query.after === undefined ? undefined : readCursor(query.after);
    const rows = await store.findTasks(context.db, context.actor, { ...query, after, now: nowOf(context) });
    const last = rows.length < query.limit ? undefined : rows.at(-1);
    return { items: await present(context, rows), next: last ? writeCursor(last) : null };
  },

  summary: (_input, context) => store.summarise(context.db, context.actor, nowOf(context)),

  get: ({ params }, context) => show(context, params.id),

  colleagues: async ({ params }, context) => {
    const { owner } = await getVisible(context, context.db, params.id, 'read');
    return { items: await findColleagues(context.db, owner) };
  },

  claim: async ({ params }, context) => {
    await take(context, params.id, { what: 'claimed', change: (task, tx) => claimed(context, task, tx) });
    return show(context, params.id);
  },

  release: async ({ params }, context) => {
    await take(context, params.id, {
      what: 'released',
      change: (task) => {
        if (!mayRelease(context, task)) throw new Problem(403, 'tasks.not-yours', texts.notYours);
        return { assignee: null, status: 'open' };
      },
    });
    return show(context, params.id);
  },

  handOver: async ({ params, body: { reason, ...to } }, context) => {
    const step = { what: 'handed-over', words: reason } as const;
    await take(context, params.id, { ...step, change: (task, tx) => handedOver(task, tx, to) });
    return { done: true };
  },

  note: async ({ params, body }, context) => {
    await take(context, params.id, { what: 'note', words: body.words, change: () => ({}) });
    return show(context, params.id);
  },
};
