import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { tables } from '../tables.ts';

export interface FactorRow {
  readonly secret: string;
  readonly confirmedAt: string | null;
  readonly lastStep: number;
  readonly recovery: readonly string[];
}

export const findFactor = (db: Db, account: string): Promise<FactorRow | undefined> =>
  tables(db)
    .selectFrom('identity.second_factor')
    .select(['secret', 'confirmed_at as confirmedAt', 'last_step as lastStep', 'recovery'])
    .where('account', '=', account)
    .executeTakeFirst();

/** A secret that is not in force until a code of it was shown. @returns false when one is in force */
export async function putPending(tx: Db, account: string, secret: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('identity.second_factor')
    .values({ account, secret, confirmed_at: null, last_step: 0, recovery: [] })
    .onConflict((conflict) =>
      conflict
        .column('account')
        .doUpdateSet({ secret, last_step: 0 })
        .where('identity.second_factor.confirmed_at', 'is', null),
    )
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function confirmFactor(
  tx: Db,
  account: string,
  now: { readonly at: string; readonly step: number; readonly recovery: readonly string[] },
): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('identity.second_factor')
    .set({ confirmed_at: now.at, last_step: now.step, recovery: [...now.recovery] })
    .where('account', '=', account)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns whether nobody had used this step or a later one: of two with the same code one hears no */
export async function useStep(tx: Db, account: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('identity.second_factor')
    .set({ last_step: step })
    .where('account', '=', account)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns whether it was one of the account's unused recovery codes */
export async function useRecovery(tx: Db, account: string, digest: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('identity.second_factor')
    .set({ recovery: sql<string[]>`array_remove(recovery, ${digest})` })
    .where('account', '=', account)
    .where(sql<boolean>`${digest} = any(recovery)`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function dropFactor(tx: Db, account: string): Promise<boolean> {
  const { numDeletedRows } = await tables(tx)
    .deleteFrom('identity.second_factor')
    .where('account', '=', account)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Notes that whoever came with this session has just proved a second factor. */
export async function markProved(tx: Db, session: string, at: string): Promise<void> {
  await tables(tx)
    .updateTable('identity.session')
    .set({ second_factor_at: at })
    .where('id', '=', session)
    .execute();
}
