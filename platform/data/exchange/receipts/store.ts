import { sql } from 'kysely';
import { gathering, oneAtATime, type Db } from '#kernel/db';
import type { Begun } from './receipt.ts';

/** Receipts of exchanges that have ended: those that end at once go in by one statement. */
export const enterReceipt = gathering<string>(async (db, receipts) => {
  await sql`insert into exchange.receipt_entering (told) values (${receipts.join('\n')})`.execute(db);
});

interface Ending {
  readonly id: string;
  readonly text: string;
}

/** Ends receipts that were begun; of one that was ended meanwhile without its sender nothing more is said. */
export const endReceipt = gathering<Ending>(async (db, endings) => {
  await sql`
    with ended as (delete from exchange.receipt_open where id = any(${endings.map(({ id }) => id)}::text[]) returning id)
    insert into exchange.receipt_entering (told)
    select string_agg(t.text, chr(10)) from unnest(${endings.map(({ id }) => id)}::text[],
      ${endings.map(({ text }) => text)}::text[]) as t(id, text) join ended on ended.id = t.id
    having count(*) > 0`.execute(db);
});

export async function isOpen(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select from exchange.receipt_open where id = ${id}`.execute(db);
  return rows.length > 0;
}

/** Begins receipts: what is known of them before anything leaves. */
export async function openReceipts(db: Db, begun: readonly Begun[], at: string): Promise<void> {
  if (begun.length > 0)
    await sql`insert into exchange.receipt_open (id, told, at)
      select id, told, ${at}::timestamptz from unnest(${begun.map(({ id }) => id)}::text[],
        ${begun.map(({ told }) => told)}::text[]) as t(id, told)`.execute(db);
}

export async function touchReceipt(db: Db, id: string, at: string): Promise<boolean> {
  const { rows } =
    await sql`update exchange.receipt_open set at = ${at} where id = ${id} returning id`.execute(db);
  return rows.length > 0;
}

/** @returns whether it was still open */
export async function closeReceipt(tx: Db, id: string): Promise<boolean> {
  const { rows } = await sql`delete from exchange.receipt_open where id = ${id} returning id`.execute(tx);
  return rows.length > 0;
}

/** Takes away the streams of which nothing was heard since `before`: whoever sent them is gone. */
export async function takeForsaken(tx: Db, before: string): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    delete from exchange.receipt_open where at < ${before} returning told`.execute(tx);
  return rows.map(({ told }) => told);
}

/** Number of the receipts that came in last; 0 when none waits. */
export async function newestWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`
    select max(id)::float8 as id from exchange.receipt_entering`.execute(db);
  return rows[0]?.id ?? 0;
}

/** Whether a receipt up to a number waits for its batch, or a stream since before an instant for its end. */
export async function isAnythingWaiting(
  db: Db,
  { upTo, before }: { readonly upTo: number; readonly before: string },
): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select from exchange.receipt_entering where id <= ${upTo})
      or exists (select from exchange.receipt_open where at < ${before}) as is`.execute(db);
  return rows[0]?.is === true;
}

export interface Chain {
  readonly batch: number;
  readonly digest: string;
}

/** The last head, and the only right to make the next until the transaction ends. */
export async function lockChain(tx: Db): Promise<Chain> {
  const { rows } = await sql<Chain>`
    select batch::int as batch, digest from exchange.receipt_chain for update`.execute(tx);
  const [chain] = rows;
  if (!chain) throw new Error('exchange.receipt_chain has lost its row');
  return chain;
}

/** Takes the oldest away, as they went in together. Only who holds the chain does. */
export async function takeEntering(tx: Db, most: number): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    with taken as (
      delete from exchange.receipt_entering
      where id in (select id from exchange.receipt_entering order by id limit ${most}) returning id, told)
    select told from taken order by id`.execute(tx);
  return rows.flatMap(({ told }) => told.split('\n'));
}

export interface Batch extends Chain {
  readonly body: string;
  readonly signature: string;
  readonly receipts: readonly string[];
  /** Of 32 bytes, one after the other. */
  readonly leaves: Buffer;
}

export async function insertBatch(tx: Db, { batch, digest, body, signature, receipts, leaves }: Batch) {
  await sql`insert into exchange.receipt (batch, place, body, leaf)
    select ${batch}::bigint, (n - 1)::int, told, substring(${leaves}::bytea from ((n - 1) * 32 + 1)::int for 32)
    from unnest(${[...receipts]}::text[]) with ordinality as t(told, n)`.execute(tx);
  await sql`insert into exchange.receipt_head (batch, body, digest, signature)
    values (${batch}, ${body}, ${digest}, ${signature})`.execute(tx);
  await sql`update exchange.receipt_chain set batch = ${batch}, digest = ${digest}`.execute(tx);
}

export interface ReceiptRow {
  readonly batch: number;
  readonly place: number;
  readonly body: string;
}

export async function findReceipt(db: Db, id: string): Promise<ReceiptRow | undefined> {
  const { rows } = await sql<ReceiptRow>`
    select batch::int as batch, place, body from exchange.receipt where id = ${id}`.execute(db);
  return rows[0];
}

