import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { EnvelopeState } from '../names.ts';
import { channelLink, type Head, type Header, type Receipt } from './envelope.ts';

/** A channel as one of its ends sees it. */
export interface Position {
  readonly node: string;
  readonly channel: string;
  /** Number and link of the last envelope that lies here; 0 and the channel's own link before the first. */
  readonly sequence: number;
  readonly link: string;
  /** Sender: up to which number receipts are here. Receiver: the same as `sequence`. */
  readonly acknowledged: number;
}

export interface Envelope {
  readonly header: Header;
  readonly link: string;
  /** Bytes that are no file: of messages and changes. */
  readonly body: string | null;
  readonly state: EnvelopeState;
  readonly outcome: Readonly<Record<string, unknown>> | null;
}

interface EnvelopeRow {
  header: Header;
  link: string;
  body: string | null;
  state: EnvelopeState;
  outcome: Record<string, unknown> | null;
}

const json = (value: unknown): string => JSON.stringify(value);

/** A channel, made when it is not there, and held for the rest of the transaction: one end writes it at a time. */
export async function lockChannel(tx: Db, node: string, channel: string): Promise<Position> {
  await sql`insert into nodes.channel (node, channel, sequence, link, acknowledged)
    values (${node}, ${channel}, 0, ${channelLink(node, channel)}, 0) on conflict do nothing`.execute(tx);
  const { rows } = await sql<Position>`
    select node, channel, sequence, link, acknowledged from nodes.channel
    where node = ${node} and channel = ${channel} for update`.execute(tx);
  return rows[0]!;
}

export async function channelsOf(db: Db, node: string, prefix = ''): Promise<Position[]> {
  const { rows } = await sql<Position>`
    select node, channel, sequence, link, acknowledged from nodes.channel
    where node = ${node} and starts_with(channel, ${prefix}) order by channel`.execute(db);
  return rows;
}

export async function movePosition(
  tx: Db,
  { node, channel }: Pick<Position, 'node' | 'channel'>,
  to: Partial<Pick<Position, 'sequence' | 'link' | 'acknowledged'>>,
): Promise<void> {
  await sql`update nodes.channel set
      sequence = coalesce(${to.sequence ?? null}, sequence),
      link = coalesce(${to.link ?? null}, link),
      acknowledged = coalesce(${to.acknowledged ?? null}, acknowledged)
    where node = ${node} and channel = ${channel}`.execute(tx);
}

export async function putEnvelope(
  tx: Db,
  { header, link, body }: Pick<Envelope, 'header' | 'link' | 'body'>,
  at: string,
): Promise<void> {
  const { node, channel, sequence, payload } = header;
  await sql`insert into nodes.envelope (node, channel, sequence, header, link, payload, body, state, at)
    values (${node}, ${channel}, ${sequence}, ${json(header)}::jsonb, ${link}, ${payload}, ${body}, 'taken', ${at})`.execute(
    tx,
  );
}

interface Range {
  readonly after: number;
  readonly limit: number;
  readonly state?: EnvelopeState;
}

export async function envelopesAfter(
  db: Db,
  { node, channel }: Pick<Position, 'node' | 'channel'>,
  { after, limit, state }: Range,
): Promise<Envelope[]> {
  const { rows } = await sql<EnvelopeRow>`
    select header, link, body, state, outcome from nodes.envelope
    where node = ${node} and channel = ${channel} and sequence > ${after}
      and (${state ?? null}::text is null or state = ${state ?? null})
    order by sequence limit ${limit}`.execute(db);
  return rows;
}

export async function findEnvelope(
  db: Db,
  node: string,
  channel: string,
  sequence: number,
): Promise<Envelope | undefined> {
  const { rows } = await sql<EnvelopeRow>`
    select header, link, body, state, outcome from nodes.envelope
    where node = ${node} and channel = ${channel} and sequence = ${sequence}`.execute(db);
  return rows[0];
}

/** The newest envelopes of a node, whatever their channel, for people. */
export async function newestEnvelopes(
  db: Db,
  node: string,
  limit: number,
): Promise<(Envelope & { at: string })[]> {
  const { rows } = await sql<EnvelopeRow & { at: string }>`
    select header, link, body, state, outcome, at from nodes.envelope
    where node = ${node} order by at desc, channel, sequence desc limit ${limit}`.execute(db);
  return rows;
}

export async function settleEnvelope(
  tx: Db,
  { node, channel, sequence }: Pick<Header, 'node' | 'channel' | 'sequence'>,
  to: { readonly state: EnvelopeState; readonly outcome: unknown },
): Promise<void> {
  await sql`update nodes.envelope set state = ${to.state}, outcome = ${json(to.outcome)}::jsonb
    where node = ${node} and channel = ${channel} and sequence = ${sequence}`.execute(tx);
}

/** Kept once: who asks again is given the same. */
export async function putReceipt(tx: Db, receipt: Receipt): Promise<void> {
  const { node, channel, from, to } = receipt;
  await sql`insert into nodes.receipt (node, channel, sequence, from_sequence, document, at)
    values (${node}, ${channel}, ${to}, ${from}, ${json(receipt)}::jsonb, ${receipt.at})
    on conflict do nothing`.execute(tx);
}

/** Receipts that speak of envelopes after a number, in order. */
export async function receiptsAfter(
  db: Db,
  { node, channel }: Pick<Position, 'node' | 'channel'>,
  after: number,
): Promise<Receipt[]> {
  const { rows } = await sql<{ document: Receipt }>`
    select document from nodes.receipt where node = ${node} and channel = ${channel} and sequence > ${after}
    order by sequence limit 1000`.execute(db);
  return rows.map(({ document }) => document);
}

export async function newestReceipts(db: Db, node: string, limit: number): Promise<Receipt[]> {
  const { rows } = await sql<{ document: Receipt }>`
    select document from nodes.receipt where node = ${node}
    order by at desc, channel, sequence desc limit ${limit}`.execute(db);
  return rows.map(({ document }) => document);
}

export async function putHead(tx: Db, head: Head): Promise<void> {
  const { node, channel, sequence } = head;
  await sql`insert into nodes.head (node, channel, sequence, document)
    values (${node}, ${channel}, ${sequence}, ${json(head)}::jsonb) on conflict do nothing`.execute(tx);
}

/** What came after a number, as far as one kept signature of its sender reaches. */
export async function signedAfter(
  db: Db,
  { node, channel }: Pick<Position, 'node' | 'channel'>,
  after: number,
): Promise<{ readonly items: Envelope[]; readonly head: Head } | undefined> {
  const { rows } = await sql<{ document: Head }>`
    select document from nodes.head where node = ${node} and channel = ${channel} and sequence > ${after}
    order by sequence limit 1`.execute(db);
  const head = rows[0]?.document;
  if (!head) return undefined;
  const items = await envelopesAfter(db, { node, channel }, { after, limit: head.sequence - after });
  return { items, head };
}
