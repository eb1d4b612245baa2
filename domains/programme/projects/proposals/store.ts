import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { planOf, readRow, scopeCondition } from '#kernel/record-server';
import type { RecordOf } from '#kernel/record';
import type { ProposalRow } from './compare.ts';
import { Proposal } from './records.ts';

/** A proposal that the reader may see. */
export async function findProposal(context: Context, code: string): Promise<ProposalRow | undefined> {
  const seen = scopeCondition(planOf(Proposal as unknown as RecordOf), context, 'projects:read') ?? sql`true`;
  const { rows } = await sql`select 1 from projects.proposal t
    where t.code = ${code} and t.withdrawn_at is null and ${seen}`.execute(context.db);
  return rows.length === 0 ? undefined : readRow(context, context.db, Proposal, code);
}

/** Keys of what was said of what exists already. */
export async function answersOf(db: Db, proposal: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from projects.counterpart where proposal = ${proposal} and withdrawn_at is null`.execute(db);
  return rows.map(({ id }) => id);
}

/** The office that reviews, as the city's file of the catalogue names it. */
export async function putOffice(db: Db, office: string): Promise<void> {
  await sql`insert into projects.setting (name, value) values ('office', ${office})
    on conflict (name) do update set value = excluded.value`.execute(db);
}

export async function findOffice(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ value: string }>`
    select value from projects.setting where name = 'office'`.execute(db);
  return rows[0]?.value;
}

/** Two who decide at once wait for each other: what one approves stands in the way of the other. */
export async function holdDecisions(tx: Db): Promise<void> {
  await oneAtATime(tx, 'projects.decide');
}
