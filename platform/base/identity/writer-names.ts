import { sql } from 'kysely';
import type { WriterNames } from '#kernel/record-server';
import { texts } from './texts.ts';

interface Writer {
  readonly id: string;
  readonly name: string;
  readonly inOffice: boolean;
}

/**
 * Who changed a row in office, and which program, is told by name: they answer for it. Who did so for themselves is
 * told as a citizen, because the name is personal and the reader of a history has stated no purpose.
 */
export const identityWriters: WriterNames = {
  async names(db, ids) {
    const { rows } = await sql<Writer>`
      select id, name, kind in ('official', 'contractor') as "inOffice" from identity.account
        where id = any(${[...ids]}::text[])
      union all select id, name, true from identity.client where id = any(${[...ids]}::text[])`.execute(db);
    return new Map(
      rows.map(({ id, name, inOffice }) => [id, inOffice ? { zh: name, en: name } : texts.nameless]),
    );
  },
};
