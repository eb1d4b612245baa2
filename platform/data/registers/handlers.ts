import { maskValue } from '#kernel/record-server';
import type { Handlers } from '#kernel/module';
import { may } from '#kernel/actor';
import type { operations } from './contract.ts';
import { fileHandlers } from './files/handlers.ts';
import { householdHandlers } from './households/handlers.ts';
import { readMe } from './me.ts';
import { populationHandlers } from './population/handlers.ts';
import { regroupHandlers } from './regroup/handlers.ts';
import { personNow } from './regroup/alias-store.ts';
import * as store from './store.ts';

export const handlers: Handlers<typeof operations> = {
  ...fileHandlers,
  ...householdHandlers,
  ...populationHandlers,
  ...regroupHandlers,
  async members({ params }, { db, actor }) {
    const members = await store.membersOf(db, await personNow(db, params.id));
    const revealed = may(actor, 'registers:reveal');
    const items = members.map(({ dataset, row_key, batch, row, at, confirms, how, side }) => ({
      dataset,
      key: revealed ? row_key : String(maskValue(row_key, 'account')),
      batch,
      row,
      at,
      confirms,
      how,
      side,
    }));
    return { items };
  },
  async me(_input, context) {
    return { person: await readMe(context) };
  },
};
