import { sql, type RawBuilder } from 'kysely';
import type { Db, StoreQuery } from '#kernel/db';
import type { Head } from './head.ts';
import type { Hash, Peak } from '#engines/merkle';

/** The end of every entry on its way in; the subjects' count and digest come in before it when it is sealed. */
export const tail = '"v":1}';

/** Entries of one transaction, as `bundles` writes them. */
export async function insertEntering(db: Db, entries: number, told: string): Promise<void> {
  await sql`insert into ledger.entering (entries, told) values (${entries}, ${told})`.execute(db);
}

export async function countPending(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(entries), 0)::int as count from ledger.entering`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function isAnythingPending(db: Db): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select exists (select from ledger.entering) as is`.execute(db);
  return rows[0]?.is === true;
}

export interface Tree {
  readonly size: number;
  readonly peaks: readonly Peak[];
}

async function treeOf(db: Db, lock: RawBuilder<unknown>): Promise<Tree | undefined> {
  const { rows } = await sql<{ size: number; peaks: { size: number; hash: string }[] }>`
    select size, peaks from ledger.tree ${lock}`.execute(db);
  const [row] = rows;
  return (
    row && {
      size: row.size,
      peaks: row.peaks.map(({ size, hash }) => ({ size, hash: Buffer.from(hash, 'hex') })),
    }
  );
}

export const readTree = (db: Db): Promise<Tree | undefined> => treeOf(db, sql``);

/** Where the log stands, and the only right to go on from there until the transaction ends. */
export async function lockTree(tx: Db): Promise<Tree> {
  const tree = await treeOf(tx, sql`for update`);
  if (!tree) throw new Error('ledger.tree has lost its row');
  return tree;
}

export async function saveTree(tx: Db, tree: Tree): Promise<void> {
  const peaks = tree.peaks.map(({ size, hash }) => ({ size, hash: Buffer.from(hash).toString('hex') }));
  await sql`update ledger.tree set size = ${tree.size}, peaks = ${JSON.stringify(peaks)}::jsonb`.execute(tx);
}

export interface EnteringRow {
  readonly id: number;
  readonly told: string;
  readonly bytes: number;
}

/** The oldest bundles, as many as begin within the first `most` entries and `mostBytes`, one at least. Only who holds the tree takes them away. */
export async function findEntering(tx: Db, most: number, mostBytes: number): Promise<EnteringRow[]> {
  const { rows } = await sql<EnteringRow>`
    select id, told, bytes from (
      select id, told, bytes, sum(entries) over (order by id) - entries as before,
        sum(bytes) over (order by id) - bytes as bytes_before
      from (select id, entries, told, octet_length(told) as bytes from ledger.entering order by id limit ${most}) oldest
    ) counted where before < ${most} and bytes_before < ${mostBytes} order by id`.execute(tx);
  return rows;
}

/** Entries of a batch, from `first` on without a gap; digests of 32 bytes one after the other. */
export interface SealedRows {
  readonly first: number;
  /** The bundles that they came in, in order. */
  readonly bundles: readonly number[];
  /** How many subjects each has, and the digest of them together. */
  readonly counts: readonly number[];
  readonly togethers: Buffer;
  readonly leaves: Buffer;
}

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

/**
 * Moves the bundles into the log. The database puts the subjects into each entry as `bodyOf` does: the bodies are there
 * already, and to send them again would cost the process as much as to hash them.
 */
export async function moveSealed(tx: Db, rows: SealedRows): Promise<void> {
  const { first, bundles, counts, togethers, leaves } = rows;
  const at = sql`((place - 1) * 32 + 1)::int`;
  await sql`with gone as (
      delete from ledger.entering where id = any(string_to_array(${bundles.join(',')}, ',')::bigint[]) returning id, told
    ), told as (
      select row_number() over (order by id, line) as place, told
      from (select id, line, t.told from gone, string_to_table(gone.told, E'\\n') with ordinality as t(told, line)) lines
      where line % 2 = 1
    ), counted as (select string_to_array(${counts.join(',')}, ',')::int[] as counts)
    insert into ledger.entry (sequence, body, leaf)
    select ${first}::bigint + place - 1,
      left(told, ${-tail.length}::int) || '"subjects":{"count":' || counts[place] || ',"digest":"'
        || encode(substring(${togethers}::bytea from ${at} for 32), 'hex') || '"},' || ${tail}::text,
      substring(${leaves}::bytea from ${at} for 32)
    from told, counted`.execute(tx);
}

