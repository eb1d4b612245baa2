import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { fill, type Text } from '#kernel/texts';
import { notify } from '#platform/base/notifications';
import { closeTask, openTask } from '#platform/base/tasks';
import { serviceRated } from './events.ts';
import { isBad } from './rules.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const sourceOf = (id: string) => ({ module: 'feedback', record: 'rating', key: id });
const nowOf = (context: Context): string => context.clock.now().toISOString();

export interface RatingAsked {
  /** The matter that was served: each person rates it once. */
  readonly matter: { readonly module: string; readonly record: string; readonly key: string };
  readonly title: Text;
  /** Id under which the person acts. */
  readonly person: string;
  /** Whose service it was. */
  readonly organisation: string;
  readonly simulated?: boolean;
}

/**
 * Asks a person how a service was; asked again of the same matter, nothing happens.
 * @param tx the transaction in which the service ended
 * @returns the rating's id; undefined when the person was asked before
 */
export async function askRating(context: Context, tx: Db, asked: RatingAsked): Promise<string | undefined> {
  const { simulated = false, title, person, organisation } = asked;
  const id = randomUUID();
  if (!(await store.insertRating(tx, { ...asked, id, simulated, at: nowOf(context) }))) return undefined;
  await notify(context, tx, {
    to: { kind: 'account', id: person },
    kind: 'feedback.asked',
    key: id,
    params: { title: title.zh },
    link: '/my/ratings',
    organisation,
    simulated,
  });
  return id;
}

async function lockMine(context: Context, tx: Db, id: string): Promise<store.RatingRow> {
  const row = await store.lockMine(tx, context.actor.id, id);
  if (!row) throw notFound(texts.rating, id);
  return row;
}

interface Told {
  readonly grade: number;
  /** After the answer. */
  readonly second: boolean;
}

const told = (context: Context, tx: Db, { id, organisation, simulated }: store.RatingRow, said: Told) =>
  context.emit(tx, serviceRated, { key: id, payload: { rating: id, organisation, simulated, ...said } });

export interface Said {
  readonly grade: number;
  readonly reasons: readonly string[];
  readonly words: string | null;
}

/** A grade, given once. A bad one says why, and waits for the owner's answer. */
export const rate = (context: Context, id: string, said: Said): Promise<void> =>
  context.transaction(async (tx) => {
    const row = await lockMine(context, tx, id);
    if (row.grade !== null) throw new Problem(409, 'feedback.rated', texts.ratedAlready);
    const bad = isBad(said.grade);
    if (bad && said.reasons.length === 0 && said.words === null)
      throw new Problem(422, 'feedback.why', texts.needsReason);
    await store.saveGrade(tx, id, { ...said, at: nowOf(context) });
    await told(context, tx, row, { grade: said.grade, second: false });
    if (!bad) return;
    const { title, organisation: owner, simulated } = row;
    await openTask(context, tx, {
      kind: 'feedback.bad-grade',
      title: { zh: fill(texts.task, { title: title.zh }).zh, en: fill(texts.task, { title: title.en }).en },
      owner,
      source: sourceOf(id),
      link: `/feedback/ratings?open=${id}`,
      simulated,
    });
  });

/** After the answer the person says once more how it is now. */
export const rateAgain = (context: Context, id: string, grade: number): Promise<void> =>
  context.transaction(async (tx) => {
    const row = await lockMine(context, tx, id);
    if (row.answeredAt === null) throw new Problem(409, 'feedback.not-answered', texts.notAnswered);
    if (row.secondGrade !== null) throw new Problem(409, 'feedback.rated', texts.ratedAlready);
    await store.saveSecond(tx, id, grade, nowOf(context));
    await told(context, tx, row, { grade, second: true });
  });

/** The owner's answer to a bad grade, given once and told to the person. */
export const answer = (context: Context, id: string, words: string): Promise<void> =>
  context.transaction(async (tx) => {
    const asked = { id, permission: 'feedback:answer', lock: true };
    const row = await store.findRating(tx, context.actor, asked);
    if (!row) throw notFound(texts.rating, id);
    if (!isBad(row.grade ?? 5)) throw new Problem(409, 'feedback.not-bad', texts.notBad);
    if (row.answeredAt !== null) throw new Problem(409, 'feedback.answered', texts.answeredAlready);
    await store.saveAnswer(tx, id, { words, by: context.actor.id, at: nowOf(context) });
    await closeTask(context, tx, sourceOf(id), { outcome: texts.outcome });
    await notify(context, tx, {
      to: { kind: 'account', id: row.person },
      kind: 'feedback.answered',
      key: id,
      params: { title: row.title.zh },
      link: '/my/ratings',
      organisation: row.organisation,
      simulated: row.simulated,
    });
  });
