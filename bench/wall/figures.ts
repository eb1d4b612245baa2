import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Platform } from '#kernel/platform';
import { indicatorPoint } from '#kernel/indicator';

const days = 30;
const parts = 12;

/** A board as a city's is after a month: every figure that modules contribute with thirty days and twelve parts of today. */
export async function fillBoard(platform: Platform, db: Db): Promise<number> {
  const codes = platform.services.contributions(indicatorPoint).map(({ code }) => code);
  await sql`
    insert into indicators.value (indicator, day, value, parts, simulated, measured_for, as_of, computed_at)
    select c.code, (now() at time zone 'Asia/Shanghai')::date - d.back, 1000 + 7 * d.back,
      (select jsonb_agg(jsonb_build_object('key', 'part-' || p, 'value', 100 + p,
        'title', jsonb_build_object('zh', '演示单位 ' || p, 'en', 'Office ' || p))) from generate_series(1, ${parts}::int) p),
      true, now(), now(), now()
    from unnest(${codes}::text[]) c(code), generate_series(0, ${days - 1}::int) d(back)
    on conflict do nothing`.execute(db);
  await sql`analyze indicators.value`.execute(db);
  return codes.length;
}

/** One figure is measured anew, as the job that measures writes it. */
export async function changeFigure(db: Db, code: string): Promise<void> {
  await sql`update indicators.value set value = value + 1, computed_at = clock_timestamp()
    where indicator = ${code} and day = (select max(day) from indicators.value where indicator = ${code})`.execute(
    db,
  );
}
