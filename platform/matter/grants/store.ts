import { sql } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Row } from '#kernel/record';
import { readRow, readRows } from '#kernel/record-server';
import type { Parties } from '#platform/base/identity';
import { Application, Scheme } from './records.ts';
import type { State } from './shapes.ts';

export type SchemeRow = Row<typeof Scheme>;
export type ApplicationRow = Row<typeof Application>;

export async function findSchemes(context: Context, db: Db, form?: string): Promise<SchemeRow[]> {
  const { rows } = await sql<{ code: string }>`select code from grants.scheme
    where withdrawn_at is null and (${form ?? null}::text is null or form = ${form ?? null}) limit 200`.execute(
    db,
  );
  const codes = rows.map(({ code }) => code);
  return (await readRows(context, db, Scheme, codes)).toSorted((a, b) => (a.closesAt < b.closesAt ? 1 : -1));
}

/** What is granted of a scheme so far. */
export async function grantedOf(db: Db, scheme: string): Promise<number> {
  const { rows } = await sql<{
    fen: number;
  }>`select coalesce(sum(granted_fen), 0)::bigint as fen from grants.application
    where scheme = ${scheme} and state in ('awarded', 'unpaid', 'paid', 'reported', 'clawback', 'closed')`.execute(
    db,
  );
  return Number(rows[0]?.fen ?? 0);
}

/** What is left of a scheme's budget; nobody else grants of it until the transaction ends. */
export async function lockBudget(tx: Db, code: string): Promise<number> {
  const { rows } = await sql<{ budget: number }>`
    select budget_fen as budget from grants.scheme where code = ${code} for update`.execute(tx);
  return Number(rows[0]?.budget ?? 0) - (await grantedOf(tx, code));
}

/** One application, locked; of the own organisation where an officer acts. */
export async function lockApplication(
  context: Context,
  tx: Db,
  id: string,
  officer?: Actor,
): Promise<ApplicationRow | undefined> {
  await sql`select 1 from grants.application where id = ${id} for update`.execute(tx);
  const row = await readRow(context, tx, Application, id);
  if (!officer || scopeOf(officer, 'grants:decide') === 'city') return row;
  return row?.organisation === officer.organisation ? row : undefined;
}

/** One applicant's applications are handed in, and granted, one after the other. */
export async function lockApplicant(tx: Db, applicant: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`grants.applicant:${applicant}`}))`.execute(tx);
}

/** Receipt of what somebody was granted for the same matter in a year. */
export async function findEarlier(
  db: Db,
  applicant: string,
  { matter, year }: { readonly matter: string; readonly year: number },
): Promise<string | undefined> {
  const { rows } = await sql<{ receipt: string }>`select receipt from grants.application
    where applicant = ${applicant} and matter = ${matter} and state in ('awarded', 'unpaid', 'paid', 'reported', 'closed')
      and extract(year from filed_at at time zone 'Asia/Shanghai') = ${year} limit 1`.execute(db);
  return rows[0]?.receipt;
}

/** Receipt of another application of the same applicant to the same call. */
export async function findStanding(db: Db, row: Omit<ApplicationRow, 'meta'>): Promise<string | undefined> {
  const { rows } = await sql<{ receipt: string }>`select receipt from grants.application
    where scheme = ${row.scheme} and applicant_kind = ${row.applicantKind} and applicant = ${row.applicant}
      and state <> 'withdrawn' and id <> ${row.id}`.execute(db);
  return rows[0]?.receipt;
}

export async function findMine(context: Context, { keys, others }: Parties): Promise<ApplicationRow[]> {
  const { rows } = await sql<{ id: string }>`select id from grants.application
    where applicant = any(${[...keys, ...others]}::text[])
    order by filed_at desc limit 100`.execute(context.db);
  const ids = rows.map(({ id }) => id);
  const found = await readRows(context, context.db, Application, ids);
  return found.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

interface Step {
  readonly state: State;
  readonly why: string | null;
  readonly at: string;
}

/** How an application came to where it is: when each state began, and why. */
export async function stepsOf(db: Db, id: string): Promise<Step[]> {
  const part = sql`id, state, why, valid_from as at, revision`;
  const { rows } = await sql<Step>`select state, why, at from
      (select ${part} from grants.application union all select ${part} from grants.application_history) v
    where id = ${id} order by revision`.execute(db);
  return rows.filter(({ state }, at) => rows[at - 1]?.state !== state);
}

/** Where every application is. */
export async function findStates(db: Db): Promise<ReadonlyMap<string, State>> {
  const { rows } = await sql<{ id: string; state: State }>`select id, state from grants.application`.execute(
    db,
  );
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/** Invented accounts by their name, and invented companies of the city, for a simulated city. */
export async function findPlayers(
  db: Db,
): Promise<{ accounts: ReadonlyMap<string, string>; companies: readonly string[] }> {
  const accounts = await sql<{ account: string; id: string }>`
    select account, id from identity.account_v1 where simulated`.execute(db);
  const companies = await sql<{ id: string }>`select id from registers.company_v1
    where simulated and state = '1' and division like '330281%' order by id limit 6`.execute(db);
  return {
    accounts: new Map(accounts.rows.map(({ account, id }) => [account, id])),
    companies: companies.rows.map(({ id }) => id),
  };
}
