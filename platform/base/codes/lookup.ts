import { dayOf } from '#kernel/clock';
import type { CodeLookup } from '#kernel/record-server';
import { findCodes } from './store.ts';

/** What records ask of code tables: one small query a table and batch, so that nothing is ever stale. */
export const codeLookup: CodeLookup = {
  entries: async (context, db, table) =>
    (await findCodes(db, table, dayOf(context)))?.map(({ code, zh, en, retired }) => ({
      code,
      name: { zh, en },
      ...(retired ? { retired } : {}),
    })),
};
