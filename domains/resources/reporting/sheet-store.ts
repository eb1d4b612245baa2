import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { Asks } from './names.ts';

/** What the city filled in, by cell. */
export type Origins = Readonly<Record<string, { readonly value: string; readonly source: Text }>>;
export type AnswersOf = Readonly<Record<string, string>>;

export interface SheetRow {
  readonly respondent: string;
  readonly endsOn: string;
  readonly revision: number;
  readonly state: 'draft' | 'handed-in';
  readonly answers: AnswersOf;
  readonly origins: Origins;
  readonly handed: AnswersOf | null;
  readonly consentedAt: string | null;
  /** It holds, or handed in once held, what the registers say. */
  readonly registered: boolean;
  readonly handedInAt: string | null;
  readonly receipt: string | null;
  /** It is not known yet which of two persons answered it. */
  readonly undecided: boolean;
}

const columns = sql`respondent, ends_on::text as "endsOn", revision, state, answers, origins, handed,
  consented_at as "consentedAt", (consented_at is not null or origins <> '{}'
    or (consent_withdrawn_at is not null and handed_in_at is not null)) as registered, handed_in_at as "handedInAt", receipt,
  undecided is not null as undecided`;

export async function sheetsOf(db: Db, respondent: string): Promise<SheetRow[]> {
  const { rows } = await sql<SheetRow>`
    select ${columns} from reporting.sheet where respondent = ${respondent} order by ends_on desc`.execute(
    db,
  );
  return rows;
}

/** Nobody else saves it for the same one until the transaction ends, also when it is not there yet. */
export async function lockSheet(tx: Db, respondent: string, endsOn: string): Promise<SheetRow | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reporting ${respondent} ${endsOn}`}, 0))`.execute(
    tx,
  );
  const { rows } = await sql<SheetRow>`
    select ${columns} from reporting.sheet where respondent = ${respondent} and ends_on = ${endsOn}::date`.execute(
    tx,
  );
  return rows[0];
}

/** What is owed on a sheet stays as it is until the transaction ends: no department drops it meanwhile. */
export async function lockFilings(tx: Db, respondent: string, endsOn: string): Promise<void> {
  await sql`select from reporting.filing where respondent = ${respondent} and ends_on = ${endsOn}::date order by id for update`.execute(
    tx,
  );
}

export interface Saved {
  readonly asks: Asks;
  readonly respondent: string;
  readonly endsOn: string;
  readonly answers: AnswersOf;
  readonly origins: Origins;
  /** Who answers agrees now; as it was otherwise. */
  readonly consented: boolean;
  readonly by: string;
  readonly at: string;
  readonly simulated: boolean;
}

/** Puts a draft down as the next revision. */
export async function putDraft(tx: Db, saved: Saved): Promise<void> {
  const { respondent, endsOn, by, at } = saved;
  const [answers, origins] = [JSON.stringify(saved.answers), JSON.stringify(saved.origins)];
  const [agreed, agreedAt] = saved.consented ? [by, at] : [null, null];
  await sql`
    insert into reporting.sheet (respondent, asks, ends_on, revision, state, answers, origins, consented_by, consented_at, saved_by,
      saved_at, simulated)
    values (${respondent}, ${saved.asks}, ${endsOn}::date, 1, 'draft', ${answers}::jsonb, ${origins}::jsonb, ${agreed}, ${agreedAt}, ${by},
      ${at}, ${saved.simulated})
    on conflict (respondent, ends_on) do update set revision = reporting.sheet.revision + 1, state = 'draft',
      answers = excluded.answers, origins = excluded.origins,
      consented_by = coalesce(excluded.consented_by, reporting.sheet.consented_by),
      consented_at = coalesce(excluded.consented_at, reporting.sheet.consented_at),
      consent_withdrawn_at = case when excluded.consented_at is null then reporting.sheet.consent_withdrawn_at end,
      saved_by = excluded.saved_by, saved_at = excluded.saved_at`.execute(tx);
}

/**
 * Of what is asked no longer and was never handed in nothing is kept: neither what was written nor what was filled in.
 * @param ids filings dropped just now, whose sheets they may be; every such sheet when absent
 * @returns how many sheets
 */
