import type { Handlers } from '#kernel/module';
import { organisationNames } from '#platform/base/organisations';
import type { operations } from './contract.ts';
import { getDatasetInForce } from './faces.ts';
import * as store from './store.ts';
import { readConsumption } from './thematic-consumption.ts';

export const handlers: Handlers<typeof operations> = {
  consumption: ({ params }, context) => readConsumption(context, params.key),
  async published(_input, { db }) {
    const entries = await store.listShared(db);
    const names = await organisationNames(
      db,
      entries.map(({ provider }) => provider),
    );
    const items = entries.map(({ provider, ...entry }) => ({
      ...entry,
      provider: { code: provider, name: names.get(provider) ?? { zh: provider, en: provider } },
    }));
    return { items };
  },
  async datasets({ query }, { db }) {
    const all = await store.listDatasets(db);
    return { items: all.filter((each) => query.provider === undefined || each.provider === query.provider) };
  },
  async dataset({ params }, { db }) {
    return getDatasetInForce(db, params.code);
  },
};
