import type { Db } from '#kernel/db';
import { tables } from '../tables.ts';

export interface KioskRow {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly organisation: string;
  readonly network: string | null;
  readonly alone: string;
  readonly withPerson: string;
  /** SHA-256 of the client certificate without which it is not itself. */
  readonly certificate: string | null;
  /** Null before it was given one. */
  readonly keyDigest: string | null;
}

const standing = (db: Db) =>
  tables(db)
    .selectFrom('identity.kiosk as k')
    .leftJoin('identity.kiosk_key as s', 's.kiosk', 'k.code')
    .select([
      'k.code',
      'k.title_zh as titleZh',
      'k.title_en as titleEn',
      'k.organisation',
      'k.network',
      'k.alone',
      'k.with_person as withPerson',
      'k.certificate',
      's.key_digest as keyDigest',
    ])
    .where('k.withdrawn_at', 'is', null);

/** A kiosk that stands. */
export const findKiosk = (db: Db, code: string): Promise<KioskRow | undefined> =>
  standing(db).where('k.code', '=', code).executeTakeFirst();

/** The kiosk that stands and is registered with this certificate. */
export const findKioskWith = (db: Db, certificate: string): Promise<KioskRow | undefined> =>
  standing(db).where('k.certificate', '=', certificate).executeTakeFirst();

export async function setKey(
  tx: Db,
  kiosk: string,
  key: { readonly digest: string; readonly at: string; readonly by: string },
): Promise<void> {
  const values = { key_digest: key.digest, made_at: key.at, made_by: key.by };
  await tables(tx)
    .insertInto('identity.kiosk_key')
    .values({ kiosk, ...values })
    .onConflict((conflict) => conflict.column('kiosk').doUpdateSet(values))
    .execute();
}

/** Whoever stood there before is gone: their sessions at it end. @returns those that were ended */
export async function endAtKiosk(tx: Db, kiosk: string, at: string): Promise<string[]> {
  const ended = await tables(tx)
    .updateTable('identity.session')
    .set({ ended_at: at })
    .where('kiosk', '=', kiosk)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}
