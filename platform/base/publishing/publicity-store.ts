import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface PublicityRow {
  readonly article: string;
  readonly matter: string;
  readonly endsAt: string;
  readonly withdrawnAt: string | null;
  readonly objections: number;
  readonly unanswered: number;
  readonly upheld: number;
}

const counted = sql`select p.article, p.matter, p.ends_at as "endsAt", a.withdrawn_at as "withdrawnAt",
    count(o.id)::int as objections,
    count(o.id) filter (where o.state = 'open')::int as unanswered,
    count(o.id) filter (where o.state = 'upheld')::int as upheld
  from publishing.publicity p join publishing.article a on a.id = p.article
    left join publishing.objection o on o.article = p.article`;

export async function insertPublicity(
  tx: Db,
  row: Pick<PublicityRow, 'article' | 'matter' | 'endsAt'> & { readonly workingDays: number },
): Promise<void> {
  await sql`insert into publishing.publicity (article, matter, working_days, ends_at)
    values (${row.article}, ${row.matter}, ${row.workingDays}, ${row.endsAt})`.execute(tx);
}

export async function findPublicity(
  db: Db,
  by: { readonly article: string } | { readonly matter: string },
): Promise<PublicityRow | undefined> {
  const which = 'article' in by ? sql`p.article = ${by.article}` : sql`p.matter = ${by.matter}`;
  const { rows } = await sql<PublicityRow>`${counted} where ${which} group by p.article, a.id`.execute(db);
  return rows[0];
}

export async function findOpenObjections(db: Db, article: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from publishing.objection
    where article = ${article} and state = 'open' order by made_at, id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Keeps a publicity from ending, or being counted, while an objection is put down or looked for. */
export async function lockPublicity(tx: Db, matter: string): Promise<void> {
  await sql`select 1 from publishing.publicity where matter = ${matter} for update`.execute(tx);
}

export interface ObjectionRow {
  readonly id: string;
  readonly article: string;
  readonly title: string;
  readonly organisation: string;
  readonly by: string;
  readonly byName: string;
  readonly words: string;
  readonly madeAt: string;
  readonly simulated: boolean;
}

/** @returns false when this person objected before */
export async function insertObjection(tx: Db, row: ObjectionRow): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into publishing.objection (id, article, title, organisation, by, by_name, words, made_at, state, simulated)
    values (${row.id}, ${row.article}, ${row.title}, ${row.organisation}, ${row.by}, ${row.byName}, ${row.words},
      ${row.madeAt}, 'open', ${row.simulated}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function findMyObjections(db: Db, by: string) {
  const { rows } = await sql<{
    article: string;
    title: string;
    words: string;
    madeAt: string;
    state: 'open' | 'upheld' | 'dismissed';
    answer: string | null;
  }>`select article, title, words, made_at as "madeAt", state, answer from publishing.objection
    where by = ${by} order by made_at desc limit 100`.execute(db);
  return rows;
}

export async function lockObjection(
  tx: Db,
  id: string,
): Promise<(ObjectionRow & { state: string }) | undefined> {
  const { rows } = await sql<ObjectionRow & { state: string }>`select id, article, title, organisation, by,
      by_name as "byName", words, made_at as "madeAt", simulated, state
    from publishing.objection where id = ${id} for update`.execute(tx);
  return rows[0];
}

export async function answerObjection(
  tx: Db,
  id: string,
  answer: { readonly state: 'upheld' | 'dismissed'; readonly words: string; readonly at: string },
): Promise<void> {
  await sql`update publishing.objection set state = ${answer.state}, answer = ${answer.words},
    answered_at = ${answer.at} where id = ${id}`.execute(tx);
}
