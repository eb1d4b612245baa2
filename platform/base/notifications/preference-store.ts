import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Channel, Quiet } from './rules.ts';

export interface Contact {
  readonly mobile: string | null;
  readonly email: string | null;
  readonly quiet: Quiet | null;
}

const nothing: Contact = { mobile: null, email: null, quiet: null };

export async function contactOf(db: Db, person: string): Promise<Contact> {
  const { rows } = await sql<Contact>`
    select mobile, email, case when quiet_from is not null then
      json_build_object('from', quiet_from, 'to', quiet_to) end as quiet
    from notifications.contact where person = ${person}`.execute(db);
  return rows[0] ?? nothing;
}

export async function saveContact(tx: Db, person: string, { mobile, email, quiet }: Contact): Promise<void> {
  await sql`insert into notifications.contact (person, mobile, email, quiet_from, quiet_to)
    values (${person}, ${mobile}, ${email}, ${quiet?.from ?? null}, ${quiet?.to ?? null})
    on conflict (person) do update set mobile = excluded.mobile, email = excluded.email,
      quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`.execute(tx);
}

export interface Off {
  /** `*` is every kind. */
  readonly kind: string;
  readonly off: readonly Channel[];
}

export async function offOf(db: Db, person: string): Promise<Off[]> {
  const { rows } = await sql<Off>`
    select kind, off from notifications.preference where person = ${person} order by kind`.execute(db);
  return rows;
}

export async function saveOff(tx: Db, person: string, all: readonly Off[]): Promise<void> {
  await sql`delete from notifications.preference where person = ${person}`.execute(tx);
  for (const { kind, off } of all)
    await sql`insert into notifications.preference (person, kind, off)
      values (${person}, ${kind}, ${[...off]}::text[])`.execute(tx);
}
