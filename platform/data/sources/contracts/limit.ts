import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { limitSharing } from '#platform/data/catalogue';
import { findContract } from './store.ts';

/** Whose word the catalogue holds a dataset back by. */
export const limitOrigin = (contract: string): string => `sources.contract:${contract}`;

/**
 * What comes under a contract is shared on as the contract allows, from its first row and for good: also when the source names
 * it no longer, and when it has ended.
 */
export async function holdBack(
  context: Context,
  tx: Db,
  contract: string | null,
  dataset: string,
): Promise<void> {
  const found = contract === null ? undefined : await findContract(tx, contract);
  if (!found) return;
  const { code, titleZh, onward } = found;
  const basis = `供数合同 ${code}《${titleZh}》`;
  await limitSharing(context, tx, { dataset, origin: limitOrigin(code), onward, basis });
}
