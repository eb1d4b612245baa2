import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { texts } from './texts.ts';
import { findSource, type SourceRow } from './store.ts';

/** What every source follows that follows any. */
export async function allFollows(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ code: string; follows: readonly string[] }>`
    select code, follows from sources.source where withdrawn_at is null and follows is not null`.execute(db);
  return new Map(rows.map(({ code, follows }) => [code, follows]));
}

/** The first source that follows this one. */
export async function findFollower(db: Db, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`select code from sources.source
    where withdrawn_at is null and follows @> ${JSON.stringify([code])}::jsonb order by code limit 1`.execute(
    db,
  );
  return rows[0]?.code;
}

/** When a source that is followed was last read well since one waits for it; what waits, or waited then, at its gate is not read. */
const readWell = (code: ReturnType<typeof sql>) => sql`(select max(r.finished_at) from sources.run r
  where r.source_code = ${code} and r.finished_at > t.waits_since and r.state in ('collected', 'unchanged', 'nothing')
    and r.reason_zh is distinct from ${texts.gateShut.zh}
    and not exists (select 1 from sources.delivery d where d.source = ${code} and d.state = 'held'))`;

/** Sources that follow others, each of which was read since; what waits at their own gate is decided first. */
export async function readyFollowers(db: Db): Promise<SourceRow[]> {
  const { rows } = await sql<{ code: string }>`
    select s.code from sources.source s join sources.source_state t on t.source = s.code
    where s.withdrawn_at is null and s.enabled and t.waits_since is not null and jsonb_array_length(s.follows) > 0
      and not exists (select 1 from sources.delivery d where d.source = s.code and d.state = 'held')
      and not exists (select 1 from jsonb_array_elements_text(s.follows) f(code) where ${readWell(sql`f.code`)} is null)
    order by s.code limit 200`.execute(db);
  const found = await Promise.all(rows.map(({ code }) => findSource(db, code)));
  return found.filter((source) => source !== undefined);
}

/** It waits from now on, or, where it waited already, since then; or no longer. */
export async function keepWaiting(tx: Db, code: string, waits: boolean, now: string): Promise<void> {
  await sql`update sources.source_state
    set waits_since = ${waits ? sql`coalesce(waits_since, ${now}::timestamptz)` : sql`null`}
    where source = ${code}`.execute(tx);
}

/** It was started: it waits for what is read from now on. */
export async function waitAnew(tx: Db, code: string, now: string): Promise<void> {
  await sql`update sources.source_state set waits_since = ${now}::timestamptz where source = ${code}`.execute(
    tx,
  );
}

export interface Followed {
  readonly source: string;
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** When it was read well, since it is waited for. */
  readonly readAt: string | null;
}

/** What each of these sources waits for. */
export async function followedBy(db: Db, sources: readonly string[]): Promise<Followed[]> {
  const { rows } = await sql<Followed>`
    select s.code as source, o.code, o.title_zh as "titleZh", o.title_en as "titleEn", ${readWell(sql`o.code`)} as "readAt"
    from sources.source s join sources.source_state t on t.source = s.code
      cross join lateral jsonb_array_elements_text(s.follows) f(code)
      join sources.source o on o.code = f.code
    where s.code = any(${sources}::text[]) and s.follows is not null order by s.code, o.code`.execute(db);
  return rows;
}
