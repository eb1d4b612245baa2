import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../db/index.ts';
import type { Candidate } from './check-values.ts';
import { ewkt } from './geojson.ts';
import type { Incoming } from './overrides.ts';
import { quote, type PlannedField, type RecordPlan } from './plan.ts';
import { keyOf } from './rows.ts';

/** What is written down with every version of a batch. */
export interface Stamp {
  readonly now: string;
  readonly validFrom: string;
  readonly by: string;
  readonly source: string;
}

export interface Stored {
  readonly created: readonly string[];
  readonly changed: readonly string[];
}

type Json = Record<string, unknown>;

const place = (value: unknown): unknown =>
  value === null ? null : ewkt(value as Parameters<typeof ewkt>[0]);

/** Rows as JSON by column, so that the table's own row type reads every value into its column's type. */
export function jsonRows(
  plan: RecordPlan,
  given: readonly PlannedField[],
  candidates: readonly Candidate[],
): string {
  const geometries = new Set(
    plan.fields
      .filter(({ field }) => field.kind === 'point' || field.kind === 'geometry')
      .map(({ name }) => name),
  );
  const rows = candidates.map(({ values, simulated }) => {
    const json: Json = { simulated };
    for (const { name, column } of given)
      json[column] = geometries.has(name) ? place(values[name]) : values[name];
    return json;
  });
  return JSON.stringify(rows);
}

/** The fields that a row gives, in the order of the record. */
const givenBy = (plan: RecordPlan, values: Incoming): readonly PlannedField[] =>
  plan.fields.filter(({ name }) => values[name] !== undefined);

/** Rows that give the same fields can be written by one statement; what a row does not give stays as it is. */
function groups(plan: RecordPlan, candidates: readonly Candidate[]) {
  const found = new Map<string, { given: readonly PlannedField[]; candidates: Candidate[] }>();
  for (const candidate of candidates) {
    const given = givenBy(plan, candidate.values);
    const signature = given.map(({ name }) => name).join(' ');
    const group = found.get(signature) ?? { given, candidates: [] };
    group.candidates.push(candidate);
    found.set(signature, group);
  }
  return [...found.values()];
}

const names = (given: readonly PlannedField[], alias = ''): RawBuilder<unknown> =>
  sql.raw(given.map(({ column }) => `${alias}${quote(column)}`).join(', '));

const differs = (given: readonly PlannedField[]): RawBuilder<unknown> =>
  sql.raw(given.map(({ column }) => ` or t.${quote(column)} is distinct from i.${quote(column)}`).join(''));

const assigned = (given: readonly PlannedField[]): RawBuilder<unknown> =>
  sql.raw(given.map(({ column }) => `${quote(column)} = i.${quote(column)}, `).join(''));

interface Group {
  readonly given: readonly PlannedField[];
  readonly candidates: readonly Candidate[];
}

interface Written {
  readonly key: string;
  /** Null: another transaction made a row of this key in this moment, and nothing was written. */
  readonly created: boolean | null;
}

async function storeGroup(plan: RecordPlan, tx: Db, group: Group, stamp: Stamp): Promise<Written[]> {
  const { given, candidates } = group;
  const key = sql.raw(quote(plan.key.column));
  const others = given.filter((each) => each !== plan.key);
  const { rows } = await sql<Written>`
    with i as materialized (
      select * from json_populate_recordset(null::${plan.table}, ${jsonRows(plan, given, candidates)}::json)
    ), changed as (
      update ${plan.table} t set ${assigned(others)}
        revision = t.revision + 1, valid_from = ${stamp.validFrom}, recorded_at = ${stamp.now},
        recorded_by = ${stamp.by}, source = ${stamp.source}, reason = null,
        simulated = t.simulated or i.simulated, withdrawn_at = null
      from i where t.${key} = i.${key}
        and (t.withdrawn_at is not null or (i.simulated and not t.simulated)${differs(others)})
      returning t.${key} as key
    ), fresh as (
      select i.* from i where not exists (select from ${plan.table} t where t.${key} = i.${key})
    ), created as (
      insert into ${plan.table} (${names(given)}, valid_from, recorded_at, recorded_by, source, simulated)
      select ${names(given, 'i.')}, ${stamp.validFrom}, ${stamp.now}, ${stamp.by}, ${stamp.source}, i.simulated
      from fresh i
      on conflict (${key}) do nothing
      returning ${key} as key
    )
    select key, false as created from changed union all select key, true from created
    union all select key, null from (select i.${key} as key from fresh i except select key from created) overtaken
  `.execute(tx);
  return rows;
}

/**
 * Creates or changes rows by key, set by set. A row that says what already stands is left alone; one that was
 * withdrawn comes back; a row that was ever simulated stays so. No key may be given twice.
 */
export async function storeRows(
  plan: RecordPlan,
  tx: Db,
  candidates: readonly Candidate[],
  stamp: Stamp,
): Promise<Stored> {
  const written: Written[] = [];
  for (const group of groups(plan, candidates)) {
    const done = await storeGroup(plan, tx, group, stamp);
    const overtaken = new Set(done.filter(({ created }) => created === null).map(({ key }) => key));
    written.push(...done);
    // Now that they are there, they are changed, or stand as they should.
    if (overtaken.size > 0) {
      const left = group.candidates.filter(({ values }) => overtaken.has(keyOf(plan, values)));
      written.push(...(await storeGroup(plan, tx, { ...group, candidates: left }, stamp)));
    }
  }
  return {
    created: written.filter(({ created }) => created === true).map(({ key }) => key),
    changed: written.filter(({ created }) => created === false).map(({ key }) => key),
  };
}

/** Which of the keys are there, and whether withdrawn. */
export async function presentKeys(
  plan: RecordPlan,
  db: Db,
  keys: readonly string[],
): Promise<Map<string, { readonly withdrawn: boolean; readonly source: string }>> {
  const { rows } = await sql<{ key: string; withdrawn: boolean; source: string }>`
    select ${plan.key.at} as key, t.withdrawn_at is not null as withdrawn, t.source
    from ${plan.table} t where ${plan.key.at} = any(${keys}::text[])
  `.execute(db);
  return new Map(rows.map(({ key, ...rest }) => [key, rest]));
}

/**
 * Keys of rows that an actor may not write: they lie outside of the scope now, or would after this.
 * Columns that a row does not give count as they stand.
 */
export async function outsideScope(
  plan: RecordPlan,
  tx: Db,
  candidates: readonly Candidate[],
  scope: RawBuilder<unknown>,
): Promise<string[]> {
  const outside: string[] = [];
  const key = sql.raw(quote(plan.key.column));
  for (const group of groups(plan, candidates)) {
    const kept = plan.fields.filter((each) => !group.given.includes(each));
    const columns = sql.raw(
      [
        ...group.given.map(({ column }) => `i.${quote(column)}`),
        ...kept.map(({ column }) => `p.${quote(column)}`),
      ].join(', '),
    );
    const { rows } = await sql<{ key: string }>`
      with i as materialized (
        select * from json_populate_recordset(null::${plan.table}, ${jsonRows(plan, group.given, group.candidates)}::json)
      ), after as (
        select ${columns} from i left join ${plan.table} p on p.${key} = i.${key}
      )
      select t.${key} as key from after t where (${scope}) is not true
      union
      select t.${key} from ${plan.table} t join i on i.${key} = t.${key} where (${scope}) is not true
    `.execute(tx);
    outside.push(...rows.map((row) => row.key));
  }
  return outside;
}
