import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { OwnFiling } from './sheet-store.ts';

/** Whose things go to whom: ids of persons. */
export interface Way {
  readonly from: string;
  readonly to: string;
}

/** Which of it: all, when absent. */
export interface Part {
  /** Ends of periods. */
  readonly days?: readonly string[];
  /** Filings. */
  readonly ids?: readonly string[];
  /** Only what somebody did: handed in, or begun unasked. */
  readonly done?: boolean;
}

/** Holds all that both owe. @returns days of their sheets, in order */
export async function lockBoth(tx: Db, { from, to }: Way): Promise<string[]> {
  await sql`select from reporting.filing where respondent in (${from}, ${to}) order by id for update`.execute(
    tx,
  );
  const { rows } = await sql<{ endsOn: string }>`
    select distinct ends_on::text as "endsOn" from reporting.sheet where respondent = ${from} order by 1`.execute(
    tx,
  );
  return rows.map(({ endsOn }) => endsOn);
}

interface Movable {
  readonly id: string;
  readonly return: string;
  readonly period: string;
  readonly state: OwnFiling['state'];
  readonly simulated: boolean;
  /** Who may have answered it, where it is not known which of two did. */
  readonly undecided: string | null;
  /** State of what the other has of the same. */
  readonly there: OwnFiling['state'] | 'dropped' | null;
}

/** What one has of each return and period, as far as the other has not handed in the same too. */
export async function filingsToMove(
  tx: Db,
  { from, to }: Way,
  { days, ids, done = false }: Part = {},
): Promise<Movable[]> {
  const { rows } = await sql<Movable>`
    select f.id, f.return, f.owner, f.voluntary, f.period, f.ends_on::text as "endsOn", f.due_on::text as "dueOn",
      f.due_uncertain as "dueUncertain", f.state, f.late, f.handed_in_at as "handedInAt", f.receipt, f.corrections,
      f.corrected_late as "correctedLate", f.questions, f.answers, f.sensitive_answers as "sensitiveAnswers",
      coalesce(f.row_key, case when f.delivered_at is not null then f.id end) as "rowKey", f.undecided, f.simulated, o.state as there
    from reporting.filing f
    left join reporting.filing o on o.respondent = ${to} and o.return = f.return and o.period = f.period
      and o.withdrawn_at is null
    where f.respondent = ${from} and f.withdrawn_at is null and f.state <> 'dropped'
      and not (f.state = 'handed-in' and coalesce(o.state, '') = 'handed-in')
      and (${days === undefined} or f.ends_on = any(${[...(days ?? [])]}::date[]))
      and (not ${done}::boolean or f.state = 'handed-in' or f.voluntary)
      and (${ids === undefined} or f.id = any(${[...(ids ?? [])]}::text[]))
    order by f.id`.execute(tx);
  return rows;
}

/**
 * Sheets of one become the other's. Of two for one day the one that is handed in stays, else the other's own, and takes from
 * the second what it does not say itself; both handed in, both stand.
 * @param days of which periods; all when absent
 * @param trace kept with what moved: from whom it came, should they be parted again
 */
export async function moveSheets(
  tx: Db,
  { from, to }: Way,
  { days, trace = null }: { readonly days?: readonly string[]; readonly trace?: string | null },
): Promise<void> {
  const those = sql`(${days === undefined} or s.ends_on = any(${[...(days ?? [])]}::date[]))`;
  await sql`
    with pairs as (
      select s.ends_on, case when s.handed_in_at is null then ${to} else ${from} end as wins
      from reporting.sheet s join reporting.sheet t on t.ends_on = s.ends_on and t.respondent = ${to}
      where s.respondent = ${from} and (s.handed_in_at is null or t.handed_in_at is null) and ${those}
    ), gone as (
      delete from reporting.sheet g using pairs p
      where g.ends_on = p.ends_on and g.respondent in (${from}, ${to}) and g.respondent <> p.wins
      returning g.*
    )
    update reporting.sheet w set answers = gone.answers || w.answers,
      origins = (gone.origins - array(select jsonb_object_keys(w.answers))) || w.origins,
      consented_by = coalesce(w.consented_by, gone.consented_by),
      consented_at = coalesce(w.consented_at, gone.consented_at),
      revision = greatest(w.revision, gone.revision) + 1
    from gone join pairs p on p.ends_on = gone.ends_on
    where w.ends_on = gone.ends_on and w.respondent = p.wins`.execute(tx);
  await sql`
    update reporting.sheet s set respondent = ${to}, moved_from = ${trace} where s.respondent = ${from} and ${those}
      and not exists (select from reporting.sheet t where t.respondent = ${to} and t.ends_on = s.ends_on)`.execute(
    tx,
  );
}

/** Lists that one is on and the other is not. The old entry asks nobody: its person is in the register no longer. */
export async function listingsToCopy(
  tx: Db,
  { from, to }: Way,
): Promise<{ readonly code: string; readonly since: string; readonly simulated: boolean }[]> {
  const { rows } = await sql<{ code: string; since: string; simulated: boolean }>`
    select p.return || '.' || ${to}::text as code, p.since::text as since, p.simulated from reporting.respondent p
    join reporting.return r on r.code = p.return and r.withdrawn_at is null and r.state <> 'retired'
    where p.withdrawn_at is null and p.person = ${from} and not exists (select from reporting.respondent o
      where o.withdrawn_at is null and o.return = p.return and o.person = ${to})
    order by 1`.execute(tx);
  return rows;
}
