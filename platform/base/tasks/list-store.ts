import { sql, type RawBuilder } from 'kysely';
import { scopeOf } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Reader } from './reader.ts';
import type { Lamp } from './rules.ts';
import type { Status } from './shapes.ts';
import { columns, copiedTo, heldBy, inTheirHands, isOneOf, visibleTo, type TaskRow } from './store.ts';

export interface TaskQuery {
  readonly whose: 'mine' | 'department' | 'pool' | 'copied' | 'all';
  readonly status: 'waiting' | Status;
  readonly lamp?: Lamp | undefined;
  readonly kind?: string | undefined;
  readonly module?: string | undefined;
  readonly owner?: string | undefined;
  /** Instants: at or after, before. */
  readonly dueFrom?: string | undefined;
  readonly dueBefore?: string | undefined;
  readonly q?: string | undefined;
  readonly now: string;
  readonly after?: { readonly at: string; readonly id: string } | undefined;
  readonly limit: number;
}

const due = sql`coalesce(t.due_at, 'infinity'::timestamptz)`;

const lampConditions: Readonly<Record<Lamp, (at: RawBuilder<unknown>) => RawBuilder<unknown>>> = {
  grey: () => sql`t.paused_at is not null`,
  red: (at) => sql`${due} < ${at}`,
  amber: (at) => sql`t.amber_at <= ${at} and ${due} >= ${at}`,
  green: (at) => sql`t.paused_at is null and (t.amber_at is null or t.amber_at > ${at}) and ${due} >= ${at}`,
};

const hasLamp = (lamp: Lamp, at: RawBuilder<unknown>): RawBuilder<unknown> => lampConditions[lamp](at);

/** Characters and pairs of them, as the table keeps them. */
export function gramsOf(words: string): string[] {
  const characters = [...words.toLowerCase()];
  if (characters.length < 2) return characters;
  return [...new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`))];
}

/** Every word of the question stands somewhere in the title or is (part of) the source's key. */
function searched(q: string): RawBuilder<unknown>[] {
  const haystack = sql`lower(t.title_zh || ' ' || t.title_en || ' ' || t.source_key)`;
  return q
    .split(/\s+/)
    .filter(Boolean)
    .map(
      (word) =>
        sql`t.grams @> ${gramsOf(word)}::text[] and position(${word.toLowerCase()} in ${haystack}) > 0`,
    );
}

const ofStatus = (status: TaskQuery['status']): RawBuilder<unknown> => {
  if (status === 'waiting') return sql`t.closed_at is null`;
  return sql`t.status = ${status} and t.closed_at is ${isClosed(status) ? sql`not null` : sql`null`}`;
};

function withDue({ dueFrom, dueBefore }: TaskQuery): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = [];
  if (dueFrom !== undefined) found.push(sql`t.due_at is not null and ${due} >= ${dueFrom}::timestamptz`);
  if (dueBefore !== undefined) found.push(sql`${due} < ${dueBefore}::timestamptz`);
  return found;
}

function conditionsOf(query: TaskQuery): RawBuilder<unknown>[] {
  const { status, lamp, kind, module, owner, q = '', now } = query;
  const found = [ofStatus(status), ...searched(q), ...withDue(query)];
  if (lamp) found.push(hasLamp(lamp, isClosed(status) ? sql`t.closed_at` : sql`${now}::timestamptz`));
  if (kind !== undefined) found.push(sql`t.kind = ${kind}`);
  if (module !== undefined) found.push(sql`t.source_module = ${module}`);
  if (owner !== undefined) found.push(sql`t.owner = ${owner}`);
  return found;
}

export const isClosed = (status: TaskQuery['status']): boolean => status === 'done' || status === 'dropped';

const nonEmpty = (parts: RawBuilder<unknown>[]) => (parts.length === 0 ? [sql`false`] : parts);

/**
 * What a reader asks for as parts that do not meet, each of which one index has in order: their union stays a merge of
 * a few short lists, however many tasks there are.
 */
function partsOf(reader: Reader, whose: TaskQuery['whose']): RawBuilder<unknown>[] {
  const { actor, roles } = reader;
  const organisation = actor.organisation ?? null;
  const scopes = [scopeOf(actor, 'tasks:own'), scopeOf(actor, 'tasks:manage')];
  const all = scopes.includes('city');
  const department = all || scopes.includes('department');
  const pool = sql`t.owner = ${organisation} and t.assignee is null and t.on_behalf_of is null and (t.pool is null and ${department} or t.pool = ${isOneOf(roles)})`;
  if (whose === 'mine') return nonEmpty(heldBy(reader));
  if (whose === 'pool') return [pool];
  if (whose === 'copied') return [sql`t.id in (select c.task from tasks.copy c where ${copiedTo(reader)})`];
  const own = department ? sql`t.owner = ${organisation}` : sql`(${pool})`;
  if (whose === 'department') return [own];
  if (all) return [sql`true`];
  return [own, ...heldBy(reader).map((held) => sql`${held} and (${own}) is not true`)];
}

/** The SQL of a page, so that its plan can be looked at. */
export function pageOf(reader: Reader, query: TaskQuery): RawBuilder<TaskRow> {
  const closed = isClosed(query.status);
  const order = closed ? sql`t.closed_at desc, t.id desc` : sql`${due}, t.id`;
  const after =
    query.after &&
    (closed
      ? sql`(t.closed_at, t.id) < (${query.after.at}::timestamptz, ${query.after.id})`
      : sql`(${due}, t.id) > (${query.after.at}::timestamptz, ${query.after.id})`);
  const shared = [...conditionsOf(query), ...(after ? [after] : [])];
  const parts = partsOf(reader, query.whose).map(
    (part) =>
      sql`(select t.* from tasks.task t where ${sql.join([part, ...shared], sql` and `)} order by ${order} limit ${query.limit})`,
  );
  return sql<TaskRow>`select ${columns} from (${sql.join(parts, sql` union all `)}) t order by ${order} limit ${query.limit}`;
}

/** Waiting tasks by when they are due, closed ones by when they were closed, the latest first. */
export async function findTasks(db: Db, reader: Reader, query: TaskQuery): Promise<TaskRow[]> {
  return (await pageOf(reader, query).execute(db)).rows;
}

export interface Summary {
  readonly waiting: number;
  readonly mine: number;
  readonly amber: number;
  readonly red: number;
  readonly grey: number;
  readonly kinds: string[];
  readonly modules: string[];
}

export async function summarise(db: Db, reader: Reader, now: string): Promise<Summary> {
  const at = sql`${now}::timestamptz`;
  const { rows } = await sql<Summary>`
    select count(*)::int as waiting, count(*) filter (where ${inTheirHands(reader)})::int as mine,
      count(*) filter (where ${hasLamp('amber', at)})::int as amber,
      count(*) filter (where ${hasLamp('red', at)})::int as red,
      count(*) filter (where ${hasLamp('grey', at)})::int as grey,
      coalesce(array_agg(distinct t.kind), '{}') as kinds,
      coalesce(array_agg(distinct t.source_module), '{}') as modules
    from tasks.task t where t.closed_at is null and ${visibleTo(reader)}`.execute(db);
  return rows[0] ?? { waiting: 0, mine: 0, amber: 0, red: 0, grey: 0, kinds: [], modules: [] };
}
