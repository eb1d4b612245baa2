import { sql, type RawBuilder } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { Channel, Urgency } from './rules.ts';

export interface NewNotice {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly urgency: Urgency;
  readonly title: Text;
  readonly body: Text;
  readonly short: Text;
  readonly link: string | null;
  readonly sender: string;
  readonly organisation: string | null;
  readonly call: string | null;
  readonly simulated: boolean;
  readonly at: string;
}

/** How many people a notice told. */
export async function countTold(db: Db, notice: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from notifications.delivery where notice = ${notice}`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function insertNotice(tx: Db, notice: NewNotice): Promise<void> {
  const { id, kind, key, urgency, title, body, short, link, sender, organisation, call, simulated, at } =
    notice;
  await sql`insert into notifications.notice (id, kind, key, urgency, title_zh, title_en, body_zh, body_en, short_zh,
      short_en, link, sender, organisation, call, simulated, created_at)
    values (${id}, ${kind}, ${key}, ${urgency}, ${title.zh}, ${title.en}, ${body.zh}, ${body.en}, ${short.zh},
      ${short.en}, ${link}, ${sender}, ${organisation}, ${call}, ${simulated}, ${at})`.execute(tx);
}

/** Takes back a notice that was of no news to anybody. */
export async function deleteNotice(tx: Db, id: string): Promise<void> {
  await sql`delete from notifications.notice where id = ${id}`.execute(tx);
}

/** @returns how many of the people had not been told of it before */
export async function insertDeliveries(
  tx: Db,
  told: {
    readonly notice: string;
    readonly kind: string;
    readonly key: string;
    readonly at: string;
    readonly nextAt: string | null;
    readonly to: readonly { readonly id: string; readonly person: string }[];
  },
): Promise<number> {
  const { notice, kind, key, at, nextAt, to } = told;
  const { numAffectedRows } = await sql`
    insert into notifications.delivery (id, notice, kind, key, person, created_at, next_at)
    select id, ${notice}, ${kind}, ${key}, person, ${at}::timestamptz, ${nextAt}::timestamptz
    from unnest(${to.map(({ id }) => id)}::text[], ${to.map(({ person }) => person)}::text[]) as t(id, person)
    on conflict (kind, key, person) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export interface InboxRow {
  readonly id: string;
  readonly kind: string;
  readonly urgency: Urgency;
  readonly title: Text;
  readonly body: Text;
  readonly link: string | null;
  readonly at: string;
  readonly readAt: string | null;
  readonly call: string | null;
  readonly confirmedAt: string | null;
  readonly simulated: boolean;
}

export interface Cursor {
  readonly at: string;
  readonly id: string;
}

const before = (place: RawBuilder<unknown>, after: Cursor | undefined) =>
  after ? sql`${place} < (${after.at}::timestamptz, ${after.id})` : sql`true`;

const text = (name: string) =>
  sql`json_build_object('zh', n.${sql.ref(`${name}_zh`)}, 'en', n.${sql.ref(`${name}_en`)})`;

/** What one person was told, the latest first. */
export async function findInbox(
  db: Db,
  person: string,
  asked: {
    readonly id?: string;
    readonly unread?: boolean;
    readonly after?: Cursor | undefined;
    readonly limit: number;
  },
): Promise<InboxRow[]> {
  const { rows } = await sql<InboxRow>`
    select d.id, n.kind, n.urgency, ${text('title')} as title, ${text('body')} as body, n.link, d.created_at as at,
      d.read_at as "readAt", n.call, d.confirmed_at as "confirmedAt", n.simulated
    from notifications.delivery d join notifications.notice n on n.id = d.notice
    where d.person = ${person} and ${asked.unread ? sql`d.read_at is null` : sql`true`}
      and ${asked.id === undefined ? sql`true` : sql`d.id = ${asked.id}`}
      and ${before(sql`(d.created_at, d.id)`, asked.after)}
    order by d.created_at desc, d.id desc limit ${asked.limit}`.execute(db);
  return rows;
}

export async function countUnread(db: Db, person: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from notifications.delivery where person = ${person} and read_at is null`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

/** Read once, one or `all`; nothing goes out any more. @returns which there were, and whether no channel had reached them */
export async function markRead(
  tx: Db,
  person: string,
  which: string,
  at: string,
): Promise<{ readonly notice: string; readonly unreached: boolean }[]> {
  const { rows } = await sql<{
    notice: string;
    unreached: boolean;
  }>`update notifications.delivery set read_at = ${at}, next_at = null
    where person = ${person} and read_at is null and ${which === 'all' ? sql`true` : sql`id = ${which}`}
    returning notice, unreached_at is not null as unreached`.execute(tx);
  return rows;
}

export async function findMine(
  db: Db,
  person: string,
  id: string,
): Promise<{ readonly call: string | null } | undefined> {
  const { rows } = await sql<{ call: string | null }>`
    select n.call from notifications.delivery d join notifications.notice n on n.id = d.notice
    where d.id = ${id} and d.person = ${person}`.execute(db);
  return rows[0];
}

export async function markConfirmed(tx: Db, id: string, at: string): Promise<void> {
  await sql`update notifications.delivery set confirmed_at = coalesce(confirmed_at, ${at}) where id = ${id}`.execute(
    tx,
  );
}

export interface SentRow {
  readonly id: string;
  readonly kind: string;
  readonly urgency: Urgency;
  readonly title: Text;
  readonly at: string;
  readonly people: number;
  readonly read: number;
  readonly unreached: number;
  readonly simulated: boolean;
}

/** Notices of the own organisation, for whoever sends. */
function sentBy(actor: Actor): RawBuilder<unknown> {
  const scope = scopeOf(actor, 'notifications:send');
  if (scope === 'city') return sql`true`;
  return scope === 'department' && actor.organisation
    ? sql`n.organisation = ${actor.organisation}`
    : sql`false`;
}

export async function findSent(
  db: Db,
  actor: Actor,
  asked: { readonly id?: string; readonly after?: Cursor | undefined; readonly limit: number },
): Promise<SentRow[]> {
  const { rows } = await sql<SentRow>`
    select n.id, n.kind, n.urgency, ${text('title')} as title, n.created_at as at, n.simulated,
      count(d.id)::int as people, count(d.read_at)::int as read, count(d.unreached_at)::int as unreached
    from notifications.notice n join notifications.delivery d on d.notice = n.id
    where ${sentBy(actor)} and ${asked.id === undefined ? sql`true` : sql`n.id = ${asked.id}`}
      and ${before(sql`(n.created_at, n.id)`, asked.after)}
    group by n.id order by n.created_at desc, n.id desc limit ${asked.limit}`.execute(db);
  return rows;
}

export interface ReceiptRow {
  readonly person: string;
  readonly readAt: string | null;
  readonly confirmedAt: string | null;
  readonly unreachedAt: string | null;
  readonly attempts: readonly {
    readonly channel: Channel;
    readonly state: string;
    readonly at: string;
    readonly problem: string | null;
  }[];
}

export async function findReceipts(db: Db, notice: string): Promise<ReceiptRow[]> {
  const { rows } = await sql<ReceiptRow>`
    select d.person, d.read_at as "readAt", d.confirmed_at as "confirmedAt", d.unreached_at as "unreachedAt",
      coalesce((select json_agg(json_build_object('channel', a.channel, 'state', a.state, 'problem', a.problem,
        'at', to_char(coalesce(a.settled_at, a.queued_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        order by a.queued_at, a.id) from notifications.attempt a where a.delivery = d.id), '[]'::json) as attempts
    from notifications.delivery d where d.notice = ${notice} order by d.id limit 500`.execute(db);
  return rows;
}

/** What is told of a task. */
export async function findTask(db: Db, id: string): Promise<{ title: Text; owner: string } | undefined> {
  const { rows } = await sql<{ title: Text; owner: string }>`
    select json_build_object('zh', title_zh, 'en', title_en) as title, owner from tasks.task_v1 where id = ${id}`.execute(
    db,
  );
  return rows[0];
}
