import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Measured } from '#kernel/indicator';

interface TownRow {
  readonly town: string | null;
  readonly name_zh: string | null;
  readonly name_en: string | null;
  readonly divisions: string | null;
  readonly value: number;
  readonly simulated: boolean;
  readonly newest: string;
}

const views = { person: 'registers.person_v1', company: 'registers.company_v1' } as const;

/** A part's rows: those of the villages of the town that occur, or those without a village. */
function partOf(row: TownRow) {
  const { town, name_zh, name_en, divisions, value } = row;
  if (town === null)
    return { key: 'none', title: { zh: '未注明', en: 'Not stated' }, value, query: { division: 'none' } };
  const title = { zh: name_zh ?? town, en: name_en ?? name_zh ?? town };
  return { key: town, title, value, query: { division: divisions ?? town } };
}

/**
 * Entities of a register in force that at least `least` datasets speak of, town by town in the order of the codes.
 * A register that holds nobody yet has no data, which is not zero.
 */
export async function countByTown(db: Db, register: keyof typeof views, least: number): Promise<Measured> {
  const { rows } = await sql<TownRow>`
    select c.town, d.name_zh, coalesce(d.name_en, d.name_zh) as name_en, c.divisions, c.value, c.simulated, c.newest
    from (
      select left(division, 9) as town, string_agg(distinct division, ',') as divisions, count(*)::int as value,
        bool_or(simulated) as simulated, max(valid_from) as newest
      from ${sql.table(views[register])} where sources >= ${least} group by 1
    ) c left join organisations.division_v1 d on d.code = c.town order by c.town nulls last`.execute(db);
  const value = rows.reduce((sum, row) => sum + row.value, 0);
  if (value === 0 && !(await holdsAny(db, register))) return { value: null, simulated: false, asOf: null };
  const newest = rows.map((row) => row.newest).toSorted();
  return {
    value,
    parts: rows.map(partOf),
    simulated: rows.some(({ simulated }) => simulated),
    ...(newest.length > 0 ? { asOf: newest.at(-1) ?? null } : {}),
  };
}

async function holdsAny(db: Db, register: keyof typeof views): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(views[register])} limit 1`.execute(db);
  return rows.length > 0;
}
