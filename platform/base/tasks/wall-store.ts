import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { sets } from './indicator-store.ts';

export interface OverdueTask {
  readonly id: string;
  readonly kind: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly owner: string | null;
  readonly ownerEn: string | null;
  readonly dueAt: string;
  readonly simulated: boolean;
}

/** Tasks that waited past their date at an instant, the longest overdue first, and how many there were. */
export async function listOverdue(
  db: Db,
  { at, owner, limit }: { readonly at: Date; readonly owner: string | undefined; readonly limit: number },
): Promise<{ rows: OverdueTask[]; total: number }> {
  const { rows } = await sql<OverdueTask & { total: number }>`
    select t.id, t.kind, t.title_zh as "titleZh", t.title_en as "titleEn", o.name_zh as owner,
      coalesce(o.name_en, o.name_zh) as "ownerEn", t.due_at as "dueAt", t.simulated, (count(*) over ())::int as total
    from tasks.task_v1 t left join organisations.organisation_v1 o on o.code = t.owner
    where ${sets.overdue(at)} and (${owner ?? null}::text is null or t.owner = ${owner ?? null})
    order by t.due_at, t.id limit ${limit}`.execute(db);
  return { rows, total: rows[0]?.total ?? 0 };
}
