import { sql, type RawBuilder } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';

export interface RatingRow {
  readonly id: string;
  readonly person: string;
  readonly title: Text;
  readonly organisation: string;
  readonly askedAt: string;
  readonly grade: number | null;
  readonly reasons: readonly string[];
  readonly words: string | null;
  readonly ratedAt: string | null;
  readonly answer: string | null;
  readonly answeredAt: string | null;
  readonly secondGrade: number | null;
  readonly simulated: boolean;
}

const columns = sql`r.id, r.person, json_build_object('zh', r.title_zh, 'en', r.title_en) as title, r.organisation,
  r.asked_at as "askedAt", r.grade, r.reasons, r.words, r.rated_at as "ratedAt", r.answer,
  r.answered_at as "answeredAt", r.second_grade as "secondGrade", r.simulated`;

export interface NewRating {
  readonly id: string;
  readonly matter: { readonly module: string; readonly record: string; readonly key: string };
  readonly person: string;
  readonly organisation: string;
  readonly title: Text;
  readonly at: string;
  readonly simulated: boolean;
}

/** @returns false when the person was asked about this matter before */
export async function insertRating(tx: Db, row: NewRating): Promise<boolean> {
  const { module, record, key } = row.matter;
  const { numAffectedRows } = await sql`
    insert into feedback.rating (id, of_module, of_record, of_key, person, organisation, title_zh, title_en, asked_at, simulated)
    values (${row.id}, ${module}, ${record}, ${key}, ${row.person}, ${row.organisation}, ${row.title.zh},
      ${row.title.en}, ${row.at}, ${row.simulated})
    on conflict (of_module, of_record, of_key, person) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function findMine(db: Db, person: string): Promise<RatingRow[]> {
  const { rows } = await sql<RatingRow>`select ${columns} from feedback.rating r where r.person = ${person}
    order by r.asked_at desc, r.id desc limit 200`.execute(db);
  return rows;
}

export async function lockMine(tx: Db, person: string, id: string): Promise<RatingRow | undefined> {
  const { rows } = await sql<RatingRow>`select ${columns} from feedback.rating r
    where r.id = ${id} and r.person = ${person} for update`.execute(tx);
  return rows[0];
}

function within(actor: Actor, permission: string): RawBuilder<unknown> {
  const scope = scopeOf(actor, permission);
  if (scope === 'city') return sql`r.grade is not null`;
  return scope === 'department' && actor.organisation
    ? sql`r.grade is not null and r.organisation = ${actor.organisation}`
    : sql`false`;
}

export async function findRating(
  db: Db,
  actor: Actor,
  asked: { readonly id: string; readonly permission: string; readonly lock?: boolean },
): Promise<RatingRow | undefined> {
  const { rows } = await sql<RatingRow>`select ${columns} from feedback.rating r
    where r.id = ${asked.id} and ${within(actor, asked.permission)} ${asked.lock ? sql`for update` : sql``}`.execute(
    db,
  );
  return rows[0];
}

export interface Cursor {
  readonly at: string;
  readonly id: string;
}

/** Within a day in no order of time: the office knows when it served whom. */
const ratedDay = sql`date_trunc('day', r.rated_at, 'Asia/Shanghai')`;

const shows = {
  bad: sql`r.grade <= 2`,
  open: sql`r.grade <= 2 and r.answered_at is null`,
} as const;

export async function findRatings(
  db: Db,
  actor: Actor,
  asked: {
    readonly show?: keyof typeof shows | undefined;
    readonly after?: Cursor | undefined;
    readonly limit: number;
  },
): Promise<RatingRow[]> {
  const { show, after, limit } = asked;
  const { rows } = await sql<RatingRow>`select ${columns} from feedback.rating r
    where ${within(actor, 'feedback:read')} and ${show ? shows[show] : sql`true`}
      and ${after ? sql`(${ratedDay}, r.id) < (${after.at}::timestamptz, ${after.id})` : sql`true`}
    order by ${ratedDay} desc, r.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function saveGrade(
  tx: Db,
  id: string,
  said: {
    readonly grade: number;
    readonly reasons: readonly string[];
    readonly words: string | null;
    readonly at: string;
  },
): Promise<void> {
  await sql`update feedback.rating set grade = ${said.grade}, reasons = ${[...said.reasons]}::text[],
    words = ${said.words}, rated_at = ${said.at} where id = ${id}`.execute(tx);
}

export async function saveSecond(tx: Db, id: string, grade: number, at: string): Promise<void> {
  await sql`update feedback.rating set second_grade = ${grade}, second_at = ${at} where id = ${id}`.execute(
    tx,
  );
}

export async function saveAnswer(
  tx: Db,
  id: string,
  said: { readonly words: string; readonly by: string; readonly at: string },
): Promise<void> {
  await sql`update feedback.rating set answer = ${said.words}, answered_by = ${said.by}, answered_at = ${said.at}
    where id = ${id}`.execute(tx);
}

export interface ResultRow {
  readonly organisation: string;
  readonly asked: number;
  readonly rated: number;
  readonly satisfied: number;
  readonly simulated: boolean;
}

/** Up to the beginning of a day, so that no two looks show what one person said. The first grade of each counts: an answer does not make a bad service good. */
export async function findResults(db: Db, since: string, until: string): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    select organisation, count(*)::int as asked, count(grade) filter (where rated_at < ${until})::int as rated,
      (count(*) filter (where grade >= 3 and rated_at < ${until}))::int as satisfied, bool_or(simulated) as simulated
    from feedback.rating where asked_at > ${since} and asked_at < ${until} group by organisation order by organisation`.execute(
    db,
  );
  return rows;
}
