import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { agentsOf, findCitizenAccount } from '#platform/base/identity';

/** Who has a party's matters in hand: themselves where they have an account here, else whoever acts for them now. */
const holderAmong = async (tx: Db, party: string, agents: readonly string[]): Promise<string | null> =>
  (await findCitizenAccount(tx, party)) ?? agents[0] ?? null;

export const nextHolder = async (context: Context, tx: Db, party: string): Promise<string | null> =>
  holderAmong(tx, party, await agentsOf(context, tx, party));

/** In whose hands something of a party comes: of the agent that is named while they act for it, else of the next. */
export async function holderFor(
  context: Context,
  tx: Db,
  { assignee = null, onBehalfOf = null }: { assignee?: string | null; onBehalfOf?: string | null },
): Promise<string | null> {
  if (assignee === null || onBehalfOf === null) return assignee;
  const agents = await agentsOf(context, tx, onBehalfOf);
  return agents.includes(assignee) ? assignee : holderAmong(tx, onBehalfOf, agents);
}
