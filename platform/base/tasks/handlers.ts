import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { deadline } from '#engines/working-days';
import { findColleagues } from '#platform/base/identity';
import {
  claim,
  handOver,
  note,
  release,
  requireOffice,
  requireOrganisation,
  urge,
  type Act,
} from './acts.ts';
import { doBatch } from './batch.ts';
import { calendarOf } from './calendar-view.ts';
import { pause, resume } from './clock-acts.ts';
import type { operations } from './contract.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { findKind } from './kinds.ts';
import { findTasks, isClosed, summarise } from './list-store.ts';
import { present, show } from './present.ts';
import { readerOf } from './reader.ts';
import { cityCalendar } from './settings.ts';
import type { TaskWithNotes } from './shapes.ts';
import { countUnread, insertCopy, markRead } from './side-store.ts';
import { statisticsOf } from './statistics.ts';
import { getSeen, take } from './take.ts';
import { texts } from './texts.ts';

const nowOf = (context: Context): string => context.clock.now().toISOString();

const done = async (context: Context, id: string, act: Act): Promise<TaskWithNotes> => {
  await take(context, id, act);
  return show(context, id);
};

const DAY = 86_400_000;
/** The beginning of a day of the city, and of the day after. */
const startOf = (day: string | undefined, after = 0): string | undefined =>
  day === undefined ? undefined : new Date(Date.parse(`${day}T00:00:00+08:00`) + after * DAY).toISOString();

interface CopyAsked {
  readonly person?: string | undefined;
  readonly organisation?: string | undefined;
}

/** @throws Problem 422 `tasks.copy-whom`, `tasks.unknown-organisation`, `tasks.unknown-colleague`, 409 `tasks.copied-already` */
const copyTo = ({ person, organisation }: CopyAsked): Act => ({
  what: 'copied',
  decide: async ({ db, task }) => {
    if (person === undefined && organisation === undefined)
      throw new Problem(422, 'tasks.copy-whom', texts.copyWhom);
    const where = organisation ?? task.owner;
    await requireOrganisation(db, where);
    const known = person === undefined || (await findColleagues(db, where)).some(({ id }) => id === person);
    if (!known) throw new Problem(422, 'tasks.unknown-colleague', texts.unknownReader);
    return {};
  },
  write: async ({ context, db, task }) => {
    const kind = person === undefined ? 'organisation' : 'person';
    const reader = person ?? organisation ?? '';
    const copy = { kind, reader, by: context.actor.id, at: nowOf(context) } as const;
    if (!(await insertCopy(db, task.id, copy)))
      throw new Problem(409, 'tasks.copied-already', texts.copiedAlready);
    return {};
  },
});

export const handlers: Handlers<typeof operations> = {
  list: async ({ query }, context) => {
    const after = query.after === undefined ? undefined : readCursor(query.after);
    const reader = await readerOf(context, context.db);
    const rows = await findTasks(context.db, reader, {
      ...query,
      after,
      dueFrom: startOf(query['due.from']),
      dueBefore: startOf(query['due.to'], 1),
      now: nowOf(context),
    });
    const last = rows.length < query.limit ? undefined : rows.at(-1);
    const at = isClosed(query.status) ? last?.closedAt : last?.dueAt;
    return {
      items: await present(context, rows),
      next: last ? writeCursor({ at: at ?? null, id: last.id }) : null,
    };
  },

  summary: async (_input, context) => {
    const reader = await readerOf(context, context.db);
    const summary = await summarise(context.db, reader, nowOf(context));
    return {
      ...summary,
      copied: await countUnread(context.db, reader),
      kindTitles: summary.kinds.map((kind) => ({
        kind,
        title: findKind(context, kind)?.title ?? { zh: kind, en: kind },
      })),
    };
  },

  statistics: ({ query }, context) =>
    statisticsOf(context, {
      by: query.by,
      kind: query.kind,
      from: startOf(query['period.from']) ?? '',
      before: startOf(query['period.to'], 1) ?? '',
    }),

  batch: ({ body }, context) => doBatch(context, body),

  calendar: ({ params }, context) => calendarOf(context.db, params.year),

  deadline: async ({ query: { from, unit, amount } }, context) => {
    const { at, ...rest } = deadline(await cityCalendar(context.db), from, { unit, amount });
    return { at: at ?? from, ...rest };
  },

  get: ({ params }, context) => show(context, params.id),

  colleagues: async ({ params, query }, context) => {
    requireOffice(context.actor);
    const reader = await readerOf(context, context.db);
    const { owner } = await getSeen(context.db, reader, params.id);
    return { items: await findColleagues(context.db, query.organisation ?? owner) };
  },

  claim: ({ params }, context) => done(context, params.id, claim),

  release: ({ params }, context) => done(context, params.id, release),

  handOver: async ({ params, body }, context) => {
    await take(context, params.id, handOver(body));
    return { done: true };
  },

  note: ({ params, body }, context) => done(context, params.id, note(body.words)),

  urge: ({ params, body }, context) => done(context, params.id, urge(body.reason)),

  copy: ({ params, body }, context) => {
    requireOffice(context.actor);
    return done(context, params.id, copyTo(body));
  },

  read: async ({ params }, context) => {
    await context.transaction(async (tx) => {
      const reader = await readerOf(context, tx);
      await getSeen(tx, reader, params.id);
      await markRead(tx, reader, params.id, nowOf(context));
    });
    return show(context, params.id);
  },

  pause: ({ params, body }, context) => done(context, params.id, pause(body)),

  resume: ({ params, body }, context) => done(context, params.id, resume(body.reason)),
};
