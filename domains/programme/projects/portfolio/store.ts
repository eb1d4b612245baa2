import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { RecordOf } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import { Undertaking } from '../undertakings/records.ts';
import type { ActivityRow } from '../undertakings/store.ts';
import type { Portfolio } from './contract.ts';

export interface Asked {
  readonly unit?: string | undefined;
  readonly state?: string | undefined;
  readonly keyProject?: string | undefined;
}

type Item = Portfolio['items'][number];
export type PortfolioRow = Pick<
  Item,
  | 'code'
  | 'title'
  | 'unit'
  | 'state'
  | 'keyProject'
  | 'keyProjectName'
  | 'simulated'
  | 'endsBy'
  | 'budgetFen'
  | 'contractedFen'
  | 'paidFen'
  | 'highRisks'
  | 'reportsLate'
> & {
  readonly startsOn: string;
  /** The planned days of contracts that are not signed though these are over. */
  readonly toSign: readonly string[];
};

/** Undertakings that the reader may see, with what stands of each; `most` and one more, to tell that there are more. */
export async function findPortfolio(
  context: Context,
  { unit, state, keyProject }: Asked,
  today: string,
  most: number,
): Promise<PortfolioRow[]> {
  const seen =
    scopeCondition(planOf(Undertaking as unknown as RecordOf), context, 'projects:read') ?? sql`true`;
  const { rows } = await sql<PortfolioRow>`
    select t.code, t.title, t.unit, t.state, t.key_project as "keyProject", t.simulated,
      (select jsonb_build_object('zh', k.name_zh, 'en', k.name_en) from projects.project k where k.id = t.key_project) as "keyProjectName",
      t.starts_on::text as "startsOn", t.ends_by::text as "endsBy", t.budget_fen::float8 as "budgetFen",
      coalesce((select sum(coalesce(l.amount_fen, c.amount_fen)) from projects.contract c left join lateral (
          select amount_fen from projects.contract_change x where x.contract = c.number and x.withdrawn_at is null
          order by changed_on desc, number desc limit 1) l on true
        where c.undertaking = t.code and c.withdrawn_at is null and c.signed_on <= ${today}::date), 0)::float8 as "contractedFen",
      coalesce((select array_agg(c.planned_on::text) from projects.contract c
        where c.undertaking = t.code and c.withdrawn_at is null and c.planned_on < ${today}::date
          and (c.signed_on is null or c.signed_on > ${today}::date)), '{}') as "toSign",
      coalesce((select sum(p.amount_fen) from projects.payment p where p.undertaking = t.code
        and p.withdrawn_at is null and p.paid_on <= ${today}::date), 0)::float8 as "paidFen",
      (select count(*) from projects.risk r where r.undertaking = t.code and r.withdrawn_at is null
        and r.state <> 'closed' and r.score >= 15)::int as "highRisks",
      (select count(*) from projects.report r where r.undertaking = t.code and r.withdrawn_at is null
        and r.state in ('due', 'sent-back') and r.due_on < ${today}::date)::int as "reportsLate"
    from projects.undertaking t
    where t.withdrawn_at is null and ${seen}
      and (${unit ?? null}::text is null or t.unit = ${unit ?? null})
      and (${state ?? null}::text is null or t.state = ${state ?? null})
      and (${keyProject ?? null}::text is null or t.key_project = ${keyProject ?? null})
    order by t.code limit ${most + 1}`.execute(context.db);
  return rows;
}

/** Activities of many undertakings, by the undertaking. */
export async function activitiesByUndertaking(
  db: Db,
  codes: readonly string[],
): Promise<Map<string, ActivityRow[]>> {
  const { rows } = await sql<ActivityRow & { undertaking: string }>`
    select undertaking, code, title, stage, days, after, not_before::text as "notBefore",
      cost_fen::float8 as "costFen", began_on::text as "beganOn", ended_on::text as "endedOn",
      days_left as "daysLeft", percent
    from projects.activity where undertaking = any(${[...codes]}::text[]) and withdrawn_at is null
    order by code`.execute(db);
  const found = new Map<string, ActivityRow[]>();
  for (const { undertaking, ...row } of rows)
    found.set(undertaking, [...(found.get(undertaking) ?? []), row]);
  return found;
}
