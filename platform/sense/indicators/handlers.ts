import type { Handlers } from '#kernel/module';
import { oneIndicator, publicBoard, readOutline, readSeries, wholeBoard } from './board.ts';
import type { operations } from './contract.ts';
import { getDefinition } from './definitions.ts';
import { compute } from './jobs.ts';
import { measureHandlers } from './measures/handlers.ts';
import { readRowsBehind } from './read-rows.ts';

export const handlers: Handlers<typeof operations> = {
  ...measureHandlers,
  board: ({ query }, context) => wholeBoard(context, query.at),
  publicBoard: ({ query }, context) => publicBoard(context, query.at),
  outline: (_input, context) => readOutline(context),
  get: ({ params }, context) => oneIndicator(context, params.code),
  async series({ params, query }, context) {
    return { items: await readSeries(context, params.code, query.days) };
  },
  rows: ({ params, query }, context) => readRowsBehind(context, params.code, query),
  async measure({ params, body }, context) {
    const { code } = getDefinition(context, params.code);
    const input = { indicators: [code], ...(body.day === undefined ? {} : { day: body.day }) };
    return { job: await context.startJob(context.db, compute, input, { actor: context.actor }) };
  },
};
