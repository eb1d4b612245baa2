import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Text } from '#kernel/texts';
import { getDatasetEver } from '#platform/data/catalogue';
import { contractFault } from './rules.ts';
import { findContract } from './store.ts';

interface UnderContract {
  readonly contract: string | null;
  readonly dataset: string;
}

/** Why nothing may be read today by the contract that a source names; undefined when it may, or names none. */
export async function barredBy(
  context: Context,
  { contract, dataset }: UnderContract,
): Promise<Text | undefined> {
  if (contract === null) return undefined;
  const [named, described] = await Promise.all([
    findContract(context.db, contract),
    getDatasetEver(context.db, dataset),
  ]);
  return contractFault(named, described, dayOf(context));
}
