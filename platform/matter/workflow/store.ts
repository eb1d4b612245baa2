import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { planOf } from '#kernel/record-server';
import type { Flow } from './declared.ts';

/** Versions of a process' rows, the present ones among them, each with its key, state, words and begin. */
function versions({ record }: Flow, keys: readonly string[]) {
  const plan = planOf(record);
  const why = record.fields['why'] ? plan.field('why').at : sql`null`;
  const part = sql`select ${plan.key.at} as key, ${plan.field('state').at} as state, ${why} as why, t.valid_from as at,
    t.revision, t.source`;
  const those = sql`t where ${plan.key.at} = any(${[...keys]}::text[])`;
  return sql`(${part} from ${plan.table} ${those} union all ${part} from ${plan.history} ${those}) v`;
}

export interface FoundStep {
  readonly key: string;
  readonly state: string;
  readonly why: string | null;
  readonly at: string;
}

/** How rows came to where they are, each from its first state on. */
export async function findSteps(db: Db, flow: Flow, keys: readonly string[]): Promise<FoundStep[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<FoundStep>`
    select key, state, why, at from ${versions(flow, keys)} order by key, revision`.execute(db);
  return rows.filter(({ key, state }, at) => {
    const before = rows[at - 1];
    return before?.key !== key || before.state !== state;
  });
}

/** Whether a version of the row came from this source. */
export async function cameFrom(tx: Db, flow: Flow, key: string, source: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${versions(flow, [key])} where source = ${source} limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Keys of what is of somebody: asked for them, or by their account for nobody else; the newest first. */
export async function findOwn(db: Db, { record, parties }: Flow, own: readonly string[]): Promise<string[]> {
  const plan = planOf(record);
  const theirs = sql`any(${[...own]}::text[])`;
  const account = sql`${plan.field(parties.account).at} = ${theirs}`;
  const applicant = parties.applicant && plan.field(parties.applicant).at;
  const whose = applicant ? sql`(${applicant} = ${theirs} or ${applicant} is null and ${account})` : account;
  const { rows } = await sql<{ key: string }>`select ${plan.key.at} as key from ${plan.table} t
    where ${whose} and t.withdrawn_at is null order by t.valid_from desc, ${plan.key.at} limit 100`.execute(
    db,
  );
  return rows.map(({ key }) => key);
}

/** Keys of what is in one of these states, a piece after another. */
export async function keysIn(
  db: Db,
  { record }: Flow,
  {
    states,
    last,
    most,
  }: { readonly states: readonly string[]; readonly last: string; readonly most: number },
): Promise<string[]> {
  const plan = planOf(record);
  const { rows } = await sql<{ key: string }>`select ${plan.key.at} as key from ${plan.table} t
    where ${plan.field('state').at} = any(${[...states]}::text[]) and t.withdrawn_at is null
      and ${plan.key.at} > ${last} order by ${plan.key.at} limit ${most}`.execute(db);
  return rows.map(({ key }) => key);
}
