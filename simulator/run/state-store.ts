import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { indicatorPoint, type IndicatorDefinition } from '#kernel/indicator';
import type { CityModule } from '#kernel/module';

/**
 * SQL of where a run has led: what the registers, the findings, the tasks and the figures say, each row by what it says
 * and not by the number or the instant that it was given. Two runs over the same files come to the same.
 */

/** One part of the state: so many rows, and a sum of their hashes that no order changes. */
export interface Part {
  readonly part: string;
  readonly rows: number;
  readonly hash: string;
}

export interface State {
  /** SHA-256 over all parts. */
  readonly digest: string;
  readonly parts: readonly Part[];
}

const origins = (column: string) =>
  sql`(select string_agg(key || (value - 'at')::text, ',' order by key) from jsonb_each(${sql.ref(column)}))`;

const numberOf = (id: string) =>
  sql`coalesce((select citizen_id from registers.person n where n.id = ${sql.ref(id)}), ${sql.ref(id)})`;

const addressOf = (code: string) =>
  sql`(select text from addresses.address n where n.code = ${sql.ref(code)})`;

/** A row of each part as one text. */
const parts: Readonly<Record<string, RawBuilder<unknown>>> = {
  batches: sql`select row(id, dataset, mode, status, filename, bytes, rows, unreadable, good, bad, simulated)::text as said
    from ingestion.batch`,
  joinings: sql`select row(batch, dataset, created, changed, unchanged, conflicts)::text as said from registers.join_run`,
  persons: sql`select row(citizen_id, name, sex, birth_date, ethnicity, household_number, household_relation, division,
      address, ${addressOf('address_code')}, mobile, sources, provisional, revision, simulated, withdrawn_at is null,
      ${origins('origins')})::text as said
    from registers.person`,
  'person versions': sql`select row(citizen_id, name, sex, birth_date, household_number, household_relation, division,
      address, mobile, sources, revision, source)::text as said
    from registers.person_history`,
  companies: sql`select row(credit_code, name, industry, established_on, division, address, ${addressOf('address_code')},
      representative, state, sources, revision, simulated, withdrawn_at is null, ${origins('origins')})::text as said
    from registers.company`,
  'company versions': sql`select row(credit_code, name, industry, established_on, division, address, representative,
      state, sources, revision, source)::text as said
    from registers.company_history`,
  'rows that joined': sql`select row(dataset, row_key, batch, "row", how is not null, coalesce(
      (select credit_code from registers.company c where c.id = m.entity), ${numberOf('m.entity')}))::text as said
    from registers.member m`,
  households: sql`select row(number, ${numberOf('head')}, members, division, address, ${addressOf('address_code')},
      state)::text as said
    from registers.household`,
  memberships: sql`select row(${numberOf('person')}, "position", number, relation, from_day, came, until_day, went)::text
      as said
    from registers.household_member`,
  addresses: sql`select row(text, local, division, house, road, number, place, building, room, state, simulated)::text
      as said
    from addresses.address`,
  findings: sql`select row(dataset, row_key, "row", rule, batch, status, severity, dimension, owner, value, suggestion,
      closed_by_batch, closed_by_row)::text as said
    from quality.finding`,
  tasks: sql`select row(kind, owner, source_module, source_record, status, count, title_zh, escalated)::text as said
    from tasks.task where source_module in ('quality', 'registers', 'addresses', 'reconciliation', 'linkage')`,
  comparisons: sql`select row(comparison, left_batches, right_batches, status, summary)::text as said
    from reconciliation.run`,
  'pairs to decide': sql`select row(dataset, row_key, ${numberOf('person')}, ${numberOf('twin')}, band, state,
      round(weight::numeric, 6), model)::text as said
    from linkage.pair`,
  'entries of the search': sql`select row(kind, field, personal, folded, sound, initials)::text as said
    from search.entry where field <> 'id' and kind in ('registers.person', 'registers.company', 'registers.household', 'addresses.address')`,
};

/** The newest value of each figure of these modules: those of machines and outside parties move by the minute. */
const figures = (codes: readonly string[]) => sql`
  select row(indicator, value, parts, simulated)::text as said from indicators.value v
  where indicator = any(${sql.val([...codes])}::text[])
    and day = (select max(day) from indicators.value n where n.indicator = v.indicator)`;

const floor: ReadonlySet<string> = new Set([
  'catalogue',
  'ingestion',
  'quality',
  'registers',
  'addresses',
  'reconciliation',
  'linkage',
]);

const codesOf = (modules: readonly CityModule[]): string[] =>
  modules
    .filter(({ id }) => floor.has(id))
    .flatMap((module) => module.contributes ?? [])
    .flatMap(({ point, value }) =>
      point.id === indicatorPoint.id ? [(value as IndicatorDefinition).code] : [],
    );

async function partOf(db: Db, part: string, rows: RawBuilder<unknown>): Promise<Part> {
  const found = await sql<{ rows: number; hash: string }>`
    select count(*)::int as rows,
      coalesce(sum(hashtextextended(said, 0)::numeric), 0) || '.' || coalesce(sum(hashtextextended(said, 1)::numeric), 0)
        as hash
    from (${rows}) of_part`.execute(db);
  return { part, rows: found.rows[0]?.rows ?? 0, hash: found.rows[0]?.hash ?? '' };
}

/**
 * What a run has come to. One pass over each table; a minute or two of a city. Two runs are compared on one day of the
 * city: figures by age change at midnight.
 */
export async function stateOf({
  transaction,
  modules,
}: Pick<Context, 'transaction' | 'modules'>): Promise<State> {
  const found: Part[] = [];
  const all = { ...parts, figures: figures(codesOf(modules)) };
  // Whole tables are read: the time that a page's statement is given is not meant for these.
  for (const [part, rows] of Object.entries(all))
    found.push(await transaction((tx) => partOf(tx, part, rows), { timeoutMs: 0 }));
  const hash = createHash('sha256');
  for (const { part, rows, hash: sum } of found) hash.update(`${part} ${rows} ${sum}\n`);
  return { digest: hash.digest('hex'), parts: found };
}
