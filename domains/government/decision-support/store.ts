import { sql, type RawBuilder } from 'kysely';
import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { AnyRecord } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import type { Level } from './judging/detectors.ts';
import { warningKinds } from './kinds.ts';
import { Miss, Warning } from './records.ts';
import type { MeasureRule } from './rules/rows.ts';

/** Codes of the rules that stand. */
export async function listAllRules(db: Db): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from decision_support.rule where withdrawn_at is null order by code`.execute(db);
  return rows.map(({ code }) => code);
}

/** Codes of the rules that stand and watch a measure. */
export async function listRuleCodes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from decision_support.rule where withdrawn_at is null and kind <> 'risk' order by code`.execute(
    db,
  );
  return rows.map(({ code }) => code);
}

/** Those that watch open cases. */
export async function listCaseRules(db: Db): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from decision_support.rule where withdrawn_at is null and kind = 'risk' order by code`.execute(
    db,
  );
  return rows.map(({ code }) => code);
}

/** Those that watch a measure. */
export async function listRulesOf(db: Db, measure: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from decision_support.rule where withdrawn_at is null and measure = ${measure} order by code`.execute(
    db,
  );
  return rows.map(({ code }) => code);
}

/** A rule as it was. */
export type EarlierRule = Pick<MeasureRule, 'measure' | 'grain' | 'by' | 'place' | 'detector' | 'since'> & {
  readonly revision: number;
};

/** The versions of a rule before the present one. */
export async function listEarlier(db: Db, rule: string): Promise<EarlierRule[]> {
  const { rows } = await sql<EarlierRule>`
    select revision, measure, grain, by, place, detector, since::text as since
    from decision_support.rule_history where code = ${rule} and measure is not null`.execute(db);
  return rows;
}

/** Ids of the warnings of a rule that reach into a stretch of periods, kept from people's steps until the transaction ends. */
export async function listWarningIds(tx: Db, rule: string, from: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from decision_support.warning where rule = ${rule} and withdrawn_at is null and last >= ${from}::date
    order by begins, id for update`.execute(tx);
  return rows.map(({ id }) => id);
}

/** A warning whose periods hold one, of a rule and a place. */
export async function findSeen(
  db: Db,
  { rule, placeKey, start }: { readonly rule: string; readonly placeKey: string; readonly start: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from decision_support.warning
    where rule = ${rule} and place_key = ${placeKey} and begins <= ${start}::date and last >= ${start}::date
      and withdrawn_at is null and state <> 'withdrawn'
    order by raised_at limit 1`.execute(db);
  return rows[0]?.id;
}

const mine = (context: Context, record: AnyRecord): RawBuilder<unknown> =>
  scopeCondition(planOf(record), context, 'decision-support:read') ?? sql`true`;

