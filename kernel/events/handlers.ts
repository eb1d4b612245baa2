import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import type { Handlers } from '../module.ts';
import { notFound, Problem } from '../problem.ts';
import type { LetterView, operations } from './contract.ts';
import { dropLetter, findLetter, listLetters, replayLetters, subscriberViews } from './desk.ts';

const notDead = (): Problem =>
  new Problem(409, 'events.not-dead', {
    zh: '该事件不处于“投递失败”状态，未作改动。',
    en: 'This event is not dead, so nothing was changed.',
  });

async function getLetter(db: Db, id: number): Promise<LetterView> {
  const found = await findLetter(db, id);
  if (!found) throw notFound({ zh: '未送达事件', en: 'dead letter' }, String(id));
  return found;
}

const record = (tx: Db, context: Context, detail: Readonly<Record<string, unknown>>): Promise<void> =>
  context.ledger(tx, {
    action: 'administer',
    resource: 'events.dead-letter',
    basis: 'events:manage',
    subjects: [],
    detail,
  });

export const handlers: Handlers<typeof operations> = {
  async subscribers(_, context) {
    const subscriptions = context.modules.flatMap((module) => module.subscriptions ?? []);
    return { items: await subscriberViews(context.db, subscriptions) };
  },

  async letters({ query }, context) {
    const rows = await listLetters(context.db, query);
    const items = rows.slice(0, query.limit);
    return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  },

  replay: ({ params }, context) =>
    context.transaction(async (tx) => {
      await getLetter(tx, params.id);
      if ((await replayLetters(tx, { id: params.id })) === 0) throw notDead();
      await record(tx, context, { replayed: params.id });
      return getLetter(tx, params.id);
    }),

  replayAll: ({ body }, context) =>
    context.transaction(async (tx) => {
      const replayed = await replayLetters(tx, { subscriber: body.subscriber });
      if (replayed > 0) await record(tx, context, { replayed, subscriber: body.subscriber ?? 'all' });
      return { replayed };
    }),

  drop: ({ params, body }, context) =>
    context.transaction(async (tx) => {
      const letter = await getLetter(tx, params.id);
      const why = { by: context.actor.id, reason: body.reason, at: context.clock.now().toISOString() };
      if (!(await dropLetter(tx, letter, why))) throw notDead();
      await record(tx, context, { dropped: params.id, subscriber: letter.subscriber, reason: body.reason });
      return getLetter(tx, params.id);
    }),
};
