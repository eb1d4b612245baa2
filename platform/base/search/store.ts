import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { likePrefix, openCondition, scopeCondition, type RecordPlan } from '#kernel/record-server';
import { termNumber, type Indexed, type Wanted } from './terms.ts';

export interface Found {
  readonly kind: string;
  readonly key: string;
  readonly label: string;
  readonly labelEn: string | null;
  readonly simulated: boolean;
  readonly folded: string;
  readonly sound: string;
  readonly initials: string;
}

const columns = {
  folded: sql`e.folded`,
  sound: sql`e.sound`,
  initials: sql`e.initials`,
} as const;

/** A column whose text has a part, or one of whose readings begins so. */
function holds({ column, how, text }: Wanted): RawBuilder<unknown> {
  const part = likePrefix(text);
  if (how === 'contains') return sql`${columns[column]} like ${`%${part}`}`;
  return sql`(${columns[column]} like ${part} or ${columns[column]} like ${`% ${part}`})`;
}

const meets = (space: string, wanted: Wanted): RawBuilder<unknown> => {
  if (wanted.terms.length === 0) return holds(wanted);
  const numbers = [...new Set(wanted.terms.map((term) => termNumber(`${space}/${term}`)))];
  return sql`(e.terms @> ${numbers}::int4[] and ${holds(wanted)})`;
};

const anyOf = (space: string, wanted: readonly Wanted[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    wanted.map((each) => meets(space, each)),
    sql` or `,
  )})`;

/** Entries made of a field that is not personal, or that is open to the actor in this very row. */
function openEntries(plan: RecordPlan, context: Context): RawBuilder<unknown> {
  const classes = (['personal', 'sensitive'] as const).flatMap((of) => {
    const names = plan.personal.filter(({ field }) => field.sensitivity === of).map(({ name }) => name);
    return names.length === 0
      ? []
      : [sql`(e.field = any(${names}::text[]) and ${openCondition(plan, context, of)})`];
  });
  return sql`(${sql.join([sql`not e.personal`, ...classes], sql` or `)})`;
}

/** Entries as they are written now that mean something to the actor: of rows in force and in scope, by fields open to them. */
function allowed(plan: RecordPlan, context: Context): RawBuilder<unknown> {
  const scope = scopeCondition(plan, context, plan.record.rights.read) ?? sql`true`;
  return sql`e.kind = ${plan.record.id} and ${openEntries(plan, context)} and t.withdrawn_at is null and ${scope}`;
}

const from = (plan: RecordPlan): RawBuilder<unknown> =>
  sql`search.entry e join ${plan.table} t on ${plan.key.at} = e.key`;

function select(plan: RecordPlan, context: Context, how: { match: RawBuilder<unknown>; limit: number }) {
  const { label, labelEn } = plan.record;
  const english = labelEn ? plan.field(labelEn).at : sql`null`;
  return sql`(select e.kind, e.key, ${plan.field(label).at}::text as label, ${english}::text as "labelEn", t.simulated,
      e.folded, e.sound, e.initials
    from ${from(plan)} where ${how.match} and ${allowed(plan, context)} limit ${how.limit})`;
}

/** Most entries of one kind that are looked at to choose the best from. */
const most = 200;

type Match = (space: string) => readonly RawBuilder<unknown>[];

/** The statement that asks some kinds at once; each part ends when it has enough. */
function entriesQuery(context: Context, plans: readonly RecordPlan[], match: Match): RawBuilder<Found> {
  const parts = plans.flatMap((plan) =>
    match(plan.record.id).map((each) => select(plan, context, { match: each, limit: most })),
  );
  return sql<Found>`${sql.join(parts, sql` union all `)}`;
}

/** Kinds asked by one statement: few enough to be planned fast. */
const kindsAtOnce = 12;

async function findEntries(context: Context, plans: readonly RecordPlan[], match: Match): Promise<Found[]> {
  const found: Found[] = [];
  for (let from = 0; from < plans.length; from += kindsAtOnce) {
    const query = entriesQuery(context, plans.slice(from, from + kindsAtOnce), match);
    found.push(...(await query.execute(context.db)).rows);
  }
  return found;
}

interface StrictQuery {
  readonly folded: string;
  readonly wanted: readonly (readonly Wanted[])[];
}

const strictMatch =
  (query: StrictQuery): Match =>
  (space) => [
    sql`e.kind = ${space} and e.folded = ${query.folded}`,
    sql.join(
      query.wanted.map((any) => anyOf(space, any)),
      sql` and `,
    ),
  ];

/**
 * Entries that have every part of a query, those that are just it among them however many there are; each only where
 * the actor may read the row: the rights are part of the statement.
 */
export const findStrictly = (
  context: Context,
  plans: readonly RecordPlan[],
  query: StrictQuery,
): Promise<Found[]> => findEntries(context, plans, strictMatch(query));

/** How the store goes about it, line by line. */
export async function explainStrictly(
  context: Context,
  plans: readonly RecordPlan[],
  query: StrictQuery,
): Promise<string> {
  const asked = entriesQuery(context, plans, strictMatch(query));
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${asked}`.execute(context.db);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** Entries that have any of the parts. */
export const findLoosely = (
  context: Context,
  plans: readonly RecordPlan[],
  wanted: readonly Wanted[],
): Promise<Found[]> =>
  wanted.length === 0
    ? Promise.resolve([])
    : findEntries(context, plans, (space) => wanted.map((each) => meets(space, each)));

