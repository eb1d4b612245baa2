import { sql, type RawBuilder } from 'kysely';
import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { AnyRecord } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import type { Text } from '#kernel/texts';
import { Draft, Issue, Report } from './records.ts';
import type { ReportDefinition, ShownBlock } from './shapes.ts';

/**
 * Published reports and their issues, for whoever reads with a scope that is not the city: those of the own unit, those meant
 * for all of the government, those that are sent to the own unit. The whole city is the record's own rule.
 */
export function readableRows({ actor }: Context, permission: string): RawBuilder<unknown> | undefined {
  const scope = scopeOf(actor, permission);
  if (scope === undefined || scope === 'city') return undefined;
  const own = actor.organisation ?? '';
  return sql`(t.audience = 'government' or t.owner = ${own} or ${own} = any(t.readers))`;
}

/** Whether a row lies in what the actor holds a permission for; a row that is not there does not. */
async function lies(
  context: Context,
  db: Db,
  record: AnyRecord,
  { key, permission }: { key: string; permission: string },
): Promise<boolean> {
  const plan = planOf(record);
  const scope = scopeCondition(plan, context, permission as 'reports:read');
  const { rows } = await sql`
    select 1 from ${plan.table} t where ${plan.key.at} = ${key} and t.withdrawn_at is null ${scope ? sql`and ${scope}` : sql``}`.execute(
    db,
  );
  return rows.length > 0;
}

export const mayReadReport = (context: Context, code: string): Promise<boolean> =>
  lies(context, context.db, Report, { key: code, permission: 'reports:read' });

export const mayReadIssue = (context: Context, id: string): Promise<boolean> =>
  lies(context, context.db, Issue, { key: id, permission: 'reports:read' });

export const mayCompose = (context: Context, db: Db, code: string): Promise<boolean> =>
  lies(context, db, Draft, { key: code, permission: 'reports:compose' });

/** Published reports with a schedule. */
export async function listScheduled(
  db: Db,
): Promise<{ definition: ReportDefinition; publishedAt: string }[]> {
  const { rows } = await sql<{ definition: ReportDefinition; publishedAt: string }>`
    select definition, published_at as "publishedAt" from reports.report
    where scheduled and withdrawn_at is null order by code`.execute(db);
  return rows;
}

/** The newest day for which a report was run by its schedule. */
export async function lastDue(db: Db, report: string): Promise<string | undefined> {
  const { rows } = await sql<{ due: string | null }>`
    select max(due_on)::text as due from reports.issue where report = ${report}`.execute(db);
  return rows[0]?.due ?? undefined;
}

export async function countIssues(db: Db, report: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from reports.issue where report = ${report}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function isIssued(tx: Db, report: string, dueOn: string): Promise<boolean> {
  const { rows } =
    await sql`select from reports.issue where report = ${report} and due_on = ${dueOn}::date`.execute(tx);
  return rows.length > 0;
}

/** The definition by which an issue was run, and its blocks as they were. */
export interface Printed {
  readonly definition: ReportDefinition;
  readonly blocks: ShownBlock[];
  /** What was chosen for its parameters. */
  readonly choices: readonly { readonly name: string; readonly title: Text; readonly chosen: Text }[];
}

export async function keepPrinted(tx: Db, issue: string, printed: Printed): Promise<void> {
  const { definition, blocks, choices } = printed;
  await sql`insert into reports.printed (issue, definition, blocks, choices)
    values (${issue}, ${JSON.stringify(definition)}::jsonb, ${JSON.stringify(blocks)}::jsonb,
      ${JSON.stringify(choices)}::jsonb)`.execute(tx);
}

export async function getPrinted(db: Db, issue: string): Promise<Printed> {
  const { rows } = await sql<Printed>`
    select definition, blocks, choices from reports.printed where issue = ${issue}`.execute(db);
  if (!rows[0]) throw new Error(`issue ${issue} was kept without its figures`);
  return rows[0];
}

/** Definitions of published reports: what others may stand among their blocks. */
export async function listPublished(db: Db): Promise<ReportDefinition[]> {
  const { rows } = await sql<{ definition: ReportDefinition }>`
    select definition from reports.report where withdrawn_at is null order by code`.execute(db);
  return rows.map(({ definition }) => definition);
}

export interface ThemeRow {
  readonly code: string;
  readonly title: { zh: string; en: string };
  readonly note: { zh: string; en: string };
  readonly measures: string[];
  readonly dimensions: string[];
}

/** In place of all that there were. */
export async function replaceThemes(tx: Db, themes: readonly ThemeRow[]): Promise<void> {
  await sql`delete from reports.theme`.execute(tx);
  for (const [position, { code, title, note, measures, dimensions }] of themes.entries())
    await sql`insert into reports.theme (code, position, title_zh, title_en, note_zh, note_en, measures, dimensions)
      values (${code}, ${position}, ${title.zh}, ${title.en}, ${note.zh}, ${note.en}, ${[...measures]}::text[],
        ${[...dimensions]}::text[])`.execute(tx);
}

export async function listThemes(db: Db): Promise<ThemeRow[]> {
  const { rows } = await sql<ThemeRow>`
    select code, jsonb_build_object('zh', title_zh, 'en', title_en) as title,
      jsonb_build_object('zh', note_zh, 'en', note_en) as note, measures, dimensions
    from reports.theme order by position`.execute(db);
  return rows;
}

/** Published reports that the reader may read: their codes and names. */
export async function listReadable(context: Context): Promise<{ code: string; title: Text }[]> {
  const scope = scopeCondition(planOf(Report as AnyRecord), context, 'reports:read') ?? sql`true`;
  const { rows } = await sql<{ code: string; title: Text }>`
    select t.code, jsonb_build_object('zh', t.title_zh, 'en', t.title_en) as title
    from reports.report t where t.withdrawn_at is null and ${scope} order by t.code limit 1000`.execute(
    context.db,
  );
  return rows;
}
