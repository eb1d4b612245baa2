import { literal, quoted } from '#engines/duckdb-text';
import { keyedDigest } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import type { LakeSession } from '#kernel/lake';
import { maskValue } from '#kernel/record-server';
import { rowSubjects, type Dataset } from '#platform/data/catalogue';
import type { StandingRows } from '#platform/data/quality';
import type { Terms } from './odrl.ts';
import { divisionStem, standingOf } from './rules.ts';
import { secretOf } from './secrets.ts';

/** A row on its way to the ledger and to its reader: the key is the provider's, the values are what is given. */
export interface GivenRow {
  readonly key: string;
  /** Under which names the ledger is told whom it is about. */
  readonly subjects: string;
  /** Where it stands in the order of its agreement. */
  readonly place: string;
  readonly values: Readonly<Record<string, string | null>>;
}

/** The row filter of an agreement as a condition of the lake. What is missing fits nothing. */
export function filterSql({ filter }: Pick<Terms, 'filter'>): string {
  const conditions = filter.map((each) => {
    const column = quoted(each.field);
    return 'division' in each
      ? `starts_with(${column}, ${literal(divisionStem(each.division))})`
      : `${column} in (${each.values.map(literal).join(', ')})`;
  });
  return conditions.map((each) => `coalesce(${each}, false)`).join(' and ') || 'true';
}

type Show = (value: string | null) => string | null;

/**
 * A pseudonym is the same for one consumer each time, and another for each consumer, so that two of them cannot join what
 * they hold. Identity numbers and credit codes have one across datasets, every other item its own.
 */
async function pseudonymsFor(context: Context, { consumer, dataset: code }: Terms) {
  const key = await secretOf(context, 'exchange-pseudonyms.key');
  const hash = keyedDigest(context.config.CRYPTO_SUITE, key);
  const across = new Set(['citizen-id', 'credit-code']);
  return ({ name, type }: { readonly name: string; readonly type: string }): Show => {
    const domain = across.has(type) ? type : `${code}/${name}`;
    return (value) =>
      value === null
        ? null
        : hash(`exchange.pseudonym\n${consumer}\n${domain}\n`, value).toString('base64url').slice(0, 26);
  };
}

/**
 * The catalogue may have become stricter since: what is not shared any longer does not leave, nor what passed by itself and is
 * personal or conditional by now, before somebody decides.
 */
function mayLeave(
  field: Dataset['fields'][number],
  { share }: Pick<Dataset, 'share'>,
  passed = false,
): boolean {
  const standing = standingOf(field, share.type);
  return passed ? standing === 'unconditional' : standing !== 'none';
}

/** Items that were granted and do not leave as the catalogue stands now. */
export function withheldOf({ fields, share }: Pick<Dataset, 'fields' | 'share'>, { items }: Terms): string[] {
  const leaves = ({ field: name, passed }: Terms['items'][number]): boolean => {
    const field = fields.find((each) => each.name === name);
    return field !== undefined && mayLeave(field, { share }, passed);
  };
  return items.filter((item) => item.decision !== 'refuse' && !leaves(item)).map(({ field }) => field);
}

/** How each given item is shown; an item that has left the dataset is given no longer. */
export async function showsOf(
  context: Context,
  dataset: Dataset,
  terms: Terms,
): Promise<ReadonlyMap<string, Show>> {
  const pseudonym = await pseudonymsFor(context, terms);
  const shows = new Map<string, Show>();
  for (const { field: name, decision, mask, passed } of terms.items) {
    const field = dataset.fields.find((each) => each.name === name);
    if (!field || !mayLeave(field, dataset, passed)) continue;
    if (decision === 'grant') shows.set(name, (value) => value);
    if (decision === 'mask')
      shows.set(name, (value) => maskValue(value, mask ?? field.mask ?? 'hidden') as string | null);
    if (decision === 'pseudonym') shows.set(name, pseudonym(field));
  }
  return shows;
}

export interface Source {
  /** SELECT of `_key`, `_batch`, `_row` and the given items, in no order; undefined when nothing was ever delivered. */
  readonly sql: string | undefined;
  /** Expression over `_key` by which the rows are ordered. */
  readonly order: string;
  /** What the rows depend on: the same text, the same rows. */
  readonly state: string;
  readonly shows: ReadonlyMap<string, Show>;
  /** Whom a row is about, as the ledger is told. */
  readonly subjectsOf: (row: Readonly<Record<string, unknown>>) => string;
}

const between = '\u0000';

/** Each of the names of `GivenRow.subjects`. */
export const eachSubject = (rows: readonly string[]): string[] => rows.flatMap((row) => row.split(between));

/** Whom rows are about, as the ledger is told, and what a read brings along for it. */
async function subjectsOf(context: Context, dataset: Dataset) {
  const { numbers, of } = await rowSubjects(context, dataset);
  const as = new Map(numbers.map((name, at) => [name, `_number${at}`]));
  return {
    select: [...as].map(([name, column]) => `, ${quoted(name)} as ${column}`).join(''),
    subjectsOf: (row: Readonly<Record<string, unknown>>): string =>
      of(String(row['_key']), (name) => row[as.get(name) ?? name]).join(between),
  };
}

