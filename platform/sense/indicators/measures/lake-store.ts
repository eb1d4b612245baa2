import { sql } from 'kysely';
import { literal, quoted } from '#engines/duckdb-text';
import type { Context } from '#kernel/context';
import type { LakeSession } from '#kernel/lake';
import type { Dataset } from '#platform/data/catalogue';
import { standingRows } from '#platform/data/quality';
import type { Compiling, SideCell, Slice } from './compile.ts';
import { dayText, periodStart, periodText, type LakeCompiling } from './lake-compile.ts';
import { lakeSideText } from './lake-query.ts';
import type { Aggregate, Dimension, Grain } from './shapes.ts';
import { getSource, type DatasetSource } from './sources.ts';

/** Rows of datasets, read in the lake. */

export interface BatchTold {
  readonly batch: string;
  readonly simulated: boolean;
  readonly at: string | null;
}

/** What ingestion knows of some deliveries. */
async function toldOf(context: Context, batches: readonly string[]): Promise<BatchTold[]> {
  const { rows } = await sql<{ id: string; simulated: boolean; handed_in_at: string }>`
    select id, simulated, handed_in_at from ingestion.batch_v1 where id = any(${[...batches]}::text[])`.execute(
    context.db,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return batches.map((batch) => ({
    batch,
    simulated: known.get(batch)?.simulated ?? false,
    at: known.get(batch)?.handed_in_at ?? null,
  }));
}

/** Towns and villages by their names; those of a name that two of them have stand for none. */
async function divisionNames(context: Context): Promise<readonly (readonly [string, string, string])[]> {
  const { rows } = await sql<{ level: string; name: string; code: string }>`
    select level, name, min(code) as code
    from (select case length(code) when 9 then 'town' else 'village' end as level, code, unnest(array[name_zh, name_en]) as name
      from organisations.division_v1 where length(code) in (9, 12)) each
    where name is not null group by level, name having count(distinct code) = 1`.execute(context.db);
  return rows.map(({ level, name, code }) => [level, name, code] as const);
}

export const datasetOf = (source: DatasetSource | ReturnType<typeof getSource>): Dataset => {
  if (source.kind !== 'dataset') throw new Error(`${source.id} lies in no lake`);
  return source.dataset;
};

/** What stands behind `left join`: of rows with one key the last, so that none of the source comes twice. */
async function joinedText(
  context: Context,
  { as, record, from, to }: Aggregate['joins'][number],
  find: Compiling['find'],
) {
  const dataset = datasetOf(getSource(record, find));
  const rows = await standingRows(context, dataset);
  const names = dataset.fields.map(({ name }) => name);
  const none = `select ${names.map((name) => `null::varchar as ${quoted(name)}`).join(', ')} limit 0`;
  const one = rows
    ? `select ${names.map(quoted).join(', ')} from (${rows.sql}) qualify row_number() over (partition by ${quoted(to)} order by _at desc, _row desc) = 1`
    : none;
  const alias = quoted(`j_${as}`);
  return ` left join (${one}) ${alias} on ${alias}.${quoted(to)} = t.${quoted(from)}`;
}

export interface LakeRows {
  readonly compiling: LakeCompiling;
  readonly told: readonly BatchTold[];
  readonly dataset: Dataset;
}

/** The rows of a side as they stand; undefined when nothing was ever delivered. */
export async function lakeRows(
  context: Context,
  { aggregate, find }: Compiling,
): Promise<LakeRows | undefined> {
  const dataset = datasetOf(getSource(aggregate.record, find));
  const rows = await standingRows(context, dataset);
  if (!rows) return undefined;
  const joins: string[] = [];
  for (const join of aggregate.joins) joins.push(await joinedText(context, join, find));
  return {
    compiling: { aggregate, find, from: `(${rows.sql}) t${joins.join('')}` },
    told: await toldOf(context, rows.batches),
    dataset,
  };
}

/** Makes the tables that the statements of the lake stand on. */
async function prepare(
  session: LakeSession,
  told: readonly BatchTold[],
  names: readonly (readonly [string, string, string])[],
) {
  const text = (value: string | null): string => (value === null ? 'null' : literal(value));
  const batches = told.map(
    ({ batch, simulated, at }) => `(${literal(batch)}, ${simulated}, ${text(at)}::varchar)`,
  );
  await session.run(
    `create temp table batch_told as select * from (values ${batches.join(', ')}) as b(batch, simulated, told_at)`,
  );
  await session.run('create temp table division_name (level varchar, name varchar, code varchar)');
  if (names.length > 0)
    await session.run(
      `insert into division_name values ${names.map((each) => `(${each.map(literal).join(', ')})`).join(', ')}`,
    );
}

/** Runs statements over the rows of a side. */
export async function inLakeRows<T>(
  context: Context,
  { told }: LakeRows,
  dimensions: readonly Dimension[],
  work: (session: LakeSession) => Promise<T>,
): Promise<T> {
  const names = dimensions.some(({ level }) => level !== undefined) ? await divisionNames(context) : [];
  return context.lake.session(async (session) => {
    await prepare(session, told, names);
    return work(session);
  });
}

/** One side of a measure over periods, from the lake. */
export async function lakeSide(
  context: Context,
  compiling: Compiling,
  {
    dimensions,
    side,
    slice,
  }: {
    readonly dimensions: readonly Dimension[];
    readonly side: 'numerator' | 'denominator';
    readonly slice: Slice;
  },
): Promise<SideCell[]> {
  const rows = await lakeRows(context, compiling);
  if (!rows || slice.starts?.length === 0) return [];
  const asked = {
    compiling: rows.compiling,
    dimensions,
    side,
    slice,
    isMany: rows.told.length > 1,
    today: compiling.today,
  };
  return inLakeRows(context, rows, dimensions, (session) =>
    session.rows<SideCell & Record<string, unknown>>(lakeSideText(asked)),
  );
}

/** Where the deliveries of a dataset lie, checked. */
const filesOf = (context: Context, { code }: Dataset): Promise<string[]> =>
  context.lake.session(async (session) => {
    const files = await context.lake.path('checked', code, '*.parquet');
    const rows = await session.rows<{ file: string }>(`select file from glob(${literal(files)}) order by 1`);
    return rows.map(({ file }) => file);
  });

/** Keys that a delivery of a dataset speaks of, those of rows that are held back too: they take an older row's place. */
const keysText = (path: string, key: string): string =>
  `select ${quoted(key)} from read_parquet(${literal(path)})`;

/**
 * First days of the periods that a delivery touches: those of its own rows, and those in which older rows of the same keys lay.
 * @param of.column field of the side's own rows by which they are found: its key, or that by which it is joined
 */
export async function lakeTouched(
  context: Context,
  { aggregate, find }: Compiling,
  of: {
    readonly grain: Grain;
    readonly column: string;
    readonly delivered: { readonly dataset: Dataset; readonly batch: string };
  },
): Promise<string[]> {
  const { dataset, batch } = of.delivered;
  const own = datasetOf(getSource(aggregate.record, find));
  const path = await context.lake.path('checked', dataset.code, `${batch}.parquet`);
  const day = dayText({ aggregate: { ...aggregate, joins: [] }, find, from: '' });
  const periods = (from: string, and: string): string =>
    `select distinct ${periodText(day, of.grain)} as p from ${from} t where ${day} is not null${and}`;
  const others = (await filesOf(context, own)).filter((file) => file !== path);
  const parts = [
    ...(own.code === dataset.code ? [periods(`read_parquet(${literal(path)})`, '')] : []),
    ...(others.length > 0
      ? [
          periods(
            `read_parquet([${others.map(literal).join(', ')}], union_by_name = true)`,
            ` and t.${quoted(of.column)} in (${keysText(path, dataset.key)})`,
          ),
        ]
      : []),
  ];
  if (parts.length === 0) return [];
  return context.lake.session(async (session) => {
    const rows = await session.rows<{ period: string }>(
      `select distinct ${periodStart('p', of.grain)}::varchar as period from (${parts.join(' union ')}) order by 1`,
    );
    return rows.map(({ period }) => period);
  });
}
