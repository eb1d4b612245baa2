import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { jobId, toldBy, type Told, type ToldEdge } from './from-openlineage.ts';
import type { OpenLineageEvent } from './openlineage.ts';

/** What failed wrote nothing that counts: how much there is stays as it was. */
const failed: ReadonlySet<string | undefined> = new Set(['FAIL', 'ABORT']);

const rowOf = (node: Told, event: OpenLineageEvent) => {
  const kept = node.kind === 'job' || !failed.has(event.eventType);
  const { title, ...columns } = node;
  return {
    ...columns,
    title_zh: title.zh,
    title_en: title.en,
    version: kept ? node.version : null,
    rows: kept ? node.rows : null,
  };
};

/**
 * The newest event says what a node is; a late one adds nothing but its edges, nor does another system to what this
 * platform has told of itself. One statement for all of an event, in the order of their names, so that two events never
 * wait for each other.
 */
async function putNodes(
  tx: Db,
  nodes: readonly Told[],
  event: OpenLineageEvent,
  own: boolean,
): Promise<void> {
  const once = new Map(nodes.map((node) => [node.id, rowOf(node, event)]));
  await sql`
    insert into lineage.node as n (id, kind, namespace, name, title_zh, title_en, stage, owner, path, simulated, version,
      rows, state, run, at, facets, own)
    select t.id, t.kind, t.namespace, t.name, t.title_zh, t.title_en, t.stage, t.owner, t.path, t.simulated, t.version,
      t.rows, t.state, t.run, ${event.eventTime}::timestamptz, t.facets, ${own}
    from jsonb_populate_recordset(null::lineage.node, ${JSON.stringify([...once.values()])}::jsonb) t
    order by t.id
    on conflict (id) do update set title_zh = excluded.title_zh, title_en = excluded.title_en, stage = excluded.stage,
      owner = coalesce(excluded.owner, n.owner), path = coalesce(excluded.path, n.path), simulated = excluded.simulated,
      version = coalesce(excluded.version, n.version), rows = coalesce(excluded.rows, n.rows),
      state = excluded.state, run = excluded.run, at = excluded.at, facets = n.facets || excluded.facets, own = excluded.own
    where excluded.own > n.own or (excluded.own = n.own and excluded.at >= n.at)`.execute(tx);
}

const putEdges = (tx: Db, edges: readonly ToldEdge[], at: string) =>
  sql`
    insert into lineage.edge as e (job, dataset, direction, at)
    select distinct t.job, t.dataset, t.direction, ${at}::timestamptz
    from jsonb_populate_recordset(null::lineage.edge, ${JSON.stringify(edges)}::jsonb) t
    order by 1, 2, 3
    on conflict (job, dataset, direction) do update set at = greatest(e.at, excluded.at)`.execute(tx);

interface Given {
  readonly receivedAt: string;
  /** Told by this platform of its own work. */
  readonly own: boolean;
}

/** @returns its sequence, or undefined when the same was told before */
async function insertEvent(
  tx: Db,
  event: OpenLineageEvent,
  kept: { readonly digest: string; readonly body: string; readonly receivedAt: string },
): Promise<number | undefined> {
  const { run, job, eventType, eventTime } = event;
  const { rows } = await sql<{ sequence: number }>`
    insert into lineage.event (digest, run, job, state, event_at, received_at, body)
    values (${kept.digest}, ${run?.runId ?? null}::uuid, ${job ? jobId(job) : null}, ${eventType ?? null}, ${eventTime},
      ${kept.receivedAt}, ${kept.body}::jsonb)
    on conflict (digest) do nothing returning sequence`.execute(tx);
  return rows[0]?.sequence;
}

async function sequenceOf(db: Db, digest: string): Promise<number> {
  const { rows } = await sql<{ sequence: number }>`
    select sequence from lineage.event where digest = ${digest}`.execute(db);
  return rows[0]?.sequence ?? 0;
}

/** Keeps an event and what it tells. @returns its sequence, and whether it was there before */
export async function putEvent(
  tx: Db,
  event: OpenLineageEvent,
  { receivedAt, own }: Given,
): Promise<{ sequence: number; known: boolean }> {
  const body = JSON.stringify(event);
  const digest = createHash('sha256').update(body).digest('hex');
  const sequence = await insertEvent(tx, event, { digest, body, receivedAt });
  if (sequence === undefined) return { sequence: await sequenceOf(tx, digest), known: true };
  const { nodes, edges } = toldBy(event, own);
  if (nodes.length > 0) await putNodes(tx, nodes, event, own);
  if (edges.length > 0) await putEdges(tx, edges, event.eventTime);
  return { sequence, known: false };
}

export async function listEvents(
  db: Db,
  asked: {
    readonly job?: string | undefined;
    readonly run?: string | undefined;
    readonly after: number;
    readonly limit: number;
  },
) {
  const { rows } = await sql<{ sequence: number; receivedAt: string; event: unknown }>`
    select sequence, received_at as "receivedAt", body as event from lineage.event
    where sequence > ${asked.after} ${asked.job === undefined ? sql`` : sql`and job = ${`job:${asked.job}`}`}
      ${asked.run === undefined ? sql`` : sql`and run = ${asked.run}::uuid`}
    order by sequence limit ${asked.limit}`.execute(db);
  return rows;
}

