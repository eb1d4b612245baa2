import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { columns, type TaskRow } from './store.ts';

/** What waits in somebody's hands for the one in whose place they acted, locked until the transaction ends. */
export async function findHeldFor(tx: Db, holder: string, party: string): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from tasks.task t
    where t.on_behalf_of = ${party} and t.assignee = ${holder} and t.closed_at is null order by t.id for update`.execute(
    tx,
  );
  return rows;
}

export async function moveParty(
  tx: Db,
  { from, to, first }: { readonly from: string; readonly to: string; readonly first?: string },
): Promise<void> {
  await sql`update tasks.task set on_behalf_of = ${to}
    where on_behalf_of = ${from} and (${first ?? null}::text is null or first_behalf_of = ${first ?? null})`.execute(
    tx,
  );
}

/** Of a task that said of nobody else that it is theirs. */
export async function setParty(tx: Db, task: string, party: string): Promise<void> {
  await sql`update tasks.task set on_behalf_of = ${party}, first_behalf_of = ${party}
    where id = ${task} and on_behalf_of is null`.execute(tx);
}
