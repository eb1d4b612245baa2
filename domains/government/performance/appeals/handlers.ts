import type { Handlers } from '#kernel/module';
import { openAppealed } from '../files.ts';
import type { appealOperations } from './contract.ts';
import { decideAppeal, fileAppeal, showMore } from './work.ts';

export const appealHandlers: Handlers<typeof appealOperations> = {
  appeal: async ({ params, body }, context) => ({ id: await fileAppeal(context, { ...params, ...body }) }),
  async showMore({ params, body }, context) {
    await showMore(context, params.id, body);
    return { done: true };
  },
  appealFile: ({ params }, context) => openAppealed(context, params.id, params.file),
  decide: async ({ params, body }, context) => ({ newResult: await decideAppeal(context, params.id, body) }),
};