/**
 * Who was not given the key is not told it by the order either, and two consumers cannot join what they hold by the place
 * of a row: each agreement has an order of its own, which holds over its pages and deliveries.
 */
async function orderFor(context: Context, { key }: Dataset, { id, items }: Terms): Promise<string> {
  if (items.some(({ field, decision }) => field === key && decision === 'grant')) return '_key';
  const hash = keyedDigest(context.config.CRYPTO_SUITE, await secretOf(context, 'exchange-pseudonyms.key'));
  const salt = hash('exchange.order\n', id).toString('hex');
  return `sha256(${literal(salt)} || _key)`;
}

/** The rows of an agreement as the dataset stands now: one a key, those that break no blocking rule, those it may see. */
export async function sourceOf(
  context: Context,
  { dataset, rows }: { readonly dataset: Dataset; readonly rows: StandingRows | undefined },
  terms: Terms,
): Promise<Source> {
  const shows = await showsOf(context, dataset, terms);
  const order = await orderFor(context, dataset, terms);
  const given = [...shows.keys()].map((name) => `, ${quoted(name)}`).join('');
  const key = quoted(dataset.key);
  // A filter by an item that the dataset has lost leaves no row, never every row.
  const known = terms.filter.every(({ field }) => dataset.fields.some(({ name }) => name === field));
  const fits = known ? filterSql(terms) : 'false';
  const fields = dataset.fields.filter(({ name }) => shows.has(name));
  const catalogue = JSON.stringify([
    dataset.key,
    known,
    fields.map(({ name, type, mask }) => [name, type, mask]),
  ]);
  const { select: numbers, subjectsOf: subjects } = await subjectsOf(context, dataset);
  if (!rows) return { sql: undefined, order, state: catalogue, shows, subjectsOf: subjects };
  return {
    sql: `select ${key} as _key, _batch, _row${given}${numbers} from (
      select * from (${rows.sql}) where ${key} is not null
      qualify row_number() over (partition by ${key} order by _at desc, _row desc) = 1)
      where ${fits}`,
    order,
    state: [catalogue, ...rows.batches, ...rows.checkedAt].join('\n'),
    shows,
    subjectsOf: subjects,
  };
}

const shown = (
  row: Readonly<Record<string, unknown>>,
  { shows, subjectsOf: subjects }: Pick<Source, 'shows' | 'subjectsOf'>,
): GivenRow => ({
  key: String(row['_key']),
  subjects: subjects(row),
  place: String(row['_place']),
  values: Object.fromEntries(
    [...shows].map(([name, show]) => [name, show((row[name] as string | null | undefined) ?? null)]),
  ),
});

const placed = ({ sql, order }: Source, after: string | null): string =>
  `select *, ${order} as _place from (${sql})${after === null ? '' : ` where _place > ${literal(after)}`}`;

/**
 * Rows in the order of their agreement, in pieces. A key that stands throughout the paging comes once, whatever else comes
 * or goes.
 * @param page.after place of the last row of the page before; null for the first
 * @param page.limit all of them when absent
 */
export async function* readGranted(
  session: LakeSession,
  source: Source,
  { after, limit }: { readonly after: string | null; readonly limit?: number },
): AsyncGenerator<GivenRow[]> {
  if (source.sql === undefined || limit === 0) return;
  const most = limit === undefined ? '' : ` limit ${limit}`;
  for await (const rows of session.stream(`${placed(source, after)} order by _place${most}`))
    yield rows.map((row) => shown(row, source));
}

/** Rows by the provider's keys, in no order. */
export async function readKeys(
  session: LakeSession,
  source: Source,
  keys: readonly string[],
): Promise<GivenRow[]> {
  if (source.sql === undefined || keys.length === 0) return [];
  const rows = await session.rows(
    `select *, _key as _place from (${source.sql}) where _key in (${keys.map(literal).join(', ')})`,
  );
  return rows.map((row) => shown(row, source));
}

export interface Found {
  readonly key: string;
  readonly batch: string;
  readonly row: number;
  readonly value: string | null;
}

/**
 * The row that a consumer means by the key as it was given it, among those it is given.
 * @returns the provider's key, where the row lies, and what the named item holds, before any mask
 */
export async function findGiven(
  session: LakeSession,
  { sql, order, shows }: Source,
  { keyField, said, item }: { readonly keyField: string; readonly said: string; readonly item: string },
): Promise<Found | undefined> {
  const show = shows.get(keyField);
  if (sql === undefined || show === undefined) return undefined;
  // A key that was given as it is need not be searched for.
  const where = order === '_key' ? ` where _key = ${literal(said)}` : '';
  for await (const rows of session.stream(
    `select _key, _batch, _row, ${quoted(item)} as _value from (${sql})${where}`,
  ))
    for (const each of rows) {
      const key = String(each['_key']);
      if (show(key) !== said) continue;
      const value = (each['_value'] as string | null | undefined) ?? null;
      return { key, batch: String(each['_batch']), row: Number(each['_row']), value };
    }
  return undefined;
}
