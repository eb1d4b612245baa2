import type { Handlers } from '#kernel/module';
import { notFound } from '#kernel/problem';
import type { operations, PublicRestaurant } from './contract.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const show = ({ nameZh, nameEn, ...row }: store.GradedRow): PublicRestaurant => ({
  ...row,
  name: { zh: nameZh, en: nameEn },
});

export const handlers: Handlers<typeof operations> = {
  search: async ({ query }, context) => {
    const rows = await store.searchRestaurants(context.db, query);
    const next = rows.length === query.limit ? (rows.at(-1)?.code ?? null) : null;
    return { items: rows.map(show), next };
  },
  show: async ({ params }, context) => {
    const row = await store.findRestaurant(context.db, params.code);
    if (!row) throw notFound(texts.restaurant, params.code);
    return { ...show(row), outcomes: await store.outcomesOf(context.db, params.code) };
  },
};