export interface SourceRow {
  readonly key: string;
  readonly revision: number;
  readonly texts: Readonly<Record<string, string | null>>;
}

/** Which rows to make ready: all in the order of their keys, those of a source, or some by key. */
export type Which =
  | { readonly after: string; readonly limit: number }
  | { readonly after: string; readonly limit: number; readonly source: string }
  | { readonly keys: readonly string[] };

/** Rows that were looked at, in the order of their keys. */
export interface SourceRows {
  readonly rows: readonly SourceRow[];
  /** The last that was looked at, whether there is something to do for it or not. */
  readonly last: string | undefined;
}

const textsOf = (plan: RecordPlan, fields: readonly string[]): RawBuilder<unknown> =>
  sql`json_build_object(${sql.join(fields.map((name) => sql`${name}::text, ${plan.field(name).at}::text`))})`;

/**
 * Of the next `limit` rows of a source those that the index does not have as they are now: a source is written again and
 * again, mostly unchanged. Asked for the next that it does not have, the store would look at all that are left.
 */
async function nextOfSource(
  db: Db,
  plan: RecordPlan,
  fields: readonly string[],
  { after, limit, source }: { readonly after: string; readonly limit: number; readonly source: string },
): Promise<SourceRows> {
  const { rows } = await sql<SourceRow & { due: boolean }>`
    with step as materialized (
      select * from ${plan.table} t where t.source = ${source} and ${plan.key.at} > ${after}
      order by ${plan.key.at} limit ${limit}
    )
    select ${plan.key.at}::text as key, t.revision, ${textsOf(plan, fields)} as texts,
      t.withdrawn_at is null and t.revision is distinct from (select max(e.revision) from search.entry e
        where e.kind = ${plan.record.id} and e.key = ${plan.key.at}) as due
    from step t order by ${plan.key.at}`.execute(db);
  return {
    rows: rows.flatMap(({ due, ...row }) => (due ? [row] : [])),
    last: rows.at(-1)?.key,
  };
}

/** Rows in force: all, some, or what a source has that the index has not. */
export async function findSourceRows(
  db: Db,
  plan: RecordPlan,
  fields: readonly string[],
  which: Which,
): Promise<SourceRows> {
  if ('source' in which) return nextOfSource(db, plan, fields, which);
  const chosen =
    'keys' in which
      ? sql`${plan.key.at} = any(${[...which.keys]}::text[])`
      : sql`${plan.key.at} > ${which.after}`;
  const limit = 'keys' in which ? sql`` : sql`limit ${which.limit}`;
  const { rows } = await sql<SourceRow>`
    select ${plan.key.at}::text as key, t.revision, ${textsOf(plan, fields)} as texts
    from ${plan.table} t where ${chosen} and t.withdrawn_at is null order by ${plan.key.at} ${limit}`.execute(
    db,
  );
  return { rows, last: rows.at(-1)?.key };
}

