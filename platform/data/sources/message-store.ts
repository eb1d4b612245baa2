import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface KeptMessage {
  readonly source: string;
  /** SHA-256 of topic and content: by which the same message twice is one. */
  readonly digest: string;
  /** What it holds, a record a line. */
  readonly lines: string;
  /** Whether every line is a record. */
  readonly sound: boolean;
  readonly at: string;
}

/** Keeps a message, unless the same one came before. */
export async function keepMessage(db: Db, message: KeptMessage): Promise<void> {
  const { source, digest, lines, sound, at } = message;
  await sql`insert into sources.message (source, digest, lines, sound, arrived_at, seen_at)
    values (${source}, ${digest}, ${lines}, ${sound}, ${at}, ${at})
    on conflict (source, digest) do update set seen_at = excluded.seen_at`.execute(db);
}

/** What became of a message: it is `waiting` here, or the table that it went into is kept elsewhere. */
export type KeptState = 'waiting' | 'taken';

/**
 * Keeps several in one go, each unless the same one came before.
 * @returns how each stands now, by its digest
 */
export async function keepMessages(
  db: Db,
  messages: readonly KeptMessage[],
): Promise<ReadonlyMap<string, KeptState>> {
  const once = [...new Map(messages.map((each) => [each.digest, each])).values()];
  const { rows } = await sql<{ digest: string; taken: boolean }>`
    insert into sources.message (source, digest, lines, sound, arrived_at, seen_at)
    select source, digest, lines, sound, at, at
    from jsonb_to_recordset(${JSON.stringify(once)}::jsonb)
      as m(source text, digest text, lines text, sound boolean, at timestamptz)
    on conflict (source, digest) do update set seen_at = excluded.seen_at
    returning digest, taken_at is not null as taken`.execute(db);
  return new Map(rows.map(({ digest, taken }) => [digest, taken ? 'taken' : 'waiting']));
}

export interface Waiting {
  readonly messages: number;
  /** Those of them that are records. */
  readonly sound: number;
}

/** Messages that wait and belong to no table yet. */
export async function waitingMessages(db: Db, source: string): Promise<Waiting> {
  const { rows } = await sql<Waiting>`
    select count(*)::int as messages, (count(*) filter (where sound))::int as sound
    from sources.message where source = ${source} and cut is null and taken_at is null`.execute(db);
  return rows[0] ?? { messages: 0, sound: 0 };
}

/** Tables that were made and not yet taken: the process ended between the two. */
export async function pendingCuts(db: Db, source: string): Promise<string[]> {
  const { rows } = await sql<{ cut: string }>`
    select cut from sources.message where source = ${source} and cut is not null and taken_at is null
    group by cut order by min(number)`.execute(db);
  return rows.map(({ cut }) => cut);
}

/** Makes a table of the oldest messages that wait, `most` of them. @returns how many it holds */
export async function cutMessages(
  db: Db,
  { source, cut, most }: { readonly source: string; readonly cut: string; readonly most: number },
): Promise<number> {
  const made = await sql`update sources.message set cut = ${cut} where source = ${source} and number in (
    select number from sources.message where source = ${source} and cut is null and taken_at is null
    order by number limit ${most})`.execute(db);
  return Number(made.numAffectedRows ?? 0n);
}

/** Lines of a table, those first in which every one is a record. */
export async function linesOfCut(db: Db, source: string, cut: string): Promise<string[]> {
  const { rows } = await sql<{ lines: string }>`select lines from sources.message
    where source = ${source} and cut = ${cut} and taken_at is null order by not sound, number`.execute(db);
  return rows.map(({ lines }) => lines);
}

/**
 * A table is kept elsewhere: what its messages held goes, that they came stays.
 * @returns the digests of its messages
 */
export async function endCut(
  db: Db,
  { source, cut, at }: { source: string; cut: string; at: string },
): Promise<readonly string[]> {
  const { rows } = await sql<{
    digest: string;
  }>`update sources.message set taken_at = ${at}, lines = '' where source = ${source} and cut = ${cut}
    and taken_at is null returning digest`.execute(db);
  return rows.map(({ digest }) => digest);
}

/** Forgets that messages came which nobody has sent again since. */
export async function forgetMessages(db: Db, source: string, before: string): Promise<void> {
  await sql`delete from sources.message
    where source = ${source} and taken_at is not null and seen_at < ${before}::timestamptz`.execute(db);
}
