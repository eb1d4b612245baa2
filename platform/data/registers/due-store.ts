import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** SQL of the marks that changes of the register leave for whoever follows them (triggers write them, see `migrations`). */

/** Who is told: the households of persons, or the codes of addresses. */
export type Following = 'households' | 'addresses';

const places = {
  households: { table: sql.table('registers.household_due'), entity: sql.ref('person') },
  addresses: { table: sql.table('registers.placing_due'), entity: sql.ref('entity') },
} as const;

/** Something of an entity has changed. */
export interface Mark {
  readonly n: string;
  readonly entity: string;
}

/** How far one look goes, so that it does not run after a joining that goes on: what comes meanwhile is for the next. */
export async function marksNow(
  db: Db,
  following: Following,
): Promise<{ upTo: string | null; count: number }> {
  const { table } = places[following];
  const { rows } = await sql<{ upTo: string | null; count: number }>`
    select max(n)::text as "upTo", count(*)::int as count from ${table}`.execute(db);
  return rows[0] ?? { upTo: null, count: 0 };
}

/** The next marks after one, in their order. */
export async function nextMarks(
  db: Db,
  following: Following,
  { after, upTo, size }: { readonly after: string; readonly upTo: string; readonly size: number },
): Promise<Mark[]> {
  const { table, entity } = places[following];
  const { rows } = await sql<Mark>`
    select m.n::text as n, m.${entity} as entity from ${table} m
    where m.n > ${after}::bigint and m.n <= ${upTo}::bigint order by m.n limit ${size}`.execute(db);
  return rows;
}

/** Takes away the marks that were read, and no others of the same entities: those tell of what came later. */
export async function dropMarks(db: Db, following: Following, marks: readonly Mark[]): Promise<void> {
  await sql`delete from ${places[following].table}
    where n = any(${sql.val(marks.map(({ n }) => n))}::bigint[])`.execute(db);
}

/** The marks of this moment in steps. */
export async function* markedNow(
  db: Db,
  following: Following,
  size: number,
): AsyncGenerator<{ readonly marks: readonly Mark[]; readonly entities: readonly string[] }> {
  const { upTo } = await marksNow(db, following);
  for (let after = '0'; upTo !== null;) {
    const marks = await nextMarks(db, following, { after, upTo, size });
    const last = marks.at(-1);
    if (!last) return;
    yield { marks, entities: [...new Set(marks.map(({ entity }) => entity))].toSorted() };
    after = last.n;
  }
}

/** Those of these entities whose address is yet to be looked at. */
export async function waitingForPlace(db: Db, entities: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ entity: string }>`
    select distinct entity from registers.placing_due where entity = any(${sql.val([...entities])}::text[])`.execute(
    db,
  );
  return new Set(rows.map(({ entity }) => entity));
}