export interface SubjectRows {
  readonly sequences: readonly number[];
  readonly digests: Buffer;
}

/** In the order of their index: a batch then meets each of its pages once. */
export async function insertSubjects(tx: Db, { sequences, digests }: SubjectRows): Promise<void> {
  if (sequences.length === 0) return;
  await sql`insert into ledger.subject (digest, sequence)
    select substring(${digests}::bytea from ((place - 1) * 32 + 1)::int for 32) as digest, sequence
    from unnest(string_to_array(${sequences.join(',')}, ',')::bigint[]) with ordinality as t(sequence, place)
    order by digest, sequence`.execute(tx);
}

export interface RepeatedRows {
  readonly sequences: readonly number[];
  /** The entry that has their subjects in the index. */
  readonly firsts: readonly number[];
}

/**
 * Entries whose subjects an earlier one has.
 * @throws Error when those are not the same in the log
 */
export async function insertRepeated(tx: Db, { sequences, firsts }: RepeatedRows): Promise<void> {
  if (sequences.length === 0) return;
  const { numAffectedRows } = await sql`insert into ledger.repeated (sequence, first)
    select e.sequence, f.sequence
    from unnest(string_to_array(${sequences.join(',')}, ',')::bigint[], string_to_array(${firsts.join(',')}, ',')::bigint[])
      as t(sequence, first)
    join ledger.entry e on e.sequence = t.sequence
    join ledger.entry f on f.sequence = t.first and f.subjects_digest = e.subjects_digest`.execute(tx);
  if (Number(numAffectedRows) !== sequences.length)
    throw new Error('subjects that an earlier entry had are not those of the log');
}

export async function insertChunks(tx: Db, chunks: readonly { number: number; root: Hash }[]): Promise<void> {
  if (chunks.length === 0) return;
  await sql`insert into ledger.chunk (number, root)
    select number, decode(root, 'hex') from unnest(${chunks.map(({ number }) => number)}::bigint[],
      ${chunks.map(({ root }) => hex(root))}::text[]) as t(number, root)`.execute(tx);
}

export async function insertHead(tx: Db, head: Head): Promise<void> {
  await sql`insert into ledger.head (size, root, at, key, signature)
    values (${head.size}, ${Buffer.from(head.root, 'hex')}, ${head.at}, ${head.key}, ${head.signature})`.execute(
    tx,
  );
}

const heads = (condition: RawBuilder<unknown>): RawBuilder<Head> =>
  sql<Head>`select size, encode(root, 'hex') as root, at, key, signature from ledger.head ${condition}`;

export const findHeadsAfter = async (db: Db, size: number): Promise<Head[]> =>
  (await heads(sql`where size > ${size} order by size limit 10000`).execute(db)).rows;

export const findAllHeads = async (db: Db): Promise<Head[]> =>
  (await heads(sql`order by size`).execute(db)).rows;

export const findLatestHeads = async (db: Db, most: number): Promise<Head[]> =>
  (await heads(sql`order by size desc limit ${most}`).execute(db)).rows;

/** The last head of each day of the city, the latest day first. */
export async function findDailyHeads(db: Db, most: number): Promise<(Head & { day: string })[]> {
  const { rows } = await sql<Head & { day: string }>`
    select distinct on (at::date) at::date as day, size, encode(root, 'hex') as root, at, key, signature
    from ledger.head order by at::date desc, size desc limit ${most}`.execute(db);
  return rows;
}

export async function findHeadOfSize(db: Db, size: number): Promise<Head | undefined> {
  return (await heads(sql`where size = ${size}`).execute(db)).rows[0];
}

export async function findChunks(db: Db): Promise<Hash[]> {
  const { rows } = await sql<{ root: Buffer }>`select root from ledger.chunk order by number`.execute(db);
  return rows.map(({ root }) => root);
}

