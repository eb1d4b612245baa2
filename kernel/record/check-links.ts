import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import type { Candidate } from './check-values.ts';
import { codeLookupPoint, type CodeEntry } from './codes.ts';
import type { Fault } from './fault.ts';
import { planOf, type PlannedField, type RecordPlan } from './plan.ts';
import { recordRegistry } from './registry.ts';

/** All codes of a table that may newly be written; undefined when nobody knows the table. */
export async function codesOf(
  context: Context,
  db: Db,
  table: string,
): Promise<readonly CodeEntry[] | undefined> {
  for (const lookup of context.contributions(codeLookupPoint)) {
    const entries = await lookup.entries(context, db, table);
    if (entries) return entries;
  }
  return undefined;
}

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (each): each is string => typeof each === 'string' && each !== '',
  );

function faultsUnless(
  known: ReadonlySet<string>,
  each: PlannedField,
  candidates: readonly Candidate[],
  fault: (value: string) => Pick<Fault, 'code' | 'detail'>,
): Fault[] {
  return candidates.flatMap(({ row, values }) =>
    textsOf(values[each.name])
      .filter((value) => !known.has(value))
      .map((value) => ({ row, field: each.name, ...fault(value) })),
  );
}

export interface Checking {
  readonly plan: RecordPlan;
  readonly candidates: readonly Candidate[];
  readonly context: Context;
  readonly db: Db;
}

async function codeFaults(each: PlannedField, { candidates, context, db }: Checking): Promise<Fault[]> {
  const entries = await codesOf(context, db, each.field.codes ?? '');
  if (!entries) return [];
  const usable = new Set(entries.filter(({ retired }) => !retired).map(({ code }) => code));
  return faultsUnless(usable, each, candidates, (value) => ({
    code: 'records.unknown-code',
    detail: {
      zh: `${each.field.label.zh}：代码表中没有可用的“${value}”。`,
      en: `${each.field.label.en}: the code table has no "${value}" in use.`,
    },
  }));
}

async function referenceFaults(each: PlannedField, checking: Checking): Promise<Fault[]> {
  const { plan, candidates, context, db } = checking;
  const target = recordRegistry(context.modules).get(each.field.record ?? '')?.record;
  const asked = [...new Set(candidates.flatMap(({ values }) => textsOf(values[each.name])))];
  if (!target || asked.length === 0) return [];
  const { table, key } = planOf(target);
  const { rows } = await sql<{ key: string }>`
    select ${key.at} as key from ${table} t where ${key.at} = any(${asked}::text[]) and t.withdrawn_at is null
  `.execute(db);
  // Rows of one batch may point to each other: a department comes together with the one above it.
  const own =
    target === plan.record ? candidates.flatMap(({ values }) => textsOf(values[plan.key.name])) : [];
  const known = new Set([...rows.map((row) => row.key), ...own]);
  return faultsUnless(known, each, candidates, (value) => ({
    code: 'records.unknown-reference',
    detail: {
      zh: `${each.field.label.zh}：没有这个${target.title.zh}“${value}”。`,
      en: `${each.field.label.en}: there is no ${target.title.en} "${value}".`,
    },
  }));
}

/** Faults of codes that are in no code table and of references that point to nothing. */
export async function checkLinks(checking: Checking): Promise<Fault[]> {
  const { plan, candidates } = checking;
  const faults: Fault[] = [];
  for (const each of plan.fields) {
    if (!candidates.some(({ values }) => values[each.name] !== undefined && values[each.name] !== null))
      continue;
    if (each.field.codes) faults.push(...(await codeFaults(each, checking)));
    if (each.field.record && !each.field.unchecked) faults.push(...(await referenceFaults(each, checking)));
  }
  return faults;
}
