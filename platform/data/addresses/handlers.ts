import { may } from '#kernel/actor';
import { notFound } from '#kernel/problem';
import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { abolishAddress, enterAddress, mergeAddress } from './keep.ts';
import { occupantPoint } from './occupants.ts';
import { readAddress } from './read.ts';
import { Address } from './records.ts';
import * as store from './store.ts';

const most = 50;

export const handlers: Handlers<typeof operations> = {
  read: ({ body }, context) => readAddress(context.db, body.text),
  enter: ({ body }, context) => enterAddress(context, body),
  merge: ({ params, body }, context) => mergeAddress(context, { code: params.key, ...body }),
  abolish: ({ params, body }, context) => abolishAddress(context, { code: params.key, ...body }),
  async occupants({ params: { key } }, context) {
    if (!(await store.isVisible(context, key))) throw notFound(Address.title, key);
    const codes = await store.codesOfPlace(context.db, key);
    const groups = [];
    // One after the other: the embedded store runs one statement at a time.
    for (const { kind, title, permission, at } of context.contributions(occupantPoint)) {
      if (!may(context.actor, permission)) continue;
      const found = await at(context, { codes, limit: most });
      groups.push({ kind, title, items: found.slice(0, most), more: found.length > most });
    }
    return { groups, merged: await store.mergedInto(context.db, key) };
  },
};
