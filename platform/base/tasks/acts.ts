import { scopeOf, type Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { accountNames, findColleagues, findHolders, findWriters } from '#platform/base/identity';
import { findOrganisation } from '#platform/base/organisations';
import { holds, type Reader } from './reader.ts';
import type { Note } from './shapes.ts';
import { cityRules } from './settings.ts';
import { lastUrge } from './side-store.ts';
import type { SeenTask, TaskRow } from './store.ts';
import { texts } from './texts.ts';

/** What a person does to a task: decided before anything is written, so that a preview decides the same. */
export interface Act {
  readonly what: Note['what'];
  readonly words?: string;
  /** One who is only kept informed may do it too. */
  readonly readers?: true;
  /** What becomes of the task; throws the refusal. Writes nothing. */
  decide(asked: Asked): Promise<Partial<TaskRow>>;
  /** What is written beside the task itself; what it returns stands above what was decided. */
  write?(asked: Asked): Promise<Partial<TaskRow>>;
}

export interface Asked {
  readonly context: Context;
  readonly db: Db;
  readonly reader: Reader;
  readonly task: SeenTask;
}

const manages = ({ context }: Asked): boolean => scopeOf(context.actor, 'tasks:manage') !== undefined;
export const isHolder = ({ reader, task }: Pick<Asked, 'reader' | 'task'>): boolean => holds(reader, task);

/** @throws Problem 409 `tasks.closed`, 403 `tasks.copy-read-only` */
export function requireOpen({ task }: Asked, { readers }: Act): void {
  if (task.closedAt !== null) throw new Problem(409, 'tasks.closed', texts.closed);
  if (!task.insider && readers !== true) throw new Problem(403, 'tasks.copy-read-only', texts.copyReadOnly);
}

async function requirePool({ db, reader, task }: Asked): Promise<void> {
  if (task.onBehalfOf !== null && !holds(reader, task))
    throw new Problem(403, 'tasks.not-in-pool', texts.notInPool);
  if (task.pool === null) return;
  const pool = await findHolders(db, task.owner, [task.pool]);
  if (!pool.some(({ id }) => holds(reader, { assignee: id, owner: task.owner })))
    throw new Problem(403, 'tasks.not-in-pool', texts.notInPool);
}

export const claim: Act = {
  what: 'claimed',
  decide: async (asked) => {
    const { context, db, task } = asked;
    if (task.assignee !== null && task.assignee !== context.actor.id) {
      const name = (await accountNames(db, [task.assignee])).get(task.assignee);
      const words = (language: 'zh' | 'en') =>
        fill(texts.alreadyClaimed, { name: name ?? texts.nameless[language] })[language];
      throw new Problem(409, 'tasks.already-claimed', { zh: words('zh'), en: words('en') });
    }
    await requirePool(asked);
    return { assignee: context.actor.id, status: 'claimed' };
  },
};

export const release: Act = {
  what: 'released',
  decide: async (asked) => {
    if (!isHolder(asked) && !manages(asked)) throw new Problem(403, 'tasks.not-yours', texts.notYours);
    return { assignee: null, status: 'open' };
  },
};

const outside = new Set(['citizen', 'agent', 'anonymous', 'kiosk']);

/** Work goes from hand to hand within the offices; a citizen does their own. @throws Problem 403 `tasks.not-yours` */
export function requireOffice({ kind }: Actor): void {
  if (outside.has(kind)) throw new Problem(403, 'tasks.not-yours', texts.notYours);
}

/** What waits for a citizen, such as their consent, nobody takes out of their hands. */
async function requireMovable(asked: Asked): Promise<void> {
  const { db, task } = asked;
  if (isHolder(asked)) return;
  if (task.onBehalfOf !== null) throw new Problem(403, 'tasks.not-yours', texts.notYours);
  if (task.assignee === null) return;
  const [holder] = await findWriters(db, [task.assignee]);
  if (holder && !holder.inOffice) throw new Problem(403, 'tasks.not-yours', texts.notYours);
}

export interface HandOver {
  readonly organisation?: string | undefined;
  readonly assignee?: string | undefined;
  readonly reason: string;
}

export const handOver = ({ organisation, assignee: person, reason }: HandOver): Act => ({
  what: 'handed-over',
  words: reason,
  decide: async (asked) => {
    const { context, db, task } = asked;
    requireOffice(context.actor);
    const owner = organisation ?? task.owner;
    await requireMovable(asked);
    const assignee = person ?? null;
    if (organisation === undefined && assignee === null)
      throw new Problem(422, 'tasks.hand-over-where', texts.handOverWhere);
    await requireOrganisation(db, owner);
    if (assignee !== null && !(await findColleagues(db, owner)).some(({ id }) => id === assignee))
      throw new Problem(422, 'tasks.unknown-colleague', texts.unknownColleague);
    // Another organisation has other roles.
    const pool = owner === task.owner ? task.pool : null;
    return { owner, pool, assignee, status: assignee === null ? 'open' : 'claimed' };
  },
});

/** @throws Problem 422 `tasks.unknown-organisation` */
export async function requireOrganisation(db: Db, organisation: string): Promise<void> {
  if (!(await findOrganisation(db, organisation)))
    throw new Problem(422, 'tasks.unknown-organisation', fill(texts.unknownOrganisation, { organisation }));
}

export const note = (words: string): Act => ({ what: 'note', words, decide: async () => ({}) });

const HOUR = 3_600_000;

export const urge = (reason: string): Act => ({
  what: 'urged',
  words: reason,
  readers: true,
  decide: async (asked) => {
    const { context, db, task } = asked;
    if (isHolder(asked)) throw new Problem(409, 'tasks.own-task', texts.ownTask);
    if (task.pausedAt !== null) throw new Problem(409, 'tasks.paused', texts.pausedNotUrged);
    const last = await lastUrge(db, task.id, context.actor.id);
    const gap = (await cityRules(db)).urge_every_hours * HOUR;
    const now = context.clock.now().getTime();
    if (last !== undefined && now < Date.parse(last) + gap)
      throw new Problem(429, 'tasks.urged-already', texts.urgedAlready, {
        again: new Date(Date.parse(last) + gap).toISOString(),
      });
    return { urged: task.urged + 1, urgedAt: new Date(now).toISOString() };
  },
});
