import type { Handlers } from '#kernel/module';
import { partiesOf } from '#platform/base/identity';
import * as answering from './answering.ts';
import type { operations } from './contract.ts';
import * as design from './design.ts';
import { openMyFile } from './my-file.ts';
import { printAnswer } from './print.ts';
import { exportAnswers, listAnswers, openAnswer } from './receiving.ts';
import { toJsonSchema } from './rules.ts';
import { findForms, findMine } from './store.ts';

export const handlers: Handlers<typeof operations> = {
  published: async (_input, { db }) => ({ items: await findForms(db, 'published') }),
  form: ({ params }, { db }) => answering.getPublished(db, params.code),
  schema: async ({ params }, { db }) =>
    toJsonSchema((await answering.getPublished(db, params.code)).definition),
  begin: ({ params }, context) => answering.begin(context, params.code),
  prefill: async ({ params }, context) => ({ items: await answering.prefill(context, params.id) }),
  save: ({ params, body }, context) => answering.save(context, params.id, body),
  submit: ({ params }, context) => answering.submit(context, params.id),
  withdraw: ({ params }, context) => answering.withdraw(context, params.id),
  mine: async (_input, context) => ({
    items: await findMine(context.db, await partiesOf(context, 'forms:fill')),
  }),
  attachment: ({ params }, context) => openMyFile(context, params),
  print: ({ params }, context) => printAnswer(context, params.id),
  forms: async (_input, { db }) => ({ items: await findForms(db) }),
  saveForm: ({ params, body }, context) => design.saveForm(context, { code: params.code, ...body }),
  publishForm: ({ params }, context) => design.publishForm(context, params.code),
  retireForm: async ({ params }, context) => {
    await design.retireForm(context, params.code);
    return { done: true };
  },
  answers: ({ params, query }, context) =>
    listAnswers(context, { form: params.code, after: query.after, limit: query.limit }),
  answer: ({ params }, context) => openAnswer(context, params.id),
  export: async ({ params }, context) => ({
    filename: `${params.code}.csv`,
    type: 'text/csv; charset=utf-8',
    body: Buffer.from(await exportAnswers(context, params.code)),
  }),
};
