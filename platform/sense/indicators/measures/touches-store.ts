import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Periods whose rows were written since they were last reckoned, each with what wrote them. */

/** Stands for every period: what was there before cannot be known. */
export const everything = '0001-01-01';

export interface Touched {
  /** First day of the period. */
  readonly period: string;
  readonly cause: string;
  /** Grows with each touch: by it a refresh takes away no more than it has seen. */
  readonly turn: string;
}

const between = ', ';
const longest = 300;

/** Several causes as one, each said once. */
export const joinCauses = (causes: readonly string[]): string =>
  [...new Set(causes.flatMap((cause) => cause.split(between)))].join(between).slice(0, longest);

/** Touches periods; one that was touched before and not yet reckoned keeps its cause beside the new one. */
export async function touch(
  db: Db,
  measure: string,
  periods: readonly string[],
  cause: string,
): Promise<void> {
  if (periods.length === 0) return;
  await sql`
    insert into indicators.touched (measure, period, cause)
    select distinct ${measure}, period, ${cause} from unnest(${[...periods]}::date[]) period order by period
    on conflict (measure, period) do update set turn = nextval('indicators.touched_turn'),
      cause = left((select string_agg(said, ${between} order by at) from (
        select said, min(at) as at from unnest(string_to_array(touched.cause || ${between} || excluded.cause, ${between}))
          with ordinality as each(said, at) group by said) as once), ${longest}::int)`.execute(db);
}

/** What is touched of a measure now. It is locked by nobody: whoever writes rows meanwhile touches on. */
export async function listTouched(db: Db, measure: string): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select period::text as period, cause, turn::text as turn from indicators.touched
    where measure = ${measure} order by period`.execute(db);
  return rows;
}

/** Takes away what was reckoned; what was touched again since then stays. */
export async function dropTouched(db: Db, measure: string, done: readonly Touched[]): Promise<void> {
  await sql`
    delete from indicators.touched t
    using jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as d(period date, turn bigint)
    where t.measure = ${measure} and t.period = d.period and t.turn = d.turn`.execute(db);
}
