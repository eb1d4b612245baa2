import type { WriterNames } from '#kernel/record-server';
import { findWriters } from './store.ts';
import { texts } from './texts.ts';

/**
 * Who changed a row in office, and which program, is told by name: they answer for it. Who did so for themselves is
 * told as a citizen, because the name is personal and the reader of a history has stated no purpose.
 */
export const identityWriters: WriterNames = {
  async names(db, ids) {
    const rows = await findWriters(db, ids);
    return new Map(
      rows.map(({ id, name, inOffice }) => [id, inOffice ? { zh: name, en: name } : texts.nameless]),
    );
  },
};