/** Whether the reader sees a warning. */
export async function seesWarning(context: Context, db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from decision_support.warning t where t.id = ${id} and t.withdrawn_at is null and ${mine(context, Warning)}`.execute(
    db,
  );
  return rows.length > 0;
}

export interface Quality {
  readonly rule: string;
  readonly raised: number;
  readonly standing: number;
  readonly acknowledged: number;
  readonly right: number;
  readonly wrong: number;
  readonly dataErrors: number;
  readonly withdrawn: number;
  /** Days from raising to what happened, in the middle. */
  readonly leadDays: number | null;
  readonly hoursToAcknowledge: number | null;
  readonly hoursToClose: number | null;
  readonly simulated: boolean;
}

const hours = (to: RawBuilder<unknown>) =>
  sql<
    number | null
  >`percentile_cont(0.5) within group (order by extract(epoch from ${to} - t.raised_at) / 3600)`;

/** What it really was: of a case what came of it, whatever people said before. */
const found = sql`case t.outcome when 'late' then 'true' when 'in-time' then 'false' else t.verdict end`;

/** How good the warnings of each rule were, as far as the reader sees them. */
export async function listQuality(context: Context, db: Db): Promise<Quality[]> {
  const { rows } = await sql<Quality>`
    select t.rule, count(*)::int as raised, count(*) filter (where t.standing)::int as standing,
      count(t.acknowledged_at)::int as acknowledged,
      count(*) filter (where ${found} = 'true')::int as right,
      count(*) filter (where ${found} = 'false')::int as wrong,
      count(*) filter (where t.verdict = 'data-error')::int as "dataErrors",
      count(*) filter (where t.state = 'withdrawn')::int as withdrawn,
      percentile_cont(0.5) within group (order by t.happened_on - (t.raised_at at time zone ${context.config.TIME_ZONE})::date)
        filter (where ${found} = 'true' and t.happened_on is not null) as "leadDays",
      ${hours(sql`t.acknowledged_at`)} as "hoursToAcknowledge", ${hours(sql`t.closed_at`)} as "hoursToClose",
      bool_or(t.simulated) as simulated
    from decision_support.warning t
    where t.withdrawn_at is null and ${mine(context, Warning)}
    group by t.rule order by t.rule`.execute(db);
  return rows;
}

export interface LevelQuality {
  readonly rule: string;
  readonly level: Level;
  readonly raised: number;
  readonly right: number;
  readonly wrong: number;
}

/** The same by the level that people judged, whatever a revision made of it since; of what nobody judged by the last that it had. */
export async function listQualityByLevel(context: Context, db: Db): Promise<LevelQuality[]> {
  const { rows } = await sql<LevelQuality>`
    select t.rule, coalesce(v.level, t.level) as level, count(*)::int as raised,
      count(*) filter (where ${found} = 'true')::int as right, count(*) filter (where ${found} = 'false')::int as wrong
    from decision_support.warning t
    left join lateral (select level from decision_support.warning_version_v1 v
      where v.id = t.id and v.valid_from <= t.judged_at and v.valid_to > t.judged_at) v on true
    where t.withdrawn_at is null and ${mine(context, Warning)}
    group by 1, 2`.execute(db);
  return rows;
}

/**
 * Cases of each rule of cases that were late and of which it never warned, as far as the reader sees them: of those due after
 * the day from which it warns.
 */
export async function countUnwarned(context: Context, db: Db): Promise<ReadonlyMap<string, number>> {
  const { actor, clock } = context;
  const all = scopeOf(actor, 'decision-support:read') === 'city';
  const { rows } = await sql<{ rule: string; n: number }>`
    select r.code as rule, count(*)::int as n
    from decision_support.rule r join tasks.task_v1 t on t.simulated = r.simulated and (r.task_kind is null or r.task_kind = t.kind)
    where r.kind = 'risk' and r.withdrawn_at is null and t.kind <> all(${warningKinds}::text[])
      and t.due_at >= (r.raises_from + 1) at time zone ${context.config.TIME_ZONE} and t.due_at < ${clock.now().toISOString()}::timestamptz
      and (t.closed_at is null or t.closed_at > t.due_at)
      and (${all} or t.owner = ${actor.organisation ?? null} or r.owner = ${actor.organisation ?? null})
      and not exists (select from decision_support.warning w where w.rule = r.code and w.subject = t.id and w.withdrawn_at is null)
    group by r.code`.execute(db);
  return new Map(rows.map(({ rule, n }) => [rule, n]));
}

/** Missed events of each rule, as far as the reader sees them. */
export async function countMisses(context: Context, db: Db): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ rule: string; n: number }>`
    select t.rule, count(*)::int as n from decision_support.miss t
    where t.withdrawn_at is null and ${mine(context, Miss)} group by t.rule`.execute(db);
  return new Map(rows.map(({ rule, n }) => [rule, n]));
}

export interface Learnt {
  readonly placeKey: string;
  readonly begins: string;
  readonly last: string;
  readonly verdict: string;
}

/** What people found of a rule's warnings, the newest first. */
export async function listJudged(db: Db, rule: string): Promise<Learnt[]> {
  const { rows } = await sql<Learnt>`
    select place_key as "placeKey", begins::text as begins, last::text as last, verdict
    from decision_support.warning
    where rule = ${rule} and verdict in ('true', 'false') and withdrawn_at is null
    order by begins desc limit 500`.execute(db);
  return rows;
}

export async function listMissed(db: Db, rule: string): Promise<{ placeKey: string; start: string }[]> {
  const { rows } = await sql<{ placeKey: string; start: string }>`
    select place_key as "placeKey", start::text as start from decision_support.miss
    where rule = ${rule} and withdrawn_at is null order by start desc limit 500`.execute(db);
  return rows;
}

export interface OpenThen {
  readonly level: string;
  readonly count: number;
  readonly simulated: boolean;
}

/** Warnings that stood open at an instant, by the level that they had then. */
export async function countOpenAt(db: Db, at: Date): Promise<OpenThen[]> {
  const then = sql`${at.toISOString()}::timestamptz`;
  const { rows } = await sql<OpenThen>`
    select level, count(*)::int as count, bool_or(simulated) as simulated
    from decision_support.warning_version_v1 where standing and valid_from <= ${then} and valid_to > ${then}
    group by level`.execute(db);
  return rows;
}
