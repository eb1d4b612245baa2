import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { ExchangeRules } from './city.ts';
import type { frequencies, Way } from './names.ts';

const usual: ExchangeRules = {
  limits: { check: 2, decide: 5, settle: 10, report: 10 },
  longest_days: 1096,
  calls_per_minute: 60,
  rows_per_day: 200_000,
};

export async function putSetting(db: Db, name: 'rules' | 'office', value: unknown): Promise<void> {
  await sql`insert into exchange.setting (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(db);
}

async function findSetting(db: Db, name: 'rules' | 'office'): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`
    select value from exchange.setting where name = ${name}`.execute(db);
  return rows[0]?.value;
}

/** Limits and quotas as the city's file says them. */
export async function rulesOf(db: Db): Promise<ExchangeRules> {
  const said = await findSetting(db, 'rules');
  return said === undefined ? usual : ExchangeRules.parse(said);
}

/** The organisation that checks and settles; empty when the city names none. */
export const officeOf = async (db: Db): Promise<string> => String((await findSetting(db, 'office')) ?? '');

const numbered = (prefix: string, year: string, value: string): string =>
  `${prefix}-${year}-${value.padStart(5, '0')}`;

/** `GX-2026-00017`: 共享, the year, one after the other. */
export async function nextRequest(tx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ n: string }>`select nextval('exchange.request_number')::text as n`.execute(tx);
  return numbered('GX', year, rows[0]?.n ?? '');
}

/** `JH-2026-00003`: 校核. */
export async function nextReport(tx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ n: string }>`select nextval('exchange.report_number')::text as n`.execute(tx);
  return numbered('JH', year, rows[0]?.n ?? '');
}

export async function isAnythingAsked(db: Db): Promise<boolean> {
  return (await sql`select 1 from exchange.request limit 1`.execute(db)).rows.length > 0;
}

/** Whether a client that is in use belongs to an organisation. */
export async function isSystemOf(db: Db, system: string, organisation: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from identity.client_v1
    where id = ${system} and organisation = ${organisation} and revoked_at is null`.execute(db);
  return rows.length > 0;
}

/** API clients of an organisation that may still sign in. */
export async function systemsOf(db: Db, organisation: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from identity.client_v1
    where organisation = ${organisation} and revoked_at is null order by name, id limit 200`.execute(db);
  return rows;
}

/** Whether an agreement of a consumer on a dataset was ever recalled. */
export async function isRecalledFrom(db: Db, dataset: string, consumer: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from exchange.agreement
    where dataset = ${dataset} and consumer = ${consumer} and state = 'recalled' and withdrawn_at is null
    limit 1`.execute(db);
  return rows.length > 0;
}

/** What makes two requests of one consumer the same: for whom of it, and what for. */
export interface Sameness {
  readonly dataset: string;
  readonly consumer: string;
  readonly purpose: string;
  /** Null: any of the consumer's. */
  readonly system: string | null;
  /** Agreement that the request takes over. */
  readonly renews: string | null;
}

export interface Same {
  readonly kind: 'request' | 'agreement';
  readonly key: string;
}

/**
 * A request that waits, else an agreement in force, for the same dataset, system and purpose; and whatever waits to take
 * over the same agreement. What is taken over, and what that one was to take over, is not meant.
 * @param except further requests and agreements that are not meant
 */
export async function findSame(
  db: Db,
  { dataset, consumer, purpose, system, renews }: Sameness,
  { today, except }: { readonly today: string; readonly except: readonly string[] },
): Promise<Same | undefined> {
  const { rows } = await sql<Same>`
    with recursive over(id) as (
      select ${renews}::text
      union select r.renews from over join exchange.agreement a on a.id = over.id
      join exchange.request r on r.number = a.request where r.renews is not null)
    select 'request' as kind, number as key from exchange.request
    where dataset = ${dataset} and consumer = ${consumer} and state in ('checking', 'deciding', 'disputed')
      and withdrawn_at is null and number <> all(${[...except]}::text[])
      and ((purpose = ${purpose} and system is not distinct from ${system}::text) or renews = ${renews}::text)
    union all
    select 'agreement', id from exchange.agreement
    where dataset = ${dataset} and consumer = ${consumer} and state = 'in-force' and period_until >= ${today}::date
      and withdrawn_at is null and id <> all(${[...except]}::text[])
      and not exists (select from over where over.id = agreement.id)
      and purpose = ${purpose} and system is not distinct from ${system}::text
    order by kind desc, key limit 1`.execute(db);
  return rows[0];
}

export interface Mine {
  readonly kind: Same['kind'];
  readonly key: string;
  readonly state: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly scenario: string;
  readonly system: string | null;
  readonly way: Way;
  readonly frequency: (typeof frequencies)[number];
  readonly periodFrom: string;
  readonly periodUntil: string;
  readonly items: string[];
}

