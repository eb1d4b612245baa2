import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import type { AnyRecord } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import type { Level } from './judging/detectors.ts';
import { Warning } from './records.ts';

export interface OpenWarning {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly level: Level;
  readonly owner: string | null;
  readonly ownerEn: string | null;
  readonly period: string;
  readonly raisedAt: string;
  readonly simulated: boolean;
}

/**
 * Warnings that stood open at an instant, at the level that they had then, as far as the reader sees them: the highest level
 * first, then the newest.
 */
export async function listOpenAt(
  context: Context,
  at: Date,
  limit: number,
): Promise<{ rows: OpenWarning[]; total: number }> {
  const mine = scopeCondition(planOf(Warning as AnyRecord), context, 'decision-support:read') ?? sql`true`;
  const then = sql`${at.toISOString()}::timestamptz`;
  // What ended before that instant, and is not open again, did not stand: its versions are not looked at.
  const { rows } = await sql<OpenWarning & { total: number }>`
    select t.id, t.title_zh as "titleZh", t.title_en as "titleEn", v.level, o.name_zh as owner,
      coalesce(o.name_en, o.name_zh) as "ownerEn", v.period, t.raised_at as "raisedAt", v.simulated,
      (count(*) over ())::int as total
    from decision_support.warning t
    join lateral (select level, period, simulated from decision_support.warning_version_v1 v
      where v.id = t.id and v.valid_from <= ${then} and v.valid_to > ${then} and v.standing) v on true
    left join organisations.organisation_v1 o on o.code = t.owner
    where t.withdrawn_at is null and t.raised_at <= ${then}
      and coalesce(t.closed_at, t.taken_back_at, 'infinity') > ${then} and ${mine}
    order by array_position(array['red', 'orange', 'yellow', 'blue'], v.level), t.raised_at desc, t.id
    limit ${limit}`.execute(context.db);
  return { rows, total: rows[0]?.total ?? 0 };
}
