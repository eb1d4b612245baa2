import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Way } from './follow-store.ts';

/** Notes that the one became the other. */
export async function noteFollowed(tx: Db, { from, to }: Way, at: string): Promise<void> {
  await sql`insert into reporting.followed (from_person, to_person, at) values (${from}, ${to}, ${at})`.execute(
    tx,
  );
}

/** When the one became the other last; undefined when that is not known here. */
export async function followedAt(tx: Db, { from, to }: Way): Promise<string | undefined> {
  const { rows } = await sql<{ at: string | null }>`
    select max(at) as at from reporting.followed where from_person = ${from} and to_person = ${to}`.execute(
    tx,
  );
  return rows[0]?.at ?? undefined;
}

/** A sheet under an id, and who did the last thing on it. */
export interface ActedSheet {
  readonly endsOn: string;
  readonly movedFrom: string | null;
  /** Account that handed it in; that saved it, when nobody did. */
  readonly by: string;
  readonly at: string;
  readonly handedIn: boolean;
}

export async function actedSheets(tx: Db, person: string): Promise<ActedSheet[]> {
  const { rows } = await sql<ActedSheet>`
    select ends_on::text as "endsOn", moved_from as "movedFrom", coalesce(handed_in_by, saved_by) as by,
      coalesce(handed_in_at, saved_at) as at, handed_in_at is not null as "handedIn"
    from reporting.sheet where respondent = ${person} and undecided is null order by ends_on`.execute(tx);
  return rows;
}

/** What is due of one and came from the other, where neither has begun a sheet. @returns ids */
export async function dueThatCame(tx: Db, { from, to }: Way): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select f.id from reporting.filing f
    join reporting.filing o on o.respondent = ${to} and o.return = f.return and o.period = f.period
    where f.respondent = ${from} and f.state = 'due' and f.withdrawn_at is null
      and o.state = 'dropped' and o.source = 'registers:person'
      and coalesce((select h.source from reporting.filing_history h where h.id = f.id and h.revision = 1), f.source)
        = 'registers:person'
      and not exists (select from reporting.sheet s where s.respondent = ${from} and s.ends_on = f.ends_on)
    order by f.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** On a list one came only because of the other, who is on it: taken off again. @returns codes of the returns */
export async function leaveLists(
  tx: Db,
  { from, to }: Way,
  stamp: { readonly at: string; readonly by: string },
): Promise<string[]> {
  const { rows } = await sql<{ return: string }>`
    update reporting.respondent p set withdrawn_at = ${stamp.at}, valid_from = ${stamp.at}, recorded_at = ${stamp.at},
      recorded_by = ${stamp.by}, source = 'registers:person', revision = p.revision + 1
    where p.person = ${from} and p.withdrawn_at is null and p.source = 'registers:person' and exists (
      select from reporting.respondent o where o.person = ${to} and o.return = p.return and o.withdrawn_at is null)
    returning p.return`.execute(tx);
  return rows.map((row) => row.return);
}

/**
 * What the city filled in and nobody changed is taken out of what is not handed in: the register spoke of two as of one.
 * What a correction would leave as it was handed in stays.
 */
export async function takeOutFilledIn(tx: Db, persons: readonly string[]): Promise<void> {
  await sql`
    update reporting.sheet s set revision = s.revision + 1, origins = '{}', answers = coalesce((
      select jsonb_object_agg(a.key, a.value) from jsonb_each(s.answers) a
      where s.origins -> a.key -> 'value' is distinct from a.value or s.handed -> a.key = a.value), '{}')
    where s.respondent = any(${[...persons]}::text[]) and s.origins <> '{}' and s.state = 'draft'`.execute(
    tx,
  );
}

/** Nobody can say whose a sheet is that was only begun: it is begun anew. */
export async function emptySheets(tx: Db, person: string, days: readonly string[]): Promise<void> {
  await sql`
    update reporting.sheet set revision = revision + 1, answers = '{}', origins = '{}'
    where respondent = ${person} and ends_on = any(${[...days]}::date[])`.execute(tx);
}

/** @param other who may have answered; null: it is decided */
export async function putUndecided(
  tx: Db,
  person: string,
  days: readonly string[],
  other: string | null,
): Promise<void> {
  await sql`
    update reporting.sheet set undecided = ${other} where respondent = ${person} and ends_on = any(${[...days]}::date[])`.execute(
    tx,
  );
}

export interface WhoseFiling {
  readonly id: string;
  readonly owner: string;
  readonly titleZh: string;
  readonly titleEn: string | null;
  readonly period: string;
  readonly endsOn: string;
  readonly undecided: string | null;
  readonly simulated: boolean;
}

/** What was handed in under an id, of some days or of all. */
export async function handedInBy(tx: Db, person: string, days?: readonly string[]): Promise<WhoseFiling[]> {
  const { rows } = await sql<WhoseFiling>`
    select f.id, f.owner, r.title_zh as "titleZh", r.title_en as "titleEn", f.period, f.ends_on::text as "endsOn",
      f.undecided, f.simulated
    from reporting.filing f join reporting.return r on r.code = f.return
    where f.respondent = ${person} and f.state = 'handed-in' and f.withdrawn_at is null
      and (${days === undefined} or f.ends_on = any(${[...(days ?? [])]}::date[]))
    order by f.id for update of f`.execute(tx);
  return rows;
}
