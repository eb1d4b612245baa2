import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { find } from './find.ts';
import { rebuild } from './jobs.ts';
import { searchedPlans } from './kinds.ts';
import { countPending } from './pending-store.ts';
import { countEntries, findBuilt } from './store.ts';

export const handlers: Handlers<typeof operations> = {
  find: ({ query }, context) =>
    find(context, { ...query, kinds: query.kinds?.split(',').map((kind) => kind.trim()) }),
  state: async (_input, context) => {
    const built = new Map((await findBuilt(context.db)).map((each) => [each.kind, each.builtAt]));
    const counts = await countEntries(context.db);
    const items = searchedPlans(context).map(({ record: { id, title } }) => ({
      kind: id,
      title,
      entries: counts.get(id) ?? 0,
      builtAt: built.get(id) ?? null,
    }));
    return { items, pending: await countPending(context.db) };
  },
  rebuild: async (_input, context) => ({
    job: await context.startJob(context.db, rebuild, {}, { actor: context.actor }),
  }),
};
