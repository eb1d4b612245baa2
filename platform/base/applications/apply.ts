import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { fill } from '#kernel/texts';
import { findOfficial, type Official } from '#platform/base/identity';
import { notify } from '#platform/base/notifications';
import { closeTask, openTask, updateTask, type TaskSource } from '#platform/base/tasks';
import type { PushResult } from './contract.ts';
import { goneFrom, isNews } from './rules.ts';
import type { ForeignMessage, ForeignTodo } from './shapes.ts';
import { findHolders, type SystemRow } from './store.ts';
import { texts } from './texts.ts';
import {
  countWaiting,
  findTodos,
  findWaiting,
  insertMessage,
  lockSystem,
  putTodo,
  takeMessages,
  type TodoRow,
} from './todo-store.ts';

const sourceOf = (system: SystemRow, id: string): TaskSource => ({
  module: 'applications',
  record: 'todo',
  key: `${system.code}/${id}`,
});

const goTo = (system: SystemRow, link: string): string =>
  `/applications/go?system=${encodeURIComponent(system.code)}&to=${encodeURIComponent(link)}`;

const namesOf = ({ nameZh, nameEn }: SystemRow) => ({
  zh: { system: nameZh },
  en: { system: nameEn },
});

/** A text about a system, in its name of each language. */
export const about = (
  system: SystemRow,
  text: { zh: string; en: string },
  more: Record<string, string | number> = {},
) => {
  const names = namesOf(system);
  return {
    zh: fill(text, { ...names.zh, ...more }).zh,
    en: fill(text, { ...names.en, ...more }).en,
  };
};

/** The system that something is of, and the transaction in which it is taken in. */
interface At {
  readonly context: Context;
  readonly tx: Db;
  readonly system: SystemRow;
}

interface Held {
  readonly holder: Official;
  /** Whose it was here before. */
  readonly before: string | null;
}

async function openFor({ context, tx, system }: At, todo: TodoRow, { holder, before }: Held) {
  const owner = holder.organisation ?? system.owner;
  const source = sourceOf(system, todo.id);
  const title = { zh: todo.title, en: todo.title };
  const link = goTo(system, todo.link);
  await openTask(context, tx, {
    kind: 'applications.todo',
    title,
    owner,
    assignee: holder.id,
    source,
    link,
    dueAt: todo.deadline,
    simulated: system.simulated,
  });
  // Told again, a task stays with whomever it was handed to here: only another holder there is another one here.
  if (before !== null && before !== holder.id)
    await updateTask(context, tx, source, { owner, assignee: holder.id });
}

const outcomes = { done: texts.doneThere, dropped: texts.droppedThere } as const;

async function settle({ context, tx, system }: At, todo: TodoRow, held: Held | undefined) {
  if (todo.state === 'waiting' && held) return openFor({ context, tx, system }, todo, held);
  const outcome = todo.state === 'waiting' ? texts.droppedThere : outcomes[todo.state];
  await closeTask(context, tx, sourceOf(system, todo.id), {
    outcome: about(system, outcome),
    status: todo.state === 'done' ? 'done' : 'dropped',
  });
}

/** Who is meant by names there. */
async function holdersOf(
  tx: Db,
  system: SystemRow,
  there: readonly string[],
): Promise<Map<string, Official>> {
  const accounts = await findHolders(tx, system.code, [...new Set(there)]);
  const found = new Map<string, Official>();
  for (const [name, account] of accounts) {
    const official = await findOfficial(tx, account);
    if (official) found.set(name, official);
  }
  return found;
}

interface Meant {
  readonly holder: Official | undefined;
  readonly feed: string | null;
}

export interface Given {
  /** Of the feed that brought them; null when they were pushed. */
  readonly feed: string | null;
  /** They are all that wait there. */
  readonly whole?: boolean;
}

async function closeGone(context: Context, tx: Db, system: SystemRow, gone: readonly TodoRow[]) {
  for (const todo of gone) {
    await putTodo(tx, system.code, { ...todo, state: 'done', gone: true });
    await closeTask(context, tx, sourceOf(system, todo.id), { outcome: about(system, texts.goneThere) });
  }
}

/** Takes in one to-do; one that is no news changes nothing. */
async function applyOne(
  at: At,
  given: ForeignTodo,
  known: TodoRow | undefined,
  more: Meant,
): Promise<PushResult> {
  if (!isNews(known, given.changedAt)) return { id: given.id, outcome: 'unchanged' };
  const { holder, feed } = more;
  const { deadline = null, ...rest } = given;
  const todo: TodoRow = { ...rest, deadline, feed, person: holder?.id ?? null, gone: false };
  await putTodo(at.tx, at.system.code, todo);
  await settle(at, todo, holder && { holder, before: known?.person ?? null });
  return { id: given.id, outcome: holder || todo.state !== 'waiting' ? 'taken' : 'nobody' };
}

