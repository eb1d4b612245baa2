import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface AttachmentRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly file: string;
  readonly scanner: string | null;
  readonly owner: string;
  readonly organisation: string | null;
  readonly addedAt: string;
  readonly ofModule: string | null;
  readonly ofRecord: string | null;
  readonly ofKey: string | null;
}

const columns = sql`id, kind, name, type, size::float8 as size, file, scanner, owner, organisation,
  added_at as "addedAt", of_module as "ofModule", of_record as "ofRecord", of_key as "ofKey"`;

export type NewAttachment = Omit<AttachmentRow, 'ofModule' | 'ofRecord' | 'ofKey'>;

export async function insertAttachment(tx: Db, row: NewAttachment): Promise<void> {
  await sql`insert into documents.attachment (id, kind, name, type, size, file, scanner, owner, organisation, added_at,
      pending_since)
    values (${row.id}, ${row.kind}, ${row.name}, ${row.type}, ${row.size}, ${row.file}, ${row.scanner}, ${row.owner},
      ${row.organisation}, ${row.addedAt}, ${row.addedAt})`.execute(tx);
}

export async function findAttachment(db: Db, id: string): Promise<AttachmentRow | undefined> {
  const { rows } = await sql<AttachmentRow>`
    select ${columns} from documents.attachment where id = ${id}`.execute(db);
  return rows[0];
}

/** Bytes that an uploader has sent and that nothing was handed in with yet, in drafts or outside of them. */
export async function pendingBytes(db: Db, owner: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select coalesce(sum(size), 0)::float8 as bytes
    from documents.attachment where owner = ${owner} and pending_since is not null`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** Forgets attachments that were not handed in, nor saved with a draft, since a time. @returns their files */
export async function takePending(db: Db, before: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ file: string }>`delete from documents.attachment where id in (
      select id from documents.attachment where pending_since < ${before} order by pending_since limit ${limit}
      for update skip locked
    ) and pending_since < ${before} returning file`.execute(db);
  return rows.map(({ file }) => file);
}

export interface Owner {
  readonly module: string;
  readonly record: string;
  readonly key: string;
}

export interface Tying extends Owner {
  /** Whose uploads may come to it; what belongs to it already does so whoever handed it in. */
  readonly owner: string;
  /** The time, while a draft is saved; null when it is handed in. What was handed in before stays so. */
  readonly pendingSince: string | null;
}

/** @returns how many belong to the thing now */
export async function tieAttachments(tx: Db, ids: readonly string[], to: Tying): Promise<number> {
  const { numAffectedRows } = await sql`update documents.attachment
    set of_module = ${to.module}, of_record = ${to.record}, of_key = ${to.key},
      pending_since = case when pending_since is not null then ${to.pendingSince}::timestamptz end
    where id = any(${[...ids]}::text[]) and (of_key is null and owner = ${to.owner}
      or of_module = ${to.module} and of_record = ${to.record} and of_key = ${to.key})`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/**
 * What a draft holds no more belongs to nothing again: it is its uploader's, for as long from now on as any other upload.
 * What was handed in with it before stays with it: the office has received it.
 */
export async function untieAttachments(
  tx: Db,
  of: Owner,
  { keep, at }: { readonly keep: readonly string[]; readonly at: string },
): Promise<void> {
  await sql`update documents.attachment
    set of_module = null, of_record = null, of_key = null, pending_since = ${at}
    where of_module = ${of.module} and of_record = ${of.record} and of_key = ${of.key}
      and pending_since is not null and id <> all(${[...keep]}::text[])`.execute(tx);
}

export async function findAttachmentsOf(db: Db, of: Owner): Promise<AttachmentRow[]> {
  const { rows } = await sql<AttachmentRow>`select ${columns} from documents.attachment
    where of_module = ${of.module} and of_record = ${of.record} and of_key = ${of.key} order by added_at, id limit 500
  `.execute(db);
  return rows;
}