export async function clearForsaken(
  tx: Db,
  { ids, at }: { readonly ids?: readonly string[]; readonly at: string },
): Promise<number> {
  const those = sql`(s.respondent, s.ends_on) in (
    select d.respondent, d.ends_on from reporting.filing d where d.id = any(${[...(ids ?? [])]}::text[]))`;
  const { numAffectedRows } = await sql`
    update reporting.sheet s set revision = revision + 1, answers = '{}', origins = '{}', consented_by = null,
      consented_at = null, consent_withdrawn_at = case when consented_at is null then consent_withdrawn_at else ${at}::timestamptz end
    where s.handed_in_at is null and ${ids ? those : sql`true`}
      and (s.answers <> '{}' or s.origins <> '{}' or s.consented_at is not null)
      and not exists (select from reporting.filing o where o.respondent = s.respondent and o.ends_on = s.ends_on
        and o.withdrawn_at is null and o.state <> 'dropped')`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** The consent is withdrawn: what was filled in by it goes, also where it came from. What was handed in stays handed in. */
export async function putWithdrawn(
  tx: Db,
  withdrawn: Pick<Saved, 'respondent' | 'endsOn' | 'answers' | 'at'>,
): Promise<void> {
  const answers = JSON.stringify(withdrawn.answers);
  await sql`
    update reporting.sheet set revision = revision + 1, answers = ${answers}::jsonb, origins = '{}',
      consented_by = null, consented_at = null, consent_withdrawn_at = ${withdrawn.at}
    where respondent = ${withdrawn.respondent} and ends_on = ${withdrawn.endsOn}::date`.execute(tx);
}

export interface HandedIn {
  readonly respondent: string;
  readonly endsOn: string;
  readonly by: string;
  readonly at: string;
  readonly receipt: string;
  readonly questions: number;
  readonly cells: number;
  readonly prefilled: number;
}

export async function putHandedIn(tx: Db, handed: HandedIn): Promise<void> {
  await sql`
    update reporting.sheet set state = 'handed-in', revision = revision + 1, handed = answers,
      handed_in_by = ${handed.by}, handed_in_at = ${handed.at}, receipt = ${handed.receipt},
      questions = ${handed.questions}, cells = ${handed.cells}, prefilled = ${handed.prefilled}
    where respondent = ${handed.respondent} and ends_on = ${handed.endsOn}::date`.execute(tx);
}

/** `TB-2026-00017`: 填报, the year, one after the other. */
export async function nextReceipt(tx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ n: string }>`
    select nextval('reporting.receipt_number')::text as n`.execute(tx);
  return `TB-${year}-${(rows[0]?.n ?? '').padStart(5, '0')}`;
}

export interface OwnFiling {
  readonly id: string;
  readonly return: string;
  readonly titleZh: string;
  readonly titleEn: string | null;
  readonly owner: string;
  readonly reconstructed: boolean;
  readonly period: string;
  readonly endsOn: string;
  readonly dueOn: string;
  readonly dueUncertain: boolean;
  readonly dueDays: number;
  readonly state: 'due' | 'handed-in';
  readonly late: boolean;
  readonly receipt: string | null;
  readonly handedInAt: string | null;
  readonly corrections: number;
  readonly answers: AnswersOf | null;
  readonly sensitiveAnswers: AnswersOf | null;
  readonly voluntary: boolean;
  readonly realName: 2 | 3;
  readonly simulated: boolean;
}

/** All that somebody owes or has handed in, by the end of the period. What is still due of a return that ended is asked no longer. */
export async function filingsOf(db: Db, respondent: string, endsOn?: string): Promise<OwnFiling[]> {
  const { rows } = await sql<OwnFiling>`
    select f.id, f.return, r.title_zh as "titleZh", r.title_en as "titleEn", f.owner, r.reconstructed, f.period,
      f.ends_on::text as "endsOn", f.due_on::text as "dueOn",
      f.due_uncertain as "dueUncertain", r.due_days as "dueDays", f.state, f.late, f.receipt,
      f.handed_in_at as "handedInAt", f.corrections, f.answers,
      f.sensitive_answers as "sensitiveAnswers", f.voluntary, coalesce(r.real_name, 2) as "realName", f.simulated
    from reporting.filing f join reporting.return r on r.code = f.return
    where f.withdrawn_at is null and f.respondent = ${respondent} and f.state <> 'dropped'
      and (f.state <> 'due' or r.state <> 'retired')
      and (${endsOn ?? null}::date is null or f.ends_on = ${endsOn ?? null}::date)
    order by f.ends_on desc, f.return`.execute(db);
  return rows;
}
