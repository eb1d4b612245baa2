import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';

/** A finding on its way in; `id` and status are given by the table. */
export interface NewFinding {
  readonly title_zh: string;
  readonly title_en: string;
  readonly value: string | null;
  readonly suggestion: string | null;
  readonly field_zh: string;
  readonly field_en: string;
  readonly dataset: string;
  readonly owner: string;
  readonly severity: string;
  readonly dimension: string;
  readonly rule: string;
  readonly message_zh: string;
  readonly message_en: string;
  readonly batch: string;
  readonly row: number;
  readonly row_key: string;
  readonly found_at: string;
  readonly due_on: string;
  readonly simulated: boolean;
}

/** Was a batch handed in before an instant? One that is not known says nothing newer. */
const isOlder = (batch: RawBuilder<unknown>, at: RawBuilder<unknown>) => sql<boolean>`coalesce(
  (select b.handed_in_at <= ${at} from ingestion.batch_v1 b where b.id = ${batch}), true)`;

/** A finding that was written, and where its row came from. */
export interface WrittenFinding {
  readonly id: string;
  readonly source: string;
  readonly fresh: boolean;
}

/** Adds findings; one that stands already is brought up to the newest row, keeping its number and due date. */
export async function putFindings(db: Db, findings: readonly NewFinding[]): Promise<WrittenFinding[]> {
  if (findings.length === 0) return [];
  const { rows } = await sql<WrittenFinding>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) as g (
        title_zh text, title_en text, value text, suggestion text, field_zh text, field_en text, dataset text, owner text,
        severity text, dimension text, rule text, message_zh text, message_en text, batch text, row integer, row_key text,
        found_at timestamptz, due_on date, simulated boolean)
    )
      insert into quality.finding (title_zh, title_en, value, suggestion, field_zh, field_en, dataset, owner, severity, dimension,
        rule, message_zh, message_en, batch, row, row_key, found_at, due_on, simulated, source, valid_from, recorded_at)
      select distinct on (dataset, row_key, rule) title_zh, title_en, value, suggestion, field_zh, field_en, dataset, owner, severity,
        dimension, rule, message_zh, message_en, batch, row, row_key, found_at, due_on, simulated, 'batch:' || batch, found_at, found_at
      from given order by dataset, row_key, rule, row
      on conflict (dataset, row_key, rule) where status in ('open', 'contested', 'waived') do update
        set value = excluded.value, suggestion = excluded.suggestion, batch = excluded.batch, row = excluded.row,
          message_zh = excluded.message_zh, message_en = excluded.message_en, severity = excluded.severity,
          source = excluded.source
        where quality.finding.batch <> excluded.batch and ${isOlder(sql`quality.finding.batch`, sql`excluded.found_at`)}
      returning id, source, (xmax = 0) as fresh`.execute(db);
  return rows;
}

/** Rows that came again and no longer break a rule they broke: `rules` of the finding that are mended. */
export interface Mended {
  readonly rowKey: string;
  readonly row: number;
  readonly rule: string;
}

/**
 * Closes standing findings with the proof of the batch in which they are mended; a late batch, older than what was found,
 * proves nothing.
 * @param proof.spokenAt when the batch was handed in
 * @returns their ids
 */
export async function closeFindings(
  db: Db,
  proof: { readonly dataset: string; readonly batch: string; readonly spokenAt: string; readonly at: string },
  mended: readonly Mended[],
): Promise<string[]> {
  const { dataset, batch, spokenAt, at } = proof;
  if (mended.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(mended)}::jsonb) as g ("rowKey" text, row integer, rule text)
    )
      update quality.finding f
      set status = 'closed', closed_at = ${at}, closed_by_batch = ${batch}, closed_by_row = given.row,
        revision = f.revision + 1, valid_from = ${at}, recorded_at = ${at}, recorded_by = 'system', source = ${`batch:${batch}`}
      from given
      where f.dataset = ${dataset} and f.row_key = given."rowKey" and f.rule = given.rule and f.status in ('open', 'contested')
        and f.batch <> ${batch} and f.found_at <= ${spokenAt}::timestamptz
        and ${isOlder(sql`f.batch`, sql`${spokenAt}::timestamptz`)}
      returning f.id`.execute(db);
  return rows.map(({ id }) => id);
}

