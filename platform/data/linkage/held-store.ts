import { citizenIdFault } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import type { LakeSession } from '#kernel/lake';
import type { AnyRecord, RecordOf } from '#kernel/record';
import { snapshotRecord } from '#kernel/record-server';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import { keysHeldOtherwise, standingRows } from '#platform/data/quality';
import { joinedBatches, keysJoinedByNumber, Person } from '#platform/data/registers';
import type { Compared } from './city.ts';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Field of a dataset that feeds an attribute of the register. */
export const fieldFor = ({ fields }: Dataset, attribute: string) =>
  fields.find(({ feeds }) => feeds?.attribute === attribute);

interface Source {
  readonly dataset: Dataset;
  /** SELECT of its rows as they stand, those held back too. */
  readonly sql: string;
}

/** What a run looks at: the same state is the same answer. */
export interface Looked {
  readonly compared: Compared;
  readonly sources: readonly Source[];
  readonly batches: readonly string[];
  readonly joined: readonly string[];
}

/** The city's datasets as they stand; those that were never delivered are left out. */
export async function lookAround(context: Context, compared: Compared): Promise<Looked> {
  const sources: Source[] = [];
  const batches: string[] = [];
  for (const code of compared.datasets) {
    const dataset = await getDatasetEver(context.db, code);
    const rows = await standingRows(context, dataset, { held: true });
    if (!rows) continue;
    sources.push({ dataset, sql: rows.sql });
    batches.push(...rows.batches.map((batch) => `${code} ${batch}`));
  }
  return { compared, sources, batches, joined: await joinedBatches(context.db) };
}

const columnsOf = ({ compare }: Compared): string[] => compare.map(({ attribute }) => attribute);

/** The rows of one dataset under the register's names, each key once; `key` is the dataset's own name of the row. */
function underNames({ dataset, sql }: Source, compared: Compared): string {
  const columns = columnsOf(compared).map((attribute) => {
    const field = fieldFor(dataset, attribute);
    return `${field ? identifier(field.name) : 'null::varchar'} as ${identifier(attribute)}`;
  });
  const key = identifier(dataset.key);
  return `select ${literal(`${dataset.code} `)} || ${key} as id, ${literal(dataset.code)} as dataset, ${key} as key,
      _batch as batch, _row as row, _at as at, _blocked as blocked, ${columns.join(', ')}
    from (${sql}) where ${key} is not null qualify row_number() over (partition by ${key} order by _at desc, _row desc) = 1`;
}

/** A number by which a row could join; where a region is not known here, quality has its say. */
const isUsable = (number: string | null): boolean =>
  number !== null && citizenIdFault(number, { isRegion: () => true }) === null;

/** Keys of the rows of a dataset without a usable number that nothing else is the matter with. */
async function heldKeys(context: Context, session: LakeSession, { dataset }: Source): Promise<string[]> {
  const field = fieldFor(dataset, 'citizenId');
  if (!field) return [];
  const otherwise = await keysHeldOtherwise(context.db, dataset.code, field.name);
  const joined = await keysJoinedByNumber(context.db, dataset.code);
  // Without a number, or held back: whoever joined by a number is none of these.
  const rows = await session.rows<{ key: string; number: string | null; blocked: boolean }>(
    `select key, "citizenId" as number, blocked from standing
      where dataset = ${literal(dataset.code)} and (blocked or "citizenId" is null)`,
  );
  return rows
    .filter(({ key, number }) => !isUsable(number) && !otherwise.has(key) && !joined.has(key))
    .map(({ key }) => key);
}

/** Says something besides a name by which a person is known. */
const tells = (compared: Compared): string => {
  const rest = columnsOf(compared).filter((name) => !['name', 'citizenId', 'sex'].includes(name));
  return `name is not null and (${rest.map((name) => `${identifier(name)} is not null`).join(' or ')})`;
};

/**
 * Lays out in a session: `standing`, all rows; `held`, those without a usable number; `persons`, the register.
 * @returns how many are held
 */
