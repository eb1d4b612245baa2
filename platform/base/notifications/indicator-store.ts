import { sql, type RawBuilder } from 'kysely';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';
import type { Db } from '#kernel/db';

const instant = (at: Date): RawBuilder<unknown> => sql`${at.toISOString()}::timestamptz`;
/** Notices to persons, told in the 30 days before. */
const told = (at: Date) =>
  sql`d.created_at <= ${instant(at)} and d.created_at > ${instant(at)} - interval '30 days'`;
const readThen = (at: Date) => sql`(d.read_at is not null and d.read_at <= ${instant(at)})`;
const ownedBy = (owner: string | undefined) =>
  owner === undefined ? sql`true` : sql`d.organisation = ${owner}`;

export async function listTold(db: Db, { at, owner, after, limit }: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    createdAt: string;
    read: boolean;
    simulated: boolean;
  }>`
    select d.id, d.kind, d.created_at as "createdAt", ${readThen(at)} as read, d.simulated
    from notifications.delivery_v1 d where ${told(at)} and ${ownedBy(owner)} and d.id > ${after ?? ''}
    order by d.id limit ${limit}`.execute(db);
  return rows.map((row) => ({
    key: row.id,
    path: '/notifications/sent',
    weight: row.read ? 1 : 0,
    of: 1,
    simulated: row.simulated,
    values: { kind: row.kind, createdAt: row.createdAt, read: row.read },
  }));
}

export async function countTold(db: Db, { at, owner }: Pick<ListedPage, 'at' | 'owner'>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from notifications.delivery_v1 d where ${told(at)} and ${ownedBy(owner)}`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

export async function measureRead(db: Db, at: Date): Promise<Measured> {
  const { rows } = await sql<{ whole: number; read: number; simulated: boolean | null }>`
    select count(*)::int as whole, count(*) filter (where ${readThen(at)})::int as read,
      bool_or(d.simulated) as simulated from notifications.delivery_v1 d where ${told(at)}`.execute(db);
  const [row] = rows;
  const whole = row?.whole ?? 0;
  const read = row?.read ?? 0;
  return {
    value: whole === 0 ? null : (100 * read) / whole,
    parts: [
      { key: 'read', title: { zh: '已读', en: 'Read' }, value: read },
      { key: 'unread', title: { zh: '未读', en: 'Unread' }, value: whole - read },
    ],
    simulated: row?.simulated ?? false,
  };
}