export interface Standing {
  readonly row_key: string;
  readonly rule: string;
}

/** Findings of a dataset that still wait, for asking which of them a new batch mends. */
export async function standingFindings(db: Db, dataset: string): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select row_key, rule from quality.finding where dataset = ${dataset} and status in ('open', 'contested')`.execute(
    db,
  );
  return rows;
}

/** Keys of the rows in which a rule's findings still wait. */
export async function standingOfRule(db: Db, dataset: string, rule: string): Promise<string[]> {
  const { rows } = await sql<{ row_key: string }>`
    select row_key from quality.finding
    where dataset = ${dataset} and rule = ${rule} and status in ('open', 'contested')`.execute(db);
  return rows.map(({ row_key }) => row_key);
}

/** Rules whose ids begin so and whose findings still wait, by dataset. */
export async function standingRulesOf(
  db: Db,
  prefix: string,
): Promise<{ readonly dataset: string; readonly rule: string }[]> {
  const { rows } = await sql<{ dataset: string; rule: string }>`
    select distinct dataset, rule from quality.finding
    where starts_with(rule, ${prefix}) and status in ('open', 'contested') order by dataset, rule`.execute(
    db,
  );
  return rows;
}

/** Closes the standing findings of a rule in these rows, without a batch that would prove it. @returns their ids */
export async function closeKeys(
  db: Db,
  of: { readonly dataset: string; readonly rule: string; readonly keys: readonly string[] },
  by: { readonly at: string; readonly source: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
      update quality.finding set status = 'closed', closed_at = ${by.at}, revision = revision + 1, valid_from = ${by.at},
        recorded_at = ${by.at}, recorded_by = 'system', source = ${by.source}
      where dataset = ${of.dataset} and rule = ${of.rule} and status in ('open', 'contested') and row_key = any(${of.keys})
      returning id`.execute(db);
  return rows.map(({ id }) => id);
}

export interface FindingRow {
  readonly id: string;
  readonly dataset: string;
  readonly owner: string;
  readonly status: string;
}

export async function findFinding(db: Db, id: string): Promise<FindingRow | undefined> {
  const { rows } =
    await sql<FindingRow>`select id, dataset, owner, status from quality.finding where id = ${id}`.execute(
      db,
    );
  return rows[0];
}

export async function setStatus(
  db: Db,
  id: string,
  to: { status: string; note: string; by: string; at: string },
): Promise<void> {
  await sql`update quality.finding set status = ${to.status}, note = ${to.note}, revision = revision + 1, valid_from = ${to.at},
    recorded_at = ${to.at}, recorded_by = ${to.by}, source = 'form' where id = ${id}`.execute(db);
}

export interface OpenRow {
  readonly batch: string;
  readonly row: number;
  readonly row_key: string;
  readonly message_zh: string;
  readonly message_en: string;
  readonly rule: string;
}

/** Open findings of a dataset, newest batch and row of each. */
export async function openFindings(db: Db, dataset: string, batch?: string): Promise<OpenRow[]> {
  const { rows } = await sql<OpenRow>`
    select batch, row, row_key, message_zh, message_en, rule from quality.finding
    where dataset = ${dataset} and status = 'open' and (${batch ?? null}::text is null or batch = ${batch ?? null})
    order by row_key, rule limit 100000`.execute(db);
  return rows;
}

export interface SummaryRow {
  readonly dataset: string;
  readonly owner: string;
  readonly open: number;
  readonly contested: number;
  readonly closed: number;
  readonly overdue: number;
}

/** Findings in figures, of one owner or of all. */
export async function summarise(db: Db, today: string, owner: string | undefined): Promise<SummaryRow[]> {
  const { rows } = await sql<SummaryRow>`
    select dataset, owner,
      count(*) filter (where status = 'open')::int as open,
      count(*) filter (where status = 'contested')::int as contested,
      count(*) filter (where status = 'closed')::int as closed,
      count(*) filter (where status = 'open' and due_on < ${today}::date)::int as overdue
    from quality.finding where ${owner ?? null}::text is null or owner = ${owner ?? null}
    group by dataset, owner order by dataset, owner`.execute(db);
  return rows;
}