/** Of two tellings in one answer the later one counts last. */
const inTime = (todos: readonly ForeignTodo[]): ForeignTodo[] =>
  todos.toSorted((a, b) => Date.parse(a.changedAt) - Date.parse(b.changedAt));

/**
 * Takes to-dos of a system into the inbox: opened, brought up to date, closed. In any order and however often they come the
 * newest holds, and each waits once.
 */
export async function applyTodos(
  at: At,
  todos: readonly ForeignTodo[],
  { feed, whole = false }: Given,
): Promise<PushResult[]> {
  const { context, tx, system } = at;
  const ids = todos.map(({ id }) => id);
  await lockSystem(tx, system.code);
  const known = await findTodos(tx, system.code, ids);
  const names = todos.map(({ account }) => account);
  const holders = await holdersOf(tx, system, names);
  const results: PushResult[] = [];
  const done = new Set<string>();
  for (const given of inTime(todos)) {
    // A second telling of one to-do is rare: what the first made of it is read again.
    const before = done.has(given.id)
      ? (await findTodos(tx, system.code, [given.id])).get(given.id)
      : known.get(given.id);
    results.push(await applyOne(at, given, before, { holder: holders.get(given.account), feed }));
    done.add(given.id);
  }
  if (whole && feed !== null)
    await closeGone(context, tx, system, goneFrom(await findWaiting(tx, system.code, { feed }), todos));
  await settleUnknown(context, tx, system);
  return results;
}

async function tell({ context, tx, system }: At, message: ForeignMessage, holder: Official) {
  await notify(context, tx, {
    to: { kind: 'account', id: holder.id },
    kind: 'applications.message',
    params: { system: system.nameZh, title: message.title, words: message.words },
    key: `${system.code}/${message.id}`,
    link: goTo(system, message.link),
    organisation: system.owner,
    simulated: system.simulated,
  });
}

/** Tells messages of a system to whom they are meant, each once; those of accounts without somebody wait. */
export async function applyMessages(
  { context, tx, system }: At,
  messages: readonly ForeignMessage[],
): Promise<PushResult[]> {
  await lockSystem(tx, system.code);
  const holders = await holdersOf(
    tx,
    system,
    messages.map(({ account }) => account),
  );
  const at = context.clock.now().toISOString();
  const results: PushResult[] = [];
  for (const message of messages) {
    const holder = holders.get(message.account);
    const isNew = await insertMessage(tx, system.code, message, { told: holder !== undefined, at });
    if (isNew && holder) await tell({ context, tx, system }, message, holder);
    const outcome = holder ? 'taken' : 'nobody';
    results.push({ id: message.id, outcome: isNew ? outcome : 'unchanged' });
  }
  await settleUnknown(context, tx, system);
  return results;
}

/** One task for the owner as long as something waits for accounts that nobody is tied to. */
async function settleUnknown(context: Context, tx: Db, system: SystemRow): Promise<void> {
  const { unknown } = await countWaiting(tx, system.code);
  const source = { module: 'applications', record: 'access', key: system.code };
  if (unknown === 0) {
    await closeTask(context, tx, source, { outcome: texts.unknownDone });
    return;
  }
  await openTask(context, tx, {
    kind: 'applications.unknown',
    title: about(system, texts.unknownTitle, { count: unknown }),
    owner: system.owner,
    source,
    link: `/applications/accesses?system=${encodeURIComponent(system.code)}`,
    count: unknown,
    simulated: system.simulated,
  });
}

/** Somebody is tied to an account there: what waited for it reaches them now. */
export async function adopt(context: Context, tx: Db, system: SystemRow, there: string): Promise<void> {
  await lockSystem(tx, system.code);
  const holder = (await holdersOf(tx, system, [there])).get(there);
  if (holder) {
    for (const todo of await findWaiting(tx, system.code, { account: there })) {
      const owned = { ...todo, person: holder.id };
      await putTodo(tx, system.code, owned);
      await openFor({ context, tx, system }, owned, { holder, before: todo.person });
    }
    for (const message of await takeMessages(tx, system.code, there))
      await tell({ context, tx, system }, message, holder);
  }
  await settleUnknown(context, tx, system);
}
