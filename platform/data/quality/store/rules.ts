import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { Rule } from '../rule.ts';
import type { Ended } from './loop.ts';

interface RuleRow {
  id: string;
  dataset: string;
  definition: unknown;
  implied: boolean;
}

type Tables = {
  'quality.rule': RuleRow;
};

const tables = (db: Db) => db.withTables<Tables>();

/** Rules that follow from the catalogue, in place of those that followed before. */
export async function replaceImplied(db: Db, rules: readonly Rule[]): Promise<void> {
  await tables(db).deleteFrom('quality.rule').execute();
  if (rules.length === 0) return;
  await tables(db)
    .insertInto('quality.rule')
    .values(
      rules.map((rule) => ({
        id: rule.id,
        dataset: rule.dataset,
        definition: JSON.stringify(rule),
        implied: true,
      })),
    )
    .execute();
}

/** Ids of the rules that follow from the catalogue. */
export async function impliedIds(db: Db): Promise<string[]> {
  const rows = await tables(db).selectFrom('quality.rule').select('id').execute();
  return rows.map(({ id }) => id);
}

/** Under rules that are no longer in force nothing is asked. @returns what was, each with its dataset */
export async function lapseGone(
  db: Db,
  { implied, note, at }: { implied: readonly string[]; note: string; at: string },
): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
      update quality.finding f set status = 'lapsed', note = ${note}, revision = f.revision + 1, valid_from = ${at},
        recorded_at = ${at}, recorded_by = 'system', source = 'platform'
      where f.status in ('open', 'contested', 'waived')
        and (f.rule = any(${[...implied]}::text[])
          or exists (select from quality.stated_rule r where r.id = f.rule and r.state = 'withdrawn'))
      returning f.id, f.dataset`.execute(db);
  return rows;
}

interface StatedRow {
  readonly id: string;
  readonly revision: number;
  readonly dataset: string;
  readonly title: { zh: string; en: string };
  readonly message: { zh: string; en: string };
  readonly dimension: string;
  readonly severity: string;
  readonly check: unknown;
  readonly when: unknown;
  readonly days: number;
  readonly repair: { zh: string; en: string } | null;
}

const statedRule = ({ revision, when, repair, ...row }: StatedRow): Rule =>
  Rule.parse({
    ...row,
    version: revision,
    ...(when !== null && { when }),
    ...(repair !== null && { repair }),
  });

/** A rule in force, and whether it follows from the catalogue. */
export interface Standing {
  readonly rule: Rule;
  readonly implied: boolean;
}

/** Rules in force of one dataset, or of all, in order of their ids. */
export async function listRules(db: Db, dataset?: string): Promise<Standing[]> {
  const implied = await tables(db)
    .selectFrom('quality.rule')
    .selectAll()
    .$if(dataset !== undefined, (query) => query.where('dataset', '=', dataset ?? ''))
    .execute();
  const { rows: stated } = await sql<StatedRow>`
    select id, revision, dataset, jsonb_build_object('zh', title_zh, 'en', title_en) as title,
      jsonb_build_object('zh', message_zh, 'en', message_en) as message, dimension, severity, looks_at as "check",
      applies_when as "when", days,
      case when repair_zh is not null then jsonb_build_object('zh', repair_zh, 'en', repair_en) end as repair
    from quality.stated_rule where state = 'in-force' and (${dataset ?? null}::text is null or dataset = ${dataset ?? null})`.execute(
    db,
  );
  return [
    ...implied.map(({ definition }) => ({ rule: Rule.parse(definition), implied: true })),
    ...stated.map((row) => ({ rule: statedRule(row), implied: false })),
  ].toSorted((one, other) => (one.rule.id < other.rule.id ? -1 : 1));
}

/** Where a rule was stated: a file of the city, or a form. */
export async function sourceOfRule(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{
    source: string;
  }>`select source from quality.stated_rule where id = ${id}`.execute(db);
  return rows[0]?.source;
}

/** Writes down why the present version of a rule is as it is. */
export async function noteReason(db: Db, ids: readonly string[], by: string, reason: string): Promise<void> {
  await sql`update quality.stated_rule set reason = ${reason}, recorded_by = ${by}
    where id = any(${[...ids]}::text[])`.execute(db);
}

/** Rules of a file of the city that it no longer has. */
export async function goneRules(db: Db, source: string, left: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from quality.stated_rule
    where source = ${source} and state <> 'withdrawn' and not id = any(${[...left]}::text[])`.execute(db);
  return rows.map(({ id }) => id);
}

/** Nothing is asked any longer under a rule that was withdrawn. @returns the ids of the findings that lapsed */
export async function lapseFindings(
  db: Db,
  { dataset, rule, note, by, at }: { dataset: string; rule: string; note: string; by: string; at: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
      update quality.finding set status = 'lapsed', note = ${note}, revision = revision + 1, valid_from = ${at},
        recorded_at = ${at}, recorded_by = ${by}, source = 'form'
      where dataset = ${dataset} and rule = ${rule} and status in ('open', 'contested', 'waived') returning id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** Checked again by other rules, rows of the same batch are in order: what was found in them lapses. */
export async function lapseMended(
  db: Db,
  { dataset, batch, note, at }: { dataset: string; batch: string; note: string; at: string },
  mended: readonly { readonly rowKey: string; readonly rule: string }[],
): Promise<void> {
  if (mended.length === 0) return;
  await sql`
    update quality.finding f set status = 'lapsed', note = ${note}, revision = f.revision + 1, valid_from = ${at},
      recorded_at = ${at}, recorded_by = 'system', source = ${`batch:${batch}`}
    from jsonb_to_recordset(${JSON.stringify(mended)}::jsonb) as g ("rowKey" text, rule text)
    where f.dataset = ${dataset} and f.row_key = g."rowKey" and f.rule = g.rule and f.batch = ${batch}
      and f.status in ('open', 'contested')`.execute(db);
}

/**
 * A row without a key cannot be found again in what comes later: once a newer whole delivery has come, nothing is asked
 * for it any longer. If its like is there again, that is found anew.
 */
export async function lapseKeyless(
  db: Db,
  {
    dataset,
    batch,
    spokenAt,
    note,
    at,
  }: { dataset: string; batch: string; spokenAt: string; note: string; at: string },
): Promise<void> {
  await sql`
    update quality.finding set status = 'lapsed', note = ${note}, revision = revision + 1, valid_from = ${at},
      recorded_at = ${at}, recorded_by = 'system', source = ${`batch:${batch}`}
    where dataset = ${dataset} and batch <> ${batch} and row_key = batch || '#' || row
      and found_at <= ${spokenAt}::timestamptz and status in ('open', 'contested')`.execute(db);
}

/** The newest batch of a dataset that was collected. */
export async function newestBatch(db: Db, dataset: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from ingestion.batch_v1 where dataset = ${dataset} and collected_at is not null
    order by handed_in_at desc, id desc limit 1`.execute(db);
  return rows[0]?.id;
}
