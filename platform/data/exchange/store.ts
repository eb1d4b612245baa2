import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { ExchangeRules } from './city.ts';

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

/** Whether an agreement of a consumer on a dataset was ever recalled. */
export async function isRecalledFrom(db: Db, dataset: string, consumer: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from exchange.agreement
    where dataset = ${dataset} and consumer = ${consumer} and state = 'recalled' and withdrawn_at is null
    limit 1`.execute(db);
  return rows.length > 0;
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

/** Renewals whose first day has come while what they renew is still read by. */
export async function findRenewals(
  db: Db,
  today: string,
): Promise<{ readonly renewed: string; readonly by: string }[]> {
  const { rows } = await sql<{ renewed: string; by: string }>`
    select old.id as renewed, new.id as by
    from exchange.request r
    join exchange.agreement new on new.id = r.agreement and new.state = 'in-force'
    join exchange.agreement old on old.id = r.renews and old.state = 'in-force'
    where new.period_from <= ${today}::date order by old.id limit 1000`.execute(db);
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
