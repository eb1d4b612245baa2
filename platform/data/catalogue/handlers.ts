import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { getDataset } from './faces.ts';
import * as store from './store.ts';

export const handlers: Handlers<typeof operations> = {
  async datasets({ query }, { db }) {
    const all = await store.listDatasets(db);
    return { items: all.filter((each) => query.provider === undefined || each.provider === query.provider) };
  },
  async dataset({ params }, { db }) {
    return getDataset(db, params.code);
  },
};
