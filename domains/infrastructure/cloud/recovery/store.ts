import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface SystemStand {
  readonly code: string;
  readonly name: string;
  readonly owner: string;
  readonly kept: 'platform' | 'reported';
  readonly rpoHours: number | null;
  readonly rtoHours: number | null;
  readonly lastBackup: string | null;
  readonly lastDrill: string | null;
  /** Of the newest good drill. */
  readonly restoreMinutes: number | null;
  readonly simulated: boolean;
}

/** Systems in use at an instant, each with its newest good backup and drill before it. */
export async function findSystems(
  db: Db,
  at: Date,
  wanted: {
    readonly owner?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<SystemStand[]> {
  const { owner, after = '', limit } = wanted;
  const instant = sql`${at.toISOString()}::timestamptz`;
  const newest = (kind: string) => sql`left join lateral (
    select r.point, r.restore_minutes from cloud.recovery_v1 r where r.system = s.code and r.kind = ${kind}
      and r.point <= ${instant} order by r.point desc limit 1)`;
  const { rows } = await sql<SystemStand>`
    select s.code, s.name, s.owner, s.kept, s.rpo_hours as "rpoHours", s.rto_hours as "rtoHours",
      b.point as "lastBackup", d.point as "lastDrill", d.restore_minutes as "restoreMinutes", s.simulated
    from cloud.system_v1 s ${newest('backup')} b on true ${newest('drill')} d on true
    where (s.until is null or s.until >= (${instant} at time zone 'Asia/Shanghai')::date)
      and ${owner === undefined ? sql`true` : sql`s.owner = ${owner}`} and s.code > ${after}
    order by s.code limit ${limit}`.execute(db);
  return rows;
}
