import { sql, type RawBuilder } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { State } from './rules.ts';

export interface QuestionRow {
  readonly id: string;
  readonly sequence: number;
  readonly asker: string;
  readonly subjects: readonly string[];
  readonly office: string;
  readonly words: string;
  readonly askedAt: string;
  readonly dueAt: string;
  readonly answer: string | null;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
}

const columns = sql`q.id, q.sequence, q.asker, q.subjects, q.office, q.words, q.asked_at as "askedAt",
  q.due_at as "dueAt", q.answer, q.answered_at as "answeredAt", q.answered_by as "answeredBy"`;

/** @returns false when the asker has asked about this entry before */
export async function insertQuestion(tx: Db, row: QuestionRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into questions.question (id, sequence, asker, subjects, office, words, asked_at, due_at)
    values (${row.id}, ${row.sequence}, ${row.asker}, ${[...row.subjects]}::text[], ${row.office}, ${row.words},
      ${row.askedAt}, ${row.dueAt})
    on conflict (sequence, asker) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** Questions that an actor may answer: those to the own office. */
function answerableBy(actor: Actor): RawBuilder<unknown> {
  const scope = scopeOf(actor, 'questions:answer');
  if (scope === 'city') return sql`true`;
  return scope === 'department' && actor.organisation ? sql`q.office = ${actor.organisation}` : sql`false`;
}

export async function findQuestion(
  db: Db,
  actor: Actor,
  id: string,
  lock: 'lock' | 'read',
): Promise<QuestionRow | undefined> {
  const { rows } = await sql<QuestionRow>`
    select ${columns} from questions.question q where q.id = ${id} and ${answerableBy(actor)}
    ${lock === 'lock' ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

export async function saveAnswer(
  tx: Db,
  id: string,
  answer: { readonly words: string; readonly at: string; readonly by: string },
): Promise<void> {
  await sql`update questions.question
    set answer = ${answer.words}, answered_at = ${answer.at}, answered_by = ${answer.by}
    where id = ${id}`.execute(tx);
}

export interface QuestionQuery {
  /** Those to the own office; of the whole city; those that the actor asked. */
  readonly whose: 'office' | 'city' | 'own';
  readonly state?: State | undefined;
  readonly office?: string | undefined;
  /** About entries of the ledger from this one to that. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly now: string;
  readonly after?: { readonly at: string; readonly id: string } | undefined;
  readonly limit: number;
}

const of = (whose: QuestionQuery['whose'], actor: Actor): RawBuilder<unknown> => {
  if (whose === 'own') return sql`q.asker = ${actor.id}`;
  return whose === 'city' ? sql`true` : answerableBy(actor);
};

const inState: Readonly<Record<State, (now: string) => RawBuilder<unknown>>> = {
  waiting: (now) => sql`q.answered_at is null and q.due_at >= ${now}`,
  overdue: (now) => sql`q.answered_at is null and q.due_at < ${now}`,
  answered: () => sql`q.answered_at <= q.due_at`,
  'answered-late': () => sql`q.answered_at > q.due_at`,
};

/** Questions, the latest first. */
export async function findQuestions(db: Db, actor: Actor, query: QuestionQuery): Promise<QuestionRow[]> {
  const { whose, state, office, from, to, now, after, limit } = query;
  const conditions = [
    of(whose, actor),
    ...(from === undefined ? [] : [sql`q.sequence >= ${from}`]),
    ...(to === undefined ? [] : [sql`q.sequence <= ${to}`]),
    ...(state ? [inState[state](now)] : []),
    ...(office === undefined ? [] : [sql`q.office = ${office}`]),
    ...(after ? [sql`(q.asked_at, q.id) < (${after.at}::timestamptz, ${after.id})`] : []),
  ];
  const { rows } = await sql<QuestionRow>`
    select ${columns} from questions.question q where ${sql.join(conditions, sql` and `)}
    order by q.asked_at desc, q.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countOverdue(db: Db, now: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from questions.question q where ${inState.overdue(now)}`.execute(db);
  return rows[0]?.n ?? 0;
}
