import { literal, quoted } from '#engines/duckdb-text';
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { definePoint } from '#kernel/point';
import type { Text } from '#kernel/texts';
import { findDataset } from '#platform/data/catalogue';
import { KnownValues } from './known-values.ts';
import type { Outside } from './rule-fit.ts';
import type { Rule } from './rule.ts';

/** A register whose values a rule may ask for: is there such a person, such a company? */
export interface KnownSource {
  /** `registers.person`. */
  readonly id: string;
  readonly title: Text;
  readonly fields: Readonly<Record<string, Text>>;
  /** All values of a field, in pieces. */
  values(db: Db, field: string): AsyncIterable<readonly string[]>;
}

/** `contributes: [contribute(knownSourcePoint, …)]`. */
export const knownSourcePoint = definePoint<KnownSource>('quality.known-source');

/** Values that good rows of a dataset ever had in a field. */
async function* valuesOf(context: Context, code: string, field: string): AsyncIterable<readonly string[]> {
  const dataset = await findDataset(context.db, code);
  if (!dataset?.fields.some(({ name }) => name === field)) return;
  const files = await context.lake.path('checked', code, '*.parquet');
  const present = await readdir(dirname(files));
  if (!present.some((name) => name.endsWith('.parquet'))) return;
  const column = quoted(field);
  const values: string[][] = await context.lake.session(async (session) => {
    const pieces: string[][] = [];
    const sql = `select distinct ${column} as v from read_parquet(${literal(files)}, union_by_name = true)
      where not _blocked and ${column} is not null`;
    for await (const rows of session.stream<{ v: string }>(sql)) pieces.push(rows.map(({ v }) => v));
    return pieces;
  });
  yield* values;
}

/** Whether there is such a register or dataset, with such a field. */
export async function isKnownSource(context: Context, { name, field }: NonNullable<Outside['source']>) {
  const register = context.contributions(knownSourcePoint).find(({ id }) => id === name);
  if (register) return field in register.fields;
  const dataset = await findDataset(context.db, name);
  return dataset?.fields.some((each) => each.name === field) ?? false;
}

async function known(context: Context, source: string, field: string): Promise<KnownValues> {
  const register = context.contributions(knownSourcePoint).find(({ id }) => id === source);
  const pieces = register ? register.values(context.db, field) : valuesOf(context, source, field);
  const values = new KnownValues();
  for await (const piece of pieces) for (const value of piece) values.add(value);
  return values;
}

/** What the rules of a dataset ask of other datasets and registers, as of now. */
export async function knownFor(context: Context, rules: readonly Rule[]): Promise<Map<string, KnownValues>> {
  const asked = new Map<string, readonly [string, string]>();
  for (const { check } of rules)
    if (check.kind === 'exists-in' || check.kind === 'absent-from')
      asked.set(`${check.source}.${check.their}`, [check.source, check.their]);
  const found = new Map<string, KnownValues>();
  for (const [name, [source, field]] of asked) {
    const values = await known(context, source, field);
    // A source that was never filled says of nothing that it is not there.
    if (values.size > 0) found.set(name, values);
  }
  return found;
}