/** Leaves of a batch in their order. */
export async function findLeaves(db: Db, batch: number): Promise<Uint8Array[]> {
  const { rows } = await sql<{ leaf: Buffer }>`
    select leaf from exchange.receipt where batch = ${batch} order by place`.execute(db);
  return rows.map(({ leaf }) => leaf);
}

export interface HeadRow {
  readonly batch: number;
  readonly body: string;
  readonly digest: string;
  readonly signature: string;
}

/** Heads from a batch on, in their order. */
export async function findHeads(db: Db, from: number, most: number): Promise<HeadRow[]> {
  const { rows } = await sql<HeadRow>`
    select batch::int as batch, body, digest, signature from exchange.receipt_head
    where batch >= ${from} order by batch limit ${most}`.execute(db);
  return rows;
}

export async function findHeadsOf(db: Db, batches: readonly number[]): Promise<HeadRow[]> {
  const { rows } = await sql<HeadRow>`
    select batch::int as batch, body, digest, signature from exchange.receipt_head
    where batch = any(${[...batches]}::bigint[]) order by batch`.execute(db);
  return rows;
}

export async function newestBatch(db: Db): Promise<number> {
  const { rows } = await sql<{ batch: number }>`
    select batch::int as batch from exchange.receipt_chain`.execute(db);
  return rows[0]?.batch ?? 0;
}

/** Each costs the hashing of all its leaves. */
const mostBatches = 20;

/** Receipts of a consumer in the batches after one, whole batches, at least one of them and twenty at most. */
export async function findReceiptsOf(
  db: Db,
  consumer: string,
  after: number,
  most: number,
): Promise<ReceiptRow[]> {
  const { rows } = await sql<ReceiptRow>`
    with first as (
      select batch from exchange.receipt where consumer = ${consumer} and batch > ${after}
      order by batch, place limit ${most}
    ), chosen as (select distinct batch from first order by batch limit ${mostBatches})
    select batch::int as batch, place, body from exchange.receipt
    where consumer = ${consumer} and batch > ${after} and batch <= (select max(batch) from chosen)
    order by batch, place`.execute(db);
  return rows;
}

/** Newest receipts of an agreement before a place of the log. */
export async function findReceiptsBy(
  db: Db,
  agreement: string,
  page: { readonly before: readonly [batch: number, place: number] | undefined; readonly limit: number },
): Promise<(ReceiptRow & { readonly acknowledged: boolean })[]> {
  const [batch, place] = page.before ?? [Number.MAX_SAFE_INTEGER, 0];
  const { rows } = await sql<ReceiptRow & { acknowledged: boolean }>`
    select r.batch::int as batch, r.place, r.body, a.batch is not null as acknowledged
    from exchange.receipt r
    left join exchange.acknowledged a on a.consumer = r.consumer and a.batch = r.batch
    where r.agreement = ${agreement} and (r.batch, r.place) < (${batch}::bigint, ${place}::int)
    order by r.batch desc, r.place desc limit ${page.limit}`.execute(db);
  return rows;
}

export interface AcknowledgementRow {
  readonly statement: string;
  readonly suite: 'international' | 'national';
  readonly key: string;
  readonly signature: string;
}

export async function findAcknowledgements(
  db: Db,
  consumer: string,
  batches: readonly number[],
): Promise<ReadonlyMap<number, AcknowledgementRow>> {
  const { rows } = await sql<AcknowledgementRow & { batch: number }>`
    select d.batch::int as batch, a.statement, a.suite, a.key, a.signature
    from exchange.acknowledged d join exchange.acknowledgement a on a.id = d.acknowledgement
    where d.consumer = ${consumer} and d.batch = any(${[...batches]}::bigint[])`.execute(db);
  return new Map(rows.map(({ batch, ...row }) => [batch, row]));
}

/** Which of some batches hold receipts of a consumer. */
export async function findBatchesOf(db: Db, consumer: string, batches: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ batch: number }>`
    select b.batch::int as batch from unnest(${[...batches]}::bigint[]) as b(batch)
    where exists (select from exchange.receipt r where r.consumer = ${consumer} and r.batch = b.batch)
    order by b.batch`.execute(db);
  return rows.map(({ batch }) => batch);
}

/**
 * Keeps what a consumer has signed, where it speaks of a batch of which nothing was said yet; what was said first of a batch
 * stays.
 */
export async function putAcknowledgement(
  tx: Db,
  said: AcknowledgementRow & {
    readonly consumer: string;
    readonly at: string;
    readonly batches: readonly number[];
  },
): Promise<void> {
  const { consumer, statement, suite, key, signature, at, batches } = said;
  await oneAtATime(tx, `exchange.acknowledge ${consumer}`);
  await sql`with unsaid as (
      select distinct b.batch from unnest(${[...batches]}::bigint[]) as b(batch)
      where not exists (select from exchange.acknowledged a where a.consumer = ${consumer} and a.batch = b.batch)
    ), kept as (
      insert into exchange.acknowledgement (consumer, statement, suite, key, signature, received_at)
      select ${consumer}, ${statement}, ${suite}, ${key}, ${signature}, ${at}::timestamptz
      where exists (select from unsaid) returning id)
    insert into exchange.acknowledged (consumer, batch, acknowledgement)
    select ${consumer}, unsaid.batch, kept.id from kept, unsaid`.execute(tx);
}
