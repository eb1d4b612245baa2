import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { organisationNames } from '#platform/base/organisations';
import type { operations, Rating, Result } from './contract.ts';
import { answer, rate, rateAgain } from './rating.ts';
import { leastShown, wilson } from './rules.ts';
import * as store from './store.ts';
import { surveyHandlers } from './survey/handlers.ts';
import { texts } from './texts.ts';

const resultDays = 90;

async function shown(context: Context, rows: readonly store.RatingRow[]): Promise<Rating[]> {
  const names = await organisationNames(
    context.db,
    rows.map(({ organisation }) => organisation),
  );
  return rows.map(({ person: _person, reasons, ...row }) => ({
    ...row,
    reasons: [...reasons],
    organisationName: names.get(row.organisation) ?? null,
  }));
}

async function mineOf(context: Context, id: string): Promise<Rating> {
  const all = await shown(context, await store.findMine(context.db, context.actor.id));
  const found = all.find((each) => each.id === id);
  if (!found) throw notFound(texts.rating, id);
  return found;
}

/** The day alone, as its first instant: to the second it would say who it was. */
const dayIn = (context: Context, at: string): string =>
  new Date(Date.parse(`${dayOf(context, new Date(at))}T00:00:00+08:00`)).toISOString();

/** As an office sees them. */
async function shownToOffice(context: Context, rows: readonly store.RatingRow[]): Promise<Rating[]> {
  return (await shown(context, rows)).map((rating) => ({
    ...rating,
    askedAt: dayIn(context, rating.askedAt),
    ratedAt: rating.ratedAt && dayIn(context, rating.ratedAt),
  }));
}

async function oneOf(context: Context, id: string): Promise<Rating> {
  const row = await store.findRating(context.db, context.actor, { id, permission: 'feedback:read' });
  const [found] = row ? await shownToOffice(context, [row]) : [];
  if (!found) throw notFound(texts.rating, id);
  return found;
}

/** @throws Problem 400 for a cursor that no page gave */
function readAfter(after: string | undefined): store.Cursor | undefined {
  if (after === undefined) return undefined;
  const [at = '', id = ''] = after.split('_');
  if (id === '' || Number.isNaN(Date.parse(at)))
    throw new Problem(400, 'request.bad-cursor', texts.badCursor);
  return { at: new Date(at).toISOString(), id };
}

const hidden = { rated: null, satisfied: null, low: null, high: null, responseRate: null };

/** A group of fewer than five says only that it was asked. */
function resultOf(row: store.ResultRow): Omit<Result, 'organisationName'> {
  const { organisation, asked, rated, satisfied, simulated } = row;
  if (rated < leastShown) return { organisation, asked, simulated, ...hidden };
  const responseRate = rated / asked;
  return {
    organisation,
    asked,
    rated,
    satisfied: satisfied / rated,
    ...wilson(satisfied, rated),
    responseRate,
    simulated,
  };
}

export const handlers: Handlers<typeof operations> = {
  ...surveyHandlers,
  mine: async (_input, context) => ({
    items: await shown(context, await store.findMine(context.db, context.actor.id)),
  }),
  rate: async ({ params: { id }, body }, context) => {
    await rate(context, id, body);
    return mineOf(context, id);
  },
  again: async ({ params: { id }, body: { grade } }, context) => {
    await rateAgain(context, id, grade);
    return mineOf(context, id);
  },
  list: async ({ query: { show, after, limit } }, context) => {
    const rows = await store.findRatings(context.db, context.actor, { show, after: readAfter(after), limit });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    const next = last?.ratedAt ? `${dayIn(context, last.ratedAt)}_${last.id}` : null;
    return { items: await shownToOffice(context, rows), next };
  },
  get: ({ params: { id } }, context) => oneOf(context, id),
  answer: async ({ params: { id }, body: { words } }, context) => {
    await answer(context, id, words);
    return oneOf(context, id);
  },
  results: async (_input, context) => {
    const until = dayIn(context, context.clock.now().toISOString());
    const since = new Date(Date.parse(until) - resultDays * 86_400_000).toISOString();
    const rows = await store.findResults(context.db, since, until);
    const names = await organisationNames(
      context.db,
      rows.map(({ organisation }) => organisation),
    );
    return {
      items: rows.map((row) => ({ ...resultOf(row), organisationName: names.get(row.organisation) ?? null })),
    };
  },
};
