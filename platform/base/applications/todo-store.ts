import { sql } from 'kysely';
import { oneAtATime, type Db } from '#kernel/db';
import type { ForeignMessage, ForeignTodo } from './shapes.ts';

export interface TodoRow {
  readonly id: string;
  readonly feed: string | null;
  readonly title: string;
  readonly account: string;
  readonly person: string | null;
  readonly state: ForeignTodo['state'];
  readonly deadline: string | null;
  readonly link: string;
  readonly changedAt: string;
  /** Closed because its system did not list it any more. */
  readonly gone: boolean;
}

const columns = sql`id, feed, title, account, person, state, deadline, link, changed_at as "changedAt", gone`;

/** Nobody else takes in this system's to-dos until the transaction ends. */
export const lockSystem = async (tx: Db, system: string): Promise<void> => {
  await oneAtATime(tx, `applications ${system}`);
};

export async function findTodos(
  tx: Db,
  system: string,
  ids: readonly string[],
): Promise<Map<string, TodoRow>> {
  const { rows } = await sql<TodoRow>`
    select ${columns} from applications.todo where system = ${system} and id = any(${[...ids]})`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function findWaiting(
  tx: Db,
  system: string,
  by: { readonly feed: string } | { readonly account: string },
): Promise<TodoRow[]> {
  const which = 'feed' in by ? sql`feed = ${by.feed}` : sql`account = ${by.account}`;
  const { rows } = await sql<TodoRow>`
    select ${columns} from applications.todo
    where system = ${system} and state = 'waiting' and ${which} order by id`.execute(tx);
  return rows;
}

export async function putTodo(tx: Db, system: string, todo: TodoRow): Promise<void> {
  await sql`insert into applications.todo (system, id, feed, title, account, person, state, deadline, link, changed_at,
      gone)
    values (${system}, ${todo.id}, ${todo.feed}, ${todo.title}, ${todo.account}, ${todo.person}, ${todo.state},
      ${todo.deadline}, ${todo.link}, ${todo.changedAt}, ${todo.gone})
    on conflict (system, id) do update set feed = excluded.feed, title = excluded.title, account = excluded.account,
      person = excluded.person, state = excluded.state, deadline = excluded.deadline, link = excluded.link,
      changed_at = excluded.changed_at, gone = excluded.gone`.execute(tx);
}

/** @returns whether it is new */
export async function insertMessage(
  tx: Db,
  system: string,
  message: ForeignMessage,
  { told, at }: { readonly told: boolean; readonly at: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into applications.message (system, id, title, words, account, link, told, received_at)
    values (${system}, ${message.id}, ${message.title}, ${told ? '' : message.words}, ${message.account},
      ${message.link}, ${told}, ${at})
    on conflict (system, id) do nothing returning id`.execute(tx);
  return rows.length > 0;
}

export async function takeMessages(tx: Db, system: string, account: string): Promise<ForeignMessage[]> {
  const { rows } = await sql<ForeignMessage>`
    with waiting as (
      select id, words from applications.message where system = ${system} and account = ${account} and not told
      for update)
    update applications.message m set told = true, words = '' from waiting w
    where m.system = ${system} and m.id = w.id
    returning m.id, m.title, w.words, m.account, m.link`.execute(tx);
  return rows;
}

export interface Waiting {
  readonly waiting: number;
  /** To-dos and messages for accounts that nobody is tied to. */
  readonly unknown: number;
}

export async function countWaiting(db: Db, system: string): Promise<Waiting> {
  const { rows } = await sql<Waiting>`
    select (select count(*)::int from applications.todo
        where system = ${system} and state = 'waiting' and person is not null) as waiting,
      (select count(*)::int from applications.todo
        where system = ${system} and state = 'waiting' and person is null)
      + (select count(*)::int from applications.message where system = ${system} and not told) as unknown`.execute(
    db,
  );
  return rows[0] ?? { waiting: 0, unknown: 0 };
}
