import { existsSync } from 'node:fs';
import type { Context } from '../context.ts';
import type { LakeRow, LakeSession } from '../lake/index.ts';
import { notFound } from '../problem.ts';
import { disclose, flagOf, type Disclosure } from '../record/disclosure.ts';
import { noteLook } from '../record/looks.ts';
import type { RecordOf } from '../record/define.ts';
import { planOf, quote, type PlannedField, type RecordPlan } from '../record/plan.ts';
import { rowsOf } from '../record/scope.ts';
import { maskInLake, text } from './mask-lake.ts';
import { relationsIn, type Predicate } from './predicate.ts';
import { standingRelations } from './relations.ts';
import { personalClasses, type PersonalClass } from './rights.ts';

/** Where the subjects lie that the actor's relations open: a small table of the session. */
const openTable = 'policy_open';

/** A predicate as a condition on the columns of a snapshot called `t`, which bear the names of the fields. */
export function toLake(predicate: Predicate): string {
  if (typeof predicate === 'boolean') return String(predicate);
  if ('is' in predicate) return `t.${quote(predicate.is)} = ${text(predicate.value)}`;
  if ('begins' in predicate) return `starts_with(t.${quote(predicate.begins)}, ${text(predicate.prefix)})`;
  if ('related' in predicate)
    return `t.${quote(predicate.by)} in (select subject from ${openTable} where kind = ${text(predicate.related)})`;
  if ('own' in predicate)
    throw new Error('a condition that a module writes in SQL of its own has no form in the lake');
  const joined = 'any' in predicate ? predicate.any : predicate.all;
  return `(${joined.map(toLake).join('any' in predicate ? ' or ' : ' and ')})`;
}

function shown({ name, field, personal }: PlannedField, { open }: Disclosure): string {
  const at = `t.${quote(name)}`;
  const opened = open[field.sensitivity as PersonalClass];
  if (!personal || opened === true) return `${at} as ${quote(name)}`;
  const masked = maskInLake(field, at);
  const value =
    opened === false
      ? masked
      : `case when coalesce(${toLake(opened)}, false) then ${at}::varchar else ${masked} end`;
  return `${value} as ${quote(name)}`;
}

async function openRelations(
  context: Context,
  session: LakeSession,
  predicates: readonly Predicate[],
): Promise<void> {
  const standing = await standingRelations(context, predicates.flatMap(relationsIn));
  await session.run(`create or replace table ${openTable} (kind varchar, subject varchar)`);
  const pieces = Math.ceil(standing.length / 1000);
  for (let piece = 0; piece < pieces; piece++) {
    const values = standing
      .slice(piece * 1000, (piece + 1) * 1000)
      .map(({ kind, subject }) => `(${text(kind)}, ${text(subject)})`);
    await session.run(`insert into ${openTable} values ${values.join(', ')}`);
  }
}

export interface SnapshotAsked {
  /** Unmasked, as far as rights, relations and the stated purpose open it. */
  readonly reveal?: boolean;
}

async function viewOf(
  plan: RecordPlan,
  context: Context,
  session: LakeSession,
  {
    disclosure,
    flags = [],
  }: { readonly disclosure: Disclosure; readonly flags?: readonly (readonly [string, Predicate])[] },
): Promise<string> {
  const { record } = plan;
  const path = await context.lake.path('records', record.module, `${record.name}.parquet`);
  if (!existsSync(path)) throw notFound({ zh: '快照', en: 'snapshot' }, record.id);
  const rows = rowsOf(plan, context, record.rights.read);
  await openRelations(context, session, [rows, disclosure.open.personal, disclosure.open.sensitive]);
  const columns = [
    ...plan.fields.map((each) => shown(each, disclosure)),
    ...flags.map(([name, opened]) => `coalesce(${toLake(opened)}, false) as ${quote(name)}`),
    't.meta_revision',
    't.meta_valid_from',
    't.meta_recorded_at',
    't.meta_source',
    't.meta_simulated',
  ];
  const name = quote(`${record.module}_${record.name}`);
  await session.run(
    `create or replace view ${name} as select ${columns.join(', ')} from read_parquet(${text(path)}) t where ${toLake(rows)}`,
  );
  return name;
}

/**
 * The newest snapshot of a record as this actor may see it, as a view of the session: the policy's rows and masks.
 * For counting and comparing; rows of people that leave it are read by `readSnapshot`, which tells the ledger.
 * @returns the view's name, quoted
 * @throws Problem 404 without a snapshot, and what a list throws for `reveal`
 */
export async function snapshotView(
  context: Context,
  session: LakeSession,
  record: RecordOf,
  { reveal = false }: SnapshotAsked = {},
): Promise<string> {
  const plan = planOf(record);
  return viewOf(plan, context, session, { disclosure: await disclose(plan, context, reveal) });
}

/** Rows of the newest snapshot as this actor may see them, by key, entered in the ledger. */
export async function readSnapshot(
  context: Context,
  record: RecordOf,
  { reveal = false, limit = 1000 }: SnapshotAsked & { readonly limit?: number } = {},
): Promise<LakeRow[]> {
  const plan = planOf(record);
  const disclosure = await disclose(plan, context, reveal);
  const flags = personalClasses.map((of) => [flagOf(of), disclosure.open[of]] as const);
  const rows = await context.lake.session(async (session) => {
    const view = await viewOf(plan, context, session, { disclosure, flags });
    return session.rows(`select * from ${view} order by ${quote(plan.key.name)} limit ${Math.trunc(limit)}`);
  });
  await noteLook(plan, context, { operation: 'snapshot', rows, disclosure });
  const own = new Set(flags.map(([name]) => name));
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !own.has(name))));
}
