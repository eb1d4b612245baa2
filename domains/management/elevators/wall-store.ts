import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import type { AnyRecord } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import { Alarm } from './records.ts';
import { alarmRows } from './scope-store.ts';
import type { alarmKinds } from './shapes.ts';

export interface AlarmAt {
  readonly id: string;
  readonly kind: (typeof alarmKinds)[number];
  readonly address: string | null;
  readonly maintainer: string | null;
  readonly maintainerEn: string | null;
  readonly occurredAt: string;
  readonly simulated: boolean;
}

/** Alarms received and not dealt with at an instant, as far as the reader sees them, the newest first. */
export async function listOpenAlarms(
  context: Context,
  at: Date,
  limit: number,
): Promise<{ rows: AlarmAt[]; total: number }> {
  const mine =
    alarmRows(context, 'elevators:read') ??
    scopeCondition(planOf(Alarm as AnyRecord), context, 'elevators:read') ??
    sql`true`;
  const then = sql`${at.toISOString()}::timestamptz`;
  const { rows } = await sql<AlarmAt & { total: number }>`
    select t.id, t.kind, l.address, o.name_zh as maintainer, coalesce(o.name_en, o.name_zh) as "maintainerEn",
      t.occurred_at as "occurredAt", t.simulated, (count(*) over ())::int as total
    from elevators.alarm t left join elevators.lift_v1 l on l.code = t.lift
      left join organisations.organisation_v1 o on o.code = t.maintainer
    where t.withdrawn_at is null and t.received_at <= ${then}
      and coalesce(least(t.closed_at, t.ended_at), case when t.state = 'open' then 'infinity'::timestamptz else t.received_at end)
        > ${then} and ${mine}
    order by t.occurred_at desc, t.id limit ${limit}`.execute(context.db);
  return { rows, total: rows[0]?.total ?? 0 };
}
