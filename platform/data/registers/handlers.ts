import { maskValue } from '#kernel/record-server';
import type { Handlers } from '#kernel/module';
import { may } from '#kernel/actor';
import type { operations } from './contract.ts';
import { fileHandlers } from './files/handlers.ts';
import { householdHandlers } from './households/handlers.ts';
import { readMe } from './me.ts';
import { populationHandlers } from './population/handlers.ts';
import * as store from './store.ts';

export const handlers: Handlers<typeof operations> = {
  ...fileHandlers,
  ...householdHandlers,
  ...populationHandlers,
  async members({ params }, { db, actor }) {
    const members = await store.membersOf(db, params.id);
    const revealed = may(actor, 'registers:reveal');
    const items = members.map(({ dataset, row_key, batch, row, at, confirms, how }) => ({
      dataset,
      key: revealed ? row_key : String(maskValue(row_key, 'account')),
      batch,
      row,
      at,
      confirms,
      how,
    }));
    return { items };
  },
  async me(_input, context) {
    return { person: await readMe(context) };
  },
};