/** Leaf hashes from `start` (inclusive) to `end` (exclusive). */
export async function findLeaves(db: Db, start: number, end: number): Promise<Hash[]> {
  const { rows } = await sql<{ leaf: Buffer }>`
    select leaf from ledger.entry where sequence >= ${start} and sequence < ${end} order by sequence`.execute(
    db,
  );
  return rows.map(({ leaf }) => leaf);
}

export interface EntryRow {
  readonly sequence: number;
  readonly body: string;
}

export interface EntryFilter {
  readonly actor?: string | undefined;
  readonly resource?: string | undefined;
  readonly action?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Entries before this sequence. */
  readonly before?: number | undefined;
  readonly limit: number;
}

const given = (value: unknown, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  value === undefined ? sql`` : sql`and ${condition}`;

/** Entries, the latest first. */
export async function findEntries(db: Db, filter: EntryFilter): Promise<EntryRow[]> {
  const { actor, resource, action, from, to, before, limit } = filter;
  const { rows } = await sql<EntryRow>`
    select sequence, body from ledger.entry where true
      ${given(actor, sql`actor = ${actor}`)} ${given(resource, sql`resource = ${resource}`)}
      ${given(action, sql`action = ${action}`)} ${given(from, sql`at >= ${from}`)} ${given(to, sql`at < ${to}`)}
      ${given(before, sql`sequence < ${before}`)}
    order by sequence desc limit ${limit}`.execute(db);
  return rows;
}

/** Entries about any of the subjects that the law does not withhold from them at `now`, the latest first. */
export async function findEntriesAbout(
  db: Db,
  digests: readonly Hash[],
  page: { readonly before?: number | undefined; readonly limit: number; readonly now: string },
): Promise<EntryRow[]> {
  if (digests.length === 0) return [];
  const keys = digests.map(hex);
  const { rows } = await sql<EntryRow>`
    with indexed as (select s.sequence from ledger.subject s
      where s.digest in (select decode(k, 'hex') from unnest(${keys}::text[]) k))
    select e.sequence, e.body from ledger.entry e
    where e.sequence in (select sequence from indexed
        union all select r.sequence from ledger.repeated r join indexed on indexed.sequence = r.first)
      and coalesce(e.body::jsonb #>> '{detail,withheldUntil}', '') <= ${page.now}
      ${given(page.before, sql`e.sequence < ${page.before}`)}
    order by e.sequence desc limit ${page.limit}`.execute(db);
  return rows;
}

/** The whole log from its beginning, for verification. */
export const everyEntry: StoreQuery = {
  sql: 'select sequence, body, leaf from ledger.entry order by sequence',
  parameters: [],
};

/** The first entry whose subjects in the index are not those it was sealed with; undefined when all are. */
export async function findSubjectsAltered(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ sequence: number }>`
    select e.sequence from ledger.entry e
    left join (
      select sequence, encode(sha256(string_agg(digest, ''::bytea order by digest)), 'hex') as digest
      from ledger.subject group by sequence
    ) s on s.sequence = e.sequence
    left join ledger.repeated r on r.sequence = e.sequence
    left join ledger.entry f on f.sequence = r.first and not exists (select from ledger.repeated x where x.sequence = r.first)
    where case when r.sequence is null
      then e.subjects_digest is distinct from coalesce(s.digest, encode(sha256(''::bytea), 'hex'))
      else s.digest is not null or e.subjects_digest is distinct from f.subjects_digest end
    order by e.sequence limit 1`.execute(db);
  return rows[0]?.sequence;
}

export async function insertVerification(db: Db, at: string, outcome: unknown): Promise<void> {
  await sql`insert into ledger.verification (at, outcome) values (${at}, ${JSON.stringify(outcome)}::jsonb)`.execute(
    db,
  );
}

export async function findVerification(db: Db): Promise<{ at: string; outcome: unknown } | undefined> {
  const { rows } = await sql<{ at: string; outcome: unknown }>`
    select at, outcome from ledger.verification order by id desc limit 1`.execute(db);
  return rows[0];
}