/** What a consumer has, had, or has asked for and waits for, of a dataset, the newest first. */
export async function listMine(db: Db, dataset: string, consumer: string): Promise<Mine[]> {
  const { rows } = await sql<Mine>`
    select 'request' as kind, r.number as key, r.state, r.purpose, r.legal_basis as "legalBasis", r.scenario, r.system,
      r.way, r.frequency, r.period_from::text as "periodFrom", r.period_until::text as "periodUntil",
      (select coalesce(jsonb_agg(i->>'field'), '[]') from jsonb_array_elements(r.items) i) as items
    from exchange.request r
    where r.dataset = ${dataset} and r.consumer = ${consumer} and r.state in ('checking', 'deciding', 'disputed')
      and r.withdrawn_at is null
    union all
    select 'agreement', a.id, a.state, a.purpose, r.legal_basis, r.scenario, a.system, a.way, r.frequency,
      a.period_from::text, a.period_until::text,
      (select coalesce(jsonb_agg(i->>'field'), '[]') from jsonb_array_elements(a.items) i)
    from exchange.agreement a join exchange.request r on r.number = a.request
    where a.dataset = ${dataset} and a.consumer = ${consumer} and a.state in ('in-force', 'ended')
      and a.withdrawn_at is null
    order by kind desc, key desc limit 100`.execute(db);
  return rows;
}

export async function putDocument(
  tx: Db,
  made: {
    readonly agreement: string;
    readonly version: number;
    readonly document: string;
    readonly digest: string;
    readonly at: string;
  },
): Promise<void> {
  await sql`insert into exchange.document (agreement, version, document, digest, made_at)
    values (${made.agreement}, ${made.version}, ${made.document}, ${made.digest}, ${made.at})`.execute(tx);
}

export async function findDocument(
  db: Db,
  agreement: string,
  version: number,
): Promise<{ readonly document: string; readonly digest: string } | undefined> {
  const { rows } = await sql<{ document: string; digest: string }>`
    select document, digest from exchange.document
    where agreement = ${agreement} and version = ${version}`.execute(db);
  return rows[0];
}

export interface Standing {
  readonly id: string;
  readonly state: string;
  readonly consumer: string;
  readonly version: number;
  readonly document: string;
  readonly digest: string;
  readonly replacedBy: string | null;
  readonly recalledWhy: string | null;
}

/** An agreement with its document as both stand at this moment: asked anew by each read, so a recall holds at once. */
export async function findStanding(db: Db, id: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select a.id, a.state, a.consumer, a.version, d.document, d.digest, a.replaced_by as "replacedBy",
      a.recalled_why as "recalledWhy"
    from exchange.agreement a
    join exchange.document d on d.agreement = a.id and d.version = a.version
    where a.id = ${id} and a.withdrawn_at is null`.execute(db);
  return rows[0];
}

/** Agreements that are in force and whose last day is over. */
export async function findOver(db: Db, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from exchange.agreement
    where state = 'in-force' and withdrawn_at is null and period_until < ${today}::date order by id limit 1000`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** Renewals whose first day has come while what they renew, or what that one was to take over, is still read by. */
export async function findRenewals(
  db: Db,
  today: string,
): Promise<{ readonly renewed: string; readonly by: string }[]> {
  const { rows } = await sql<{ renewed: string; by: string }>`
    with recursive over(by, id) as (
      select new.id, r.renews from exchange.request r
      join exchange.agreement new on new.id = r.agreement and new.state = 'in-force'
      where new.period_from <= ${today}::date and r.state not in ('checking', 'deciding') and r.renews is not null
      union select over.by, r.renews from over join exchange.agreement a on a.id = over.id
      join exchange.request r on r.number = a.request where r.renews is not null)
    select old.id as renewed, over.by
    from over join exchange.agreement old on old.id = over.id and old.state = 'in-force'
    order by old.id, over.by limit 1000`.execute(db);
  return rows;
}

export interface ReportedRow {
  readonly row_key: string;
  readonly batch: string;
  readonly row: number;
  /** Of the item's value when it was reported. */
  readonly value_digest: string;
}

export async function putReportedRow(tx: Db, report: string, row: ReportedRow): Promise<void> {
  await sql`insert into exchange.reported_row (report, row_key, batch, row, value_digest)
    values (${report}, ${row.row_key}, ${row.batch}, ${row.row}, ${row.value_digest})`.execute(tx);
}

export async function findReportedRow(db: Db, report: string): Promise<ReportedRow | undefined> {
  const { rows } = await sql<ReportedRow>`
    select row_key, batch, row, value_digest from exchange.reported_row where report = ${report}`.execute(db);
  return rows[0];
}

export interface Unmended extends ReportedRow {
  readonly report: string;
  readonly item: string;
}

/** Reports of a dataset that were borne out and whose row has not come with another value yet. */
export async function findUnmended(db: Db, dataset: string): Promise<Unmended[]> {
  const { rows } = await sql<Unmended>`
    select r.number as report, r.item, w.row_key, w.batch, w.row, w.value_digest
    from exchange.report r join exchange.reported_row w on w.report = r.number
    where r.dataset = ${dataset} and r.state = 'accepted' and w.mended_batch is null
      and w.value_digest is not null and r.withdrawn_at is null
    order by r.number limit 5000`.execute(db);
  return rows;
}

export async function noteMended(tx: Db, reports: readonly string[], batch: string): Promise<void> {
  await sql`update exchange.reported_row set mended_batch = ${batch}
    where report = any(${[...reports]}::text[])`.execute(tx);
}
