import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { RecordOf, Row } from '#kernel/record';
import { planOf, readRows, scopeCondition } from '#kernel/record-server';
import type { Text } from '#kernel/texts';
import type { State } from './contract.ts';
import { Application, Scheme } from './records.ts';

export type SchemeRow = Row<typeof Scheme>;
export type ApplicationRow = Row<typeof Application>;

export const titleOf = ({ titleZh: zh, titleEn: en }: SchemeRow): Text => ({ zh, en });

export async function findSchemes(context: Context, db: Db, form?: string): Promise<SchemeRow[]> {
  const { rows } = await sql<{ code: string }>`select code from grants.scheme where withdrawn_at is null
    and (${form ?? null}::text is null or form = ${form ?? null})
    order by closes_at desc, code limit 1000`.execute(db);
  const codes = rows.map(({ code }) => code);
  return (await readRows(context, db, Scheme, codes)).toSorted((a, b) => (a.closesAt < b.closesAt ? 1 : -1));
}

/** What is granted of a scheme so far. */
export async function grantedOf(db: Db, scheme: string): Promise<number> {
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(granted_fen), 0)::bigint as fen from grants.application where scheme = ${scheme}
      and state in ('awarded', 'withheld', 'unpaid', 'paid', 'reported', 'clawback', 'closed')`.execute(db);
  return Number(rows[0]?.fen ?? 0);
}

/** Applications of a scheme after which something still comes. */
export async function countOpen(db: Db, scheme: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from grants.application
    where scheme = ${scheme} and withdrawn_at is null and state not in ('closed', 'refused', 'withdrawn')`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

/** What is left of a scheme's budget; nobody else grants of it until the transaction ends. */
export async function lockBudget(tx: Db, code: string): Promise<number> {
  const { rows } = await sql<{ budget: number }>`
    select budget_fen as budget from grants.scheme where code = ${code} for update`.execute(tx);
  return Number(rows[0]?.budget ?? 0) - (await grantedOf(tx, code));
}

/** Receipt of what somebody was granted for the same matter in a year. */
export async function findEarlier(
  db: Db,
  applicant: string,
  { matter, year }: { readonly matter: string; readonly year: number },
): Promise<string | undefined> {
  const { rows } = await sql<{ receipt: string }>`select receipt from grants.application
    where applicant = ${applicant} and matter = ${matter} and state in ('awarded', 'withheld', 'unpaid', 'paid', 'reported', 'closed')
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

/** Applications of one applicant within what the asker may see, the newest first. */
export async function applicationsOf(
  context: Context,
  of: { readonly kind: 'company' | 'person'; readonly applicant: string; readonly limit: number },
): Promise<{ id: string; zh: string; en: string; state: State; filedAt: string; simulated: boolean }[]> {
  const within =
    scopeCondition(planOf(Application as unknown as RecordOf), context, Application.rights.read) ?? sql`true`;
  const { rows } = await sql<{
    id: string;
    zh: string;
    en: string;
    state: State;
    filedAt: string;
    simulated: boolean;
  }>`
    select t.id, s.title_zh as zh, s.title_en as en, t.state, t.filed_at as "filedAt", t.simulated
    from grants.application t join grants.scheme s on s.code = t.scheme
    where t.withdrawn_at is null and t.applicant_kind = ${of.kind} and t.applicant = ${of.applicant} and ${within}
    order by t.filed_at desc, t.id limit ${of.limit}`.execute(context.db);
  return rows;
}