/** Open findings by rule, of one owner or of all. */
export async function openByRule(db: Db, owner: string | undefined): Promise<Map<string, number>> {
  const { rows } = await sql<{ rule: string; open: number }>`
    select rule, count(*)::int as open from quality.finding
    where status = 'open' and (${owner ?? null}::text is null or owner = ${owner ?? null}) group by rule`.execute(
    db,
  );
  return new Map(rows.map(({ rule, open }) => [rule, open]));
}

export interface BatchResult {
  readonly batch: string;
  readonly dataset: string;
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  readonly by_rule: Readonly<Record<string, number>>;
  readonly checked_at: string;
}

export async function putBatchResult(db: Db, result: BatchResult): Promise<void> {
  await sql`insert into quality.batch_result (batch, dataset, rows, good, bad, by_rule, checked_at)
    values (${result.batch}, ${result.dataset}, ${result.rows}, ${result.good}, ${result.bad}, ${JSON.stringify(result.by_rule)}::jsonb, ${result.checked_at})
    on conflict (batch) do update set rows = excluded.rows, good = excluded.good, bad = excluded.bad,
      by_rule = excluded.by_rule, checked_at = excluded.checked_at`.execute(db);
}

/** When each of these batches was last checked. */
export async function checkedAtOf(db: Db, batches: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ batch: string; at: string }>`
    select batch, to_char(checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from quality.batch_result where batch = any(${[...batches]}::text[])`.execute(db);
  return new Map(rows.map(({ batch, at }) => [batch, at]));
}

/** When each of these batches was handed in. */
export async function handedInAtOf(db: Db, batches: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; at: string }>`
    select id, handed_in_at as at from ingestion.batch_v1 where id = any(${[...batches]}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** Checked whole batches of a dataset that were handed in before another, the latest first. */
export async function batchesBefore(
  db: Db,
  { dataset, batch, at, most }: { dataset: string; batch: string; at: string; most: number },
): Promise<{ batch: string; rows: number }[]> {
  const { rows } = await sql<{ batch: string; rows: number }>`
    select r.batch, r.rows from quality.batch_result r join ingestion.batch_v1 b on b.id = r.batch
    where r.dataset = ${dataset} and r.batch <> ${batch} and b.mode = 'update' and b.handed_in_at < ${at}::timestamptz
    order by b.handed_in_at desc, r.batch desc limit ${most}`.execute(db);
  return rows;
}

/** What came of checking a batch, rule by rule. */
export async function findBatchResult(db: Db, batch: string) {
  const { rows } = await sql<{
    batch: string;
    dataset: string;
    rows: number;
    byRule: Readonly<Record<string, number>>;
    simulated: boolean;
  }>`
    select r.batch, r.dataset, r.rows, r.by_rule as "byRule", b.simulated from quality.batch_result r
    join ingestion.batch_v1 b on b.id = r.batch where r.batch = ${batch}`.execute(db);
  return rows[0];
}

/** How many findings of a dataset are open, and when the first is due. */
export async function openCount(
  db: Db,
  dataset: string,
): Promise<{ count: number; dueOn: string | null; simulated: boolean }> {
  const { rows } = await sql<{ count: number; due_on: string | null; simulated: boolean | null }>`
    select count(*)::int as count, min(due_on) as due_on, bool_and(simulated) as simulated
    from quality.finding where dataset = ${dataset} and status = 'open'`.execute(db);
  const [row] = rows;
  return { count: row?.count ?? 0, dueOn: row?.due_on ?? null, simulated: row?.simulated ?? false };
}

/** Keys of the rows that break one of some rules, waived or not. */
export async function keysBreaking(db: Db, dataset: string, rules: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ row_key: string }>`
    select distinct row_key from quality.finding
    where dataset = ${dataset} and rule = any(${[...rules]}::text[]) and status in ('open', 'contested', 'waived')`.execute(
    db,
  );
  return rows.map(({ row_key: key }) => key);
}
