import type { CodeLookup } from '#kernel/record-server';
import { findCodes } from './store.ts';

/** What records ask of code tables: one small query a table and batch, so that nothing is ever stale. */
export const codeLookup: CodeLookup = {
  entries: async (db, table) =>
    (await findCodes(db, table))?.map(({ code, zh, en, retired }) => ({
      code,
      name: { zh, en },
      ...(retired ? { retired } : {}),
    })),
};
