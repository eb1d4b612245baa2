import type { ReadingSource } from '#kernel/readings';
import { sealerOf } from './seal.ts';
import { sumShared } from './readings-store.ts';

/** What was handed to others, as the ledger tells it; nothing that happened up to now is left out. */
export const sharedByReader: ReadingSource = {
  async read(context, of) {
    const sealer = await sealerOf(context);
    await sealer.seal();
    return sumShared(context.db, of);
  },
};