export async function layOut(context: Context, session: LakeSession, looked: Looked): Promise<number> {
  const { compared, sources } = looked;
  const { path } = await snapshotRecord(context, Person as AnyRecord as RecordOf);
  const columns = columnsOf(compared).map((name) => `${identifier(name)}::varchar as ${identifier(name)}`);
  await session.run(
    `create or replace table persons as select id, ${columns.join(', ')} from read_parquet(${literal(path)})`,
  );
  const parts = sources.map((source) => underNames(source, compared));
  await session.run(`create or replace view standing as ${parts.join(' union all ')}`);
  await session.run('create or replace table held_key (dataset varchar, key varchar)');
  for (const source of sources) {
    const keys = await heldKeys(context, session, source);
    if (keys.length > 0)
      await session.run(`insert into held_key select ${literal(source.dataset.code)}, unnest($1)`, [keys]);
  }
  await session.run(
    `create or replace table held as select s.* from standing s join held_key using (dataset, key) where ${tells(compared)}`,
  );
  const [count] = await session.rows<{ count: number }>('select count(*)::integer as count from held');
  return count?.count ?? 0;
}

/** Rows that a model is trained on: of one city's day at most, chosen by a hash, so that the same rows give the same model. */
const mostTrained = 200_000;

/** The dataset whose word makes the names of the register: its rows would agree with themselves. */
function chiefOf(sources: readonly Source[]): string | undefined {
  const weight = ({ dataset }: Source) => fieldFor(dataset, 'name')?.feeds?.authority ?? 0;
  return sources.length < 2
    ? undefined
    : sources.toSorted((one, other) => weight(other) - weight(one))[0]?.dataset.code;
}

/** `sample`: rows of the register's other sources, and those without a number. */
export async function laySample(session: LakeSession, { sources }: Looked): Promise<void> {
  const chief = chiefOf(sources);
  await session.run(`create or replace table sample as
    select * from (select * from standing where not blocked ${chief === undefined ? '' : `and dataset <> ${literal(chief)}`}
      order by hash(id), id limit ${mostTrained})
    union all select * from held`);
}

/** One row that is held, with what it says by the names of its dataset's fields. */
export interface HeldRow {
  readonly dataset: Dataset;
  readonly key: string;
  readonly batch: string;
  readonly row: number;
  readonly at: string;
  readonly values: Readonly<Record<string, string | null>>;
}

const rowOf = (dataset: Dataset, row: Readonly<Record<string, unknown>>): HeldRow => ({
  dataset,
  key: String(row[dataset.key]),
  batch: String(row['_batch']),
  row: Number(row['_row']),
  at: String(row['_at']),
  values: Object.fromEntries(
    dataset.fields.map(({ name }) => [name, (row[name] as string | null | undefined) ?? null]),
  ),
});

/** What some rows say, by their ids (`dataset key`), in a session in which they are laid out. */
export async function readHeld(
  session: LakeSession,
  { sources }: Looked,
  ids: readonly string[],
): Promise<Map<string, HeldRow>> {
  const found = new Map<string, HeldRow>();
  for (const { dataset, sql } of sources) {
    const prefix = `${dataset.code} `;
    const keys = ids.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
    if (keys.length === 0) continue;
    const key = identifier(dataset.key);
    const rows = await session.rows(
      `select * from (${sql}) where ${key} in (select unnest($1))
        qualify row_number() over (partition by ${key} order by _at desc, _row desc) = 1`,
      [keys],
    );
    for (const row of rows) {
      const held = rowOf(dataset, row);
      found.set(prefix + held.key, held);
    }
  }
  return found;
}

/** One row as it lies in its batch. */
export async function readRowOfBatch(
  context: Context,
  dataset: Dataset,
  { batch, row }: { readonly batch: string; readonly row: number },
): Promise<HeldRow | undefined> {
  const path = await context.lake.path('checked', dataset.code, `${batch}.parquet`);
  return context.lake.session(async (session) => {
    const [found] = await session.rows(
      `select *, ${literal(batch)} as _batch from read_parquet(${literal(path)}) where _row = $1`,
      [row],
    );
    return found && rowOf(dataset, found);
  });
}

/** Ids of the rows without a usable number that are laid out. */
export async function heldIds(session: LakeSession): Promise<Set<string>> {
  const rows = await session.rows<{ id: string }>('select id from held order by id');
  return new Set(rows.map(({ id }) => id));
}
