import type { Handlers } from '#kernel/module';
import { notFound } from '#kernel/problem';
import type { operations } from './contract.ts';
import { fillSeats, giveScores, recuse } from './panel.ts';
import { findPanel, panelsOf, seatsOf } from './store.ts';
import { texts } from './texts.ts';

const done = { done: true } as const;

export const handlers: Handlers<typeof operations> = {
  mine: async (_input, { db, actor }) => ({
    items: (await panelsOf(db, actor.id)).map(
      ({ id, titleZh, titleEn, criteria, facts, seat, simulated }) => ({
        id,
        title: { zh: titleZh, en: titleEn },
        criteria: [...criteria],
        facts: [...facts],
        seat: seat.state,
        scores: seat.scores,
        words: seat.words,
        simulated,
      }),
    ),
  }),
  give: async ({ params, body }, context) => {
    await giveScores(context, params.id, body);
    return done;
  },
  recuse: async ({ params, body }, context) => {
    await recuse(context, params.id, body.words);
    return done;
  },
  seats: async ({ params }, { db, actor }) => {
    const panel = await findPanel(db, actor, { id: params.id, permission: 'assessment:read' });
    if (!panel) throw notFound(texts.panel, params.id);
    const open = panel.state === 'complete';
    const seats = (await seatsOf(db, params.id)).map(({ name, state, scores, words }) => {
      // Why somebody stepped back is no score: it is seen at once.
      const seen = open || state === 'recused';
      return { name, state, scores: seen ? scores : null, words: seen ? words : null };
    });
    return { criteria: [...panel.criteria], facts: [...panel.facts], open, seats };
  },
  fill: async ({ params }, context) => {
    await fillSeats(context, params.id);
    return done;
  },
};