export interface NewEntry extends Indexed {
  readonly key: string;
  readonly field: string;
  readonly personal: boolean;
  readonly revision: number;
}

/** A row that was looked at; without a revision when it is gone. */
export interface Looked {
  readonly key: string;
  readonly revision: number | null;
}

/** An entry that says what is given: of most rows that are written again something else has changed. */
const sameWords = sql`e.key = i.key and e.field = i.field
    and (e.personal, e.folded, e.sound, e.initials, e.terms) = (i.personal, i.folded, i.sound, i.initials, i.terms)`;

/**
 * Takes what is known of some rows away and writes down what is known now; what is newer than it stays. One statement, so that what
 * is given is read once: to read its JSON costs more than to look for what stands.
 */
export async function replaceEntries(
  tx: Db,
  kind: string,
  looked: readonly Looked[],
  entries: readonly NewEntry[],
): Promise<void> {
  if (looked.length === 0) return;
  // The words stay in their indexes where they are the same; an entry with other words in its place is overwritten, not taken away.
  await sql`
    with i as materialized (
      select * from json_populate_recordset(null::search.entry, ${JSON.stringify(entries)}::json)
    ), n as materialized (
      select * from json_to_recordset(${JSON.stringify(looked)}::json) as n (key text, revision integer)
    ), kept as (
      update search.entry e set revision = i.revision from i
      where e.kind = ${kind} and ${sameWords} and e.revision < i.revision
    ), gone as (
      delete from search.entry e using n
      where e.kind = ${kind} and e.key = n.key and (n.revision is null or e.revision <= n.revision)
        and not exists (select from i where i.key = e.key and i.field = e.field)
    )
    insert into search.entry (kind, key, field, personal, revision, folded, sound, initials, terms)
    select ${kind}, i.key, i.field, i.personal, i.revision, i.folded, i.sound, i.initials, i.terms from i
    where not exists (select from search.entry e where e.kind = ${kind} and e.key = i.key
      and (e.revision > i.revision or ${sameWords}))
    on conflict (kind, key, field) do update set personal = excluded.personal, revision = excluded.revision,
      folded = excluded.folded, sound = excluded.sound, initials = excluded.initials, terms = excluded.terms
    where entry.revision <= excluded.revision`.execute(tx);
}

/** Sorts into the index what waits beside it: many rows at once cost a fifth of each by itself. */
export async function sortIn(db: Db): Promise<void> {
  await sql`select gin_clean_pending_list('search.entry_terms')`.execute(db);
}

/** Takes the entries away whose row is gone, withdrawn or of another time. @returns how many */
export async function dropStale(tx: Db, plan: RecordPlan): Promise<number> {
  const { numAffectedRows } =
    await sql`delete from search.entry e where e.kind = ${plan.record.id} and not exists (
    select 1 from ${plan.table} t where ${plan.key.at} = e.key and t.withdrawn_at is null)`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Kinds that nobody searches any more leave nothing behind. */
export async function dropOtherKinds(tx: Db, kinds: readonly string[]): Promise<void> {
  await sql`delete from search.entry where kind <> all(${[...kinds]}::text[])`.execute(tx);
}

export async function noteBuilt(tx: Db, kind: string, at: string, shape: string): Promise<void> {
  await sql`insert into search.kind (kind, built_at, shape) values (${kind}, ${at}, ${shape})
    on conflict (kind) do update set built_at = excluded.built_at, shape = excluded.shape`.execute(tx);
}

export interface BuiltKind {
  readonly kind: string;
  readonly builtAt: string;
  readonly shape: string;
}

export async function findBuilt(db: Db): Promise<BuiltKind[]> {
  const { rows } = await sql<BuiltKind>`
    select kind, built_at as "builtAt", shape from search.kind order by kind`.execute(db);
  return rows;
}

export async function countEntries(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(*)::int as count from search.entry group by kind`.execute(db);
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}
