import { sql } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { Answers } from '#platform/base/forms/contract';
import type { Stratum } from './draw.ts';

export interface SurveyRow {
  readonly id: string;
  readonly title: Text;
  readonly lead: Text;
  readonly form: string;
  readonly version: number;
  readonly owner: string;
  readonly anonymous: boolean;
  readonly frame: string;
  readonly wanted: number;
  readonly seed: string;
  readonly state: 'draft' | 'open' | 'closed';
  readonly strata: readonly Stratum[];
  readonly closesOn: string;
  readonly simulated: boolean;
  readonly invited: number;
  readonly answered: number;
}

const columns = sql`s.id, json_build_object('zh', s.title_zh, 'en', s.title_en) as title,
  json_build_object('zh', s.lead_zh, 'en', s.lead_en) as lead, s.form, s.version, s.owner, s.anonymous, s.frame, s.wanted,
  s.seed, s.state, s.strata, to_char(s.closes_on, 'YYYY-MM-DD') as "closesOn", s.simulated,
  (select count(*)::int from feedback.invitation i where i.survey = s.id) as invited,
  (select count(*)::int from feedback.invitation i where i.survey = s.id and i.answered) as answered`;

const within = (actor: Actor) => {
  const scope = scopeOf(actor, 'feedback:survey');
  if (scope === 'city') return sql`true`;
  return scope === 'department' && actor.organisation ? sql`s.owner = ${actor.organisation}` : sql`false`;
};

export type NewSurvey = Omit<SurveyRow, 'state' | 'strata' | 'simulated' | 'invited' | 'answered'> & {
  readonly by: string;
  readonly at: string;
};

export async function insertSurvey(tx: Db, survey: NewSurvey): Promise<void> {
  const { id, title, lead, form, version, owner, anonymous, frame, wanted, seed, closesOn, by, at } = survey;
  await sql`insert into feedback.survey (id, title_zh, title_en, lead_zh, lead_en, form, version, owner, anonymous, frame,
      wanted, seed, state, strata, closes_on, created_by, created_at, simulated)
    values (${id}, ${title.zh}, ${title.en}, ${lead.zh}, ${lead.en}, ${form}, ${version}, ${owner}, ${anonymous}, ${frame},
      ${wanted}, ${seed}, 'draft', '[]'::jsonb, ${closesOn}, ${by}, ${at}, false)`.execute(tx);
}

export async function listSurveys(db: Db, actor: Actor): Promise<SurveyRow[]> {
  const { rows } = await sql<SurveyRow>`select ${columns} from feedback.survey s where ${within(actor)}
    order by s.created_at desc, s.id desc limit 200`.execute(db);
  return rows;
}

export async function findSurvey(
  db: Db,
  id: string,
  wanted: { readonly actor?: Actor; readonly lock?: 'update' | 'share' },
): Promise<SurveyRow | undefined> {
  const scope = wanted.actor ? within(wanted.actor) : sql`true`;
  const lock = { update: sql`for update of s`, share: sql`for share of s`, none: sql`` }[
    wanted.lock ?? 'none'
  ];
  const { rows } =
    await sql<SurveyRow>`select ${columns} from feedback.survey s where s.id = ${id} and ${scope} ${lock}`.execute(
      db,
    );
  return rows[0];
}

export interface Opened {
  readonly strata: readonly Stratum[];
  readonly simulated: boolean;
  readonly at: string;
}

export async function openSurvey(tx: Db, id: string, { strata, simulated, at }: Opened): Promise<void> {
  await sql`update feedback.survey set state = 'open', strata = ${JSON.stringify(strata)}::jsonb, simulated = ${simulated},
    opened_at = ${at} where id = ${id}`.execute(tx);
}

export async function insertInvitations(
  tx: Db,
  survey: string,
  drawn: readonly { readonly account: string; readonly stratum: string }[],
): Promise<void> {
  await sql`insert into feedback.invitation (survey, person, stratum)
    select ${survey}, i.account, i.stratum
    from jsonb_to_recordset(${JSON.stringify(drawn)}::jsonb) as i(account text, stratum text)`.execute(tx);
}

/** @returns false when the person was not drawn, or has answered */
export async function markAnswered(tx: Db, survey: string, person: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update feedback.invitation set answered = true
    where survey = ${survey} and person = ${person} and not answered`.execute(tx);
  return numAffectedRows === 1n;
}

export async function insertAnswer(
  tx: Db,
  answer: {
    readonly id: string;
    readonly survey: string;
    readonly person: string;
    readonly answers: Answers;
  },
): Promise<void> {
  await sql`insert into feedback.survey_answer (id, survey, person, answers)
    values (${answer.id}, ${answer.survey}, ${answer.person}, ${JSON.stringify(answer.answers)}::jsonb)`.execute(
    tx,
  );
}

export async function insertEnvelope(
  tx: Db,
  envelope: { readonly id: string; readonly survey: string; readonly sealed: string },
): Promise<void> {
  await sql`insert into feedback.envelope (id, survey, sealed)
    values (${envelope.id}, ${envelope.survey}, ${envelope.sealed})`.execute(tx);
}

/** Takes every envelope out of the box. */
export async function takeEnvelopes(tx: Db, survey: string): Promise<string[]> {
  const { rows } = await sql<{ sealed: string }>`
    delete from feedback.envelope where survey = ${survey} returning sealed`.execute(tx);
  return rows.map(({ sealed }) => sealed);
}

export async function closeSurvey(tx: Db, id: string, at: string): Promise<void> {
  await sql`update feedback.survey set state = 'closed', closed_at = ${at} where id = ${id}`.execute(tx);
}

/** The answers of an anonymous survey that closes, at once, in this order, under names of chance; and what was there before. */
export async function layOpen(tx: Db, survey: string, answers: readonly Answers[]): Promise<void> {
  const { rows } = await sql<{ answers: Answers }>`
    delete from feedback.survey_answer where survey = ${survey} returning answers`.execute(tx);
  const all = JSON.stringify([...answers, ...rows.map((each) => each.answers)]);
  await sql`insert into feedback.survey_answer (id, survey, answers)
    select gen_random_uuid()::text, ${survey}, a from jsonb_array_elements(${all}::jsonb) a
    order by gen_random_uuid()`.execute(tx);
}

/** Anonymous surveys that closed since: their keys are gone, or have to go. */
export async function findClosedSince(db: Db, since: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from feedback.survey where state = 'closed' and anonymous and closed_at >= ${since}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export async function findAnswers(
  db: Db,
  survey: string,
): Promise<{ person: string | null; answers: Answers }[]> {
  const { rows } = await sql<{ person: string | null; answers: Answers }>`
    select person, answers from feedback.survey_answer where survey = ${survey} order by id`.execute(db);
  return rows;
}

export async function findInvited(
  db: Db,
  person: string,
  survey?: string,
): Promise<(SurveyRow & { readonly mine: boolean })[]> {
  const { rows } = await sql<SurveyRow & { mine: boolean }>`
    select ${columns}, m.answered as mine from feedback.survey s
    join feedback.invitation m on m.survey = s.id and m.person = ${person}
    where s.state <> 'draft' and ${survey === undefined ? sql`true` : sql`s.id = ${survey}`}
    order by s.closes_on desc, s.id limit 100`.execute(db);
  return rows;
}

/** Open surveys whose last day is over. */
export async function findOverdue(db: Db, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from feedback.survey where state = 'open' and closes_on < ${today}`.execute(db);
  return rows.map(({ id }) => id);
}
