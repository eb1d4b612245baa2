import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { definePoint } from '#kernel/point';
import type { Text } from '#kernel/texts';

/** Something about accounts that a person must look at. */
export interface Matter {
  readonly kind: 'identity.conflict' | 'identity.risk';
  readonly key: string;
  readonly title: Text;
  /** Organisation for which it waits. */
  readonly owner: string;
  /** Path of the console's page. */
  readonly link: string;
}

/** Who keeps what waits for people; the organ of tasks, which stands on this one, contributes it. */
export interface MatterKeeper {
  open(context: Context, tx: Db, matter: Matter): Promise<void>;
  close(context: Context, tx: Db, matter: Pick<Matter, 'kind' | 'key'>, outcome: Text): Promise<void>;
}

export const matterPoint = definePoint<MatterKeeper>('identity.matter');

export async function openMatter(context: Context, tx: Db, matter: Matter): Promise<void> {
  for (const keeper of context.contributions(matterPoint)) await keeper.open(context, tx, matter);
}

export async function closeMatter(
  context: Context,
  tx: Db,
  matter: Pick<Matter, 'kind' | 'key'>,
  outcome: Text,
): Promise<void> {
  for (const keeper of context.contributions(matterPoint)) await keeper.close(context, tx, matter, outcome);
}
