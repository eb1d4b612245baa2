import { sql } from 'kysely';
import { askKept, oneAtATime, type Db } from '#kernel/db';
import type { Purpose as PurposeKnown } from '#kernel/record-server';
import type { Basis, State } from './contract.ts';

export interface RelationRow {
  readonly id: string;
  readonly kind: string;
  readonly holder: string;
  readonly organisation: string | null;
  readonly subjectKind: string;
  readonly subject: string;
  readonly state: State;
  readonly basis: Basis;
  readonly article: string | null;
  readonly purpose: string | null;
  readonly beginsAt: string;
  readonly endsAt: string | null;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly closing: string | null;
}

const columns = sql`t.id, t.kind, t.holder, t.organisation, t.subject_kind as "subjectKind", t.subject, t.state, t.basis,
  t.article, t.purpose, t.begins_at as "beginsAt", t.ends_at as "endsAt", t.made_by as "madeBy", t.made_at as "madeAt",
  t.decided_by as "decidedBy", t.decided_at as "decidedAt", t.closing`;

/** Everything about these subjects, the newest first. */
export async function findAbout(db: Db, subjects: readonly string[]): Promise<RelationRow[]> {
  if (subjects.length === 0) return [];
  const { rows } = await sql<RelationRow>`
    select ${columns} from relations.relation t
    where t.subject = any(${[...subjects]}::text[]) and t.withdrawn_at is null
    order by t.made_at desc, t.id limit 500`.execute(db);
  return rows;
}

/** A relation, locked until the transaction ends. */
export async function lockRelation(tx: Db, id: string): Promise<RelationRow | undefined> {
  const { rows } = await sql<RelationRow>`
    select ${columns} from relations.relation t where t.id = ${id} and t.withdrawn_at is null for update`.execute(
    tx,
  );
  return rows[0];
}

/** What stands or waits between two, with nobody making another at the same time. */
export async function lockAlive(
  tx: Db,
  { kind, holder, subject }: Pick<RelationRow, 'kind' | 'holder' | 'subject'>,
): Promise<RelationRow | undefined> {
  await oneAtATime(tx, `relations ${kind} ${holder} ${subject}`);
  const { rows } = await sql<RelationRow>`
    select ${columns} from relations.relation t
    where t.kind = ${kind} and t.holder = ${holder} and t.subject = ${subject} and t.state in ('asked', 'standing')
    for update`.execute(tx);
  return rows[0];
}

/** What an actor holds now of these kinds. */
export async function findHeld(
  db: Db,
  holder: string,
  kinds: readonly string[],
  now: string,
): Promise<RelationRow[]> {
  const { rows } = await sql<RelationRow>`
    select ${columns} from relations.relation t
    where t.holder = ${holder} and t.kind = any(${[...kinds]}::text[]) and t.state = 'standing'
      and t.withdrawn_at is null and t.begins_at <= ${now} and (t.ends_at is null or t.ends_at > ${now})
    order by t.subject, t.kind`.execute(db);
  return rows;
}

/** Who stands in a relation of these kinds to a subject now, the oldest first. */
export async function findHoldersFor(
  db: Db,
  subjects: readonly string[],
  kinds: readonly string[],
  now: string,
): Promise<string[]> {
  const { rows } = await sql<{ holder: string }>`
    select t.holder from relations.relation t
    where t.subject = any(${[...subjects]}::text[]) and t.kind = any(${[...kinds]}::text[]) and t.state = 'standing'
      and t.withdrawn_at is null and t.begins_at <= ${now} and (t.ends_at is null or t.ends_at > ${now})
    order by t.begins_at, t.id`.execute(db);
  return rows.map(({ holder }) => holder);
}

/** What stands in the table and whose last instant has passed, the first to pass first; another run's are left to it. */
export const runOut = (now: string, most: number) => sql<RelationRow>`
  select ${columns} from relations.relation t
  where t.state = 'standing' and t.withdrawn_at is null and t.ends_at <= ${now}
  order by t.ends_at, t.id limit ${most} for update skip locked`;

export const lockRunOut = async (tx: Db, now: string, most: number): Promise<RelationRow[]> =>
  (await runOut(now, most).execute(tx)).rows;

export async function setFreeText(tx: Db, freeText: boolean): Promise<void> {
  await sql`insert into relations.purpose_rule (free_text) values (${freeText})
    on conflict (one) do update set free_text = excluded.free_text`.execute(tx);
}

/** Purposes that are in the city's file no more. */
export async function withdrawPurposes(tx: Db, keep: readonly string[], now: string): Promise<void> {
  await sql`update relations.purpose set revision = revision + 1, valid_from = ${now}, recorded_at = ${now},
      withdrawn_at = ${now}, reason = '城市文件中已没有'
    where withdrawn_at is null and code <> all(${[...keep]}::text[])`.execute(tx);
}

export async function findPurposes(db: Db): Promise<{ freeText: boolean; items: PurposeKnown[] }> {
  type Row = { freeText: boolean | null; items: PurposeKnown[] };
  const [found] = await askKept(
    db,
    sql<Row>`select (select free_text from relations.purpose_rule) as "freeText", coalesce((
      select jsonb_agg(jsonb_build_object('code', code, 'title', jsonb_build_object('zh', title_zh, 'en', title_en),
        'opens', opens) order by position)
      from relations.purpose where withdrawn_at is null), '[]') as items`,
  );
  return { freeText: found?.freeText ?? true, items: found?.items ?? [] };
}

/** Organisations that exist, by name. */
export async function findHolders(db: Db): Promise<{ code: string; name: { zh: string; en: string } }[]> {
  const { rows } = await sql<{ code: string; zh: string; en: string }>`
    select code, name_zh as zh, name_en as en from organisations.organisation_v1
    where exists_to is null order by name_zh limit 1000`.execute(db);
  return rows.map(({ code, zh, en }) => ({ code, name: { zh, en } }));
}
