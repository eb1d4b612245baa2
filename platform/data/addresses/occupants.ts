import type { Context } from '#kernel/context';
import { definePoint } from '#kernel/point';
import type { Permission } from '#kernel/operation';
import type { Text } from '#kernel/texts';

/** One who lives or has their seat at an address, as the asker may see it. */
export interface Occupant {
  readonly key: string;
  /** Masked where it is personal. */
  readonly name: string;
  /** Page on which it is seen, below the console. */
  readonly path: string;
  /** Address of which it is, when the house has several. */
  readonly address: string;
  readonly simulated: boolean;
}

/** Whoever keeps those that have an address: persons, companies, households. */
export interface OccupantSource {
  readonly kind: string;
  readonly title: Text;
  /** Without it the source is left out of the answer. */
  readonly permission: Permission;
  /** Those at these addresses within the scope of the asker, masked, noted in the ledger; at most `limit` and one more. */
  readonly at: (
    context: Context,
    asked: { readonly codes: readonly string[]; readonly limit: number },
  ) => Promise<readonly Occupant[]>;
}

export const occupantPoint = definePoint<OccupantSource>('addresses.occupants');