export interface NodeRow {
  readonly id: string;
  readonly kind: 'job' | 'dataset';
  readonly namespace: string;
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly stage: Told['stage'];
  readonly owner: string | null;
  readonly path: string | null;
  readonly simulated: boolean;
  readonly version: string | null;
  readonly rows: number | null;
  readonly state: string | null;
  readonly at: string;
  readonly facets: Readonly<Record<string, unknown>>;
  /** Told by this platform of its own work. */
  readonly own: boolean;
}

const nodeColumns = sql`id, kind, namespace, name, title_zh as zh, title_en as en, stage, owner, path, simulated, version, rows,
  state, at, facets, own`;

export async function findNodes(db: Db, ids: readonly string[]): Promise<readonly NodeRow[]> {
  const { rows } = await sql<NodeRow>`
    select ${nodeColumns} from lineage.node where id = any(${[...ids]}::text[]) order by id`.execute(db);
  return rows;
}

const countCap = 10_000;

export async function listNodes(
  db: Db,
  asked: {
    readonly q?: string | undefined;
    readonly stage?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<{ rows: readonly NodeRow[]; total: number }> {
  const conditions = sql.join(
    [
      sql`true`,
      ...(asked.stage === undefined ? [] : [sql`stage = ${asked.stage}`]),
      ...(asked.q === undefined
        ? []
        : [
            sql`strpos(lower(concat_ws(' ', title_zh, title_en, name)), ${asked.q.trim().toLowerCase()}) > 0`,
          ]),
    ],
    sql` and `,
  );
  const { rows } = await sql<NodeRow>`
    select ${nodeColumns} from lineage.node where ${conditions}
      ${asked.after === undefined ? sql`` : sql`and id > ${asked.after}`} order by id limit ${asked.limit + 1}`.execute(
    db,
  );
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from (select from lineage.node where ${conditions} limit ${countCap + 1}) c`.execute(
    db,
  );
  return { rows, total: counted.rows[0]?.n ?? 0 };
}

export interface EdgeRow {
  readonly job: string;
  readonly dataset: string;
  readonly direction: 'in' | 'out';
  readonly at: string;
}

/** The edges that lead into these nodes (`up`) or out of them (`down`). */
export async function edgesAt(
  db: Db,
  ids: readonly string[],
  way: 'up' | 'down',
): Promise<readonly EdgeRow[]> {
  const [ofDataset, ofJob] = way === 'up' ? ['out', 'in'] : ['in', 'out'];
  const { rows } = await sql<EdgeRow>`
    select job, dataset, direction, at from lineage.edge
    where (dataset = any(${[...ids]}::text[]) and direction = ${ofDataset})
      or (job = any(${[...ids]}::text[]) and direction = ${ofJob})`.execute(db);
  return rows;
}

export interface RunRow {
  readonly run: string;
  readonly state: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly rows: number | null;
  readonly problem: string | null;
}

/** The newest runs of jobs, each by its newest state. */
export async function listRuns(db: Db, jobs: readonly string[]): Promise<readonly RunRow[]> {
  const { rows } = await sql<RunRow>`
    select run, (array_agg(state order by event_at desc, sequence desc))[1] as state,
      min(event_at) filter (where state = 'START') as "startedAt",
      max(event_at) filter (where state in ('COMPLETE', 'FAIL', 'ABORT')) as "endedAt",
      max(case when body #>> '{outputs,0,outputFacets,outputStatistics,rowCount}' ~ '^[0-9]{1,15}$'
        then (body #>> '{outputs,0,outputFacets,outputStatistics,rowCount}')::bigint end) as rows,
      max(body #>> '{run,facets,errorMessage,message}') as problem
    from lineage.event where job = any(${[...jobs]}::text[]) and run is not null
    group by run order by max(event_at) desc limit 20`.execute(db);
  return rows;
}

/** When the last job that was told ended. */
export async function lastTold(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ at: string | null }>`select max(ended_at) as at from lineage.told`.execute(db);
  return rows[0]?.at ?? undefined;
}

/** Of these jobs those that were told as they ended. */
export async function alreadyTold(
  db: Db,
  jobs: readonly { readonly id: string; readonly endedAt: string }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ job: string; at: string }>`
    select job, ended_at as at from lineage.told where job = any(${jobs.map(({ id }) => id)}::uuid[])`.execute(
    db,
  );
  const told = new Map(rows.map(({ job, at }) => [job, at]));
  return new Set(jobs.filter(({ id, endedAt }) => told.get(id) === endedAt).map(({ id }) => id));
}

export const noteTold = (tx: Db, job: string, endedAt: string) =>
  sql`insert into lineage.told (job, ended_at) values (${job}::uuid, ${endedAt})
    on conflict (job) do update set ended_at = excluded.ended_at`.execute(tx);
