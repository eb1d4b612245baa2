import { open } from 'node:fs/promises';
import type { Context } from '#kernel/context';
import { receiptHolds, signHead, type NamedSigner, type Receipt } from '../log/envelope.ts';
import {
  envelopesAfter,
  findEnvelope,
  lockChannel,
  movePosition,
  putReceipt,
  type Envelope,
  type Position,
} from '../log/log-store.ts';
import { Refusal, type CityClient } from './city-client.ts';
import { settleFiles } from './watching.ts';
import type { Self } from './self.ts';

export interface Going {
  readonly context: Context;
  readonly line: CityClient;
  readonly self: Self;
  readonly key: NamedSigner;
  readonly signal: AbortSignal;
  readonly pieceBytes: number;
}

interface Progress {
  readonly complete: boolean;
  readonly offset: number;
}

const offsetOf = (error: unknown): number | undefined =>
  error instanceof Refusal && error.code === 'nodes.offset' ? Number(error.extra['offset']) : undefined;

async function readPiece(path: string, offset: number, most: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Brings the bytes of a file over, piece by piece, from where the city has them. */
async function sendPayload(
  { context, line, signal, pieceBytes }: Going,
  { header }: Envelope,
): Promise<void> {
  const path = `/nodes/v1/payloads/${header.payload}`;
  let { complete, offset } = await line.ask<Progress>({ method: 'GET', path });
  while (!complete) {
    signal.throwIfAborted();
    const file = await context.files.path(header.payload);
    const bytes = await readPiece(file, offset, Math.min(pieceBytes, header.bytes - offset));
    const query = `?offset=${offset}&size=${header.bytes}`;
    try {
      ({ complete, offset } = await line.ask<Progress>({ method: 'PUT', path: path + query, bytes }));
    } catch (error) {
      const right = offsetOf(error);
      if (right === undefined || right === offset) throw error;
      offset = right;
    }
  }
}

/** Keeps the city's receipts of what this node has sent; one that says otherwise than its log counts for nothing. */
export async function keepReceipts(
  { context, self }: Pick<Going, 'context' | 'self'>,
  { node, channel }: Pick<Position, 'node' | 'channel'>,
  receipts: readonly Receipt[],
) {
  const { city } = self.certificate;
  return context.transaction(async (tx) => {
    const position = await lockChannel(tx, node, channel);
    let { acknowledged } = position;
    for (const receipt of receipts) {
      const own = await findEnvelope(tx, node, channel, receipt.to);
      if (receipt.node !== node || receipt.channel !== channel || own?.link !== receipt.link) continue;
      if (!receiptHolds(receipt, [city])) continue;
      await putReceipt(tx, receipt);
      acknowledged = Math.max(acknowledged, receipt.to);
    }
    await movePosition(tx, position, { acknowledged });
    return acknowledged;
  });
}

interface Answer {
  readonly receipts: readonly Receipt[];
  readonly position: Pick<Position, 'sequence' | 'link'>;
}

const batchSize = 100;

/**
 * Sends what waits in a channel, in its order, until nothing does.
 * @returns how many envelopes the city has receipted
 */
export async function sendChannel(going: Going, channel: Position): Promise<number> {
  const { context, line, key, signal } = going;
  const { node } = channel;
  let { acknowledged } = channel;
  let sent = 0;
  for (;;) {
    signal.throwIfAborted();
    const items = await envelopesAfter(context.db, channel, { after: acknowledged, limit: batchSize });
    const last = items.at(-1);
    if (!last) return sent;
    for (const each of items) if (each.body === null) await sendPayload(going, each);
    const head = signHead(key, {
      node,
      channel: channel.channel,
      sequence: last.header.sequence,
      link: last.link,
    });
    const body = {
      channel: channel.channel,
      items: items.map(({ header, body: text }) => ({ header, body: text })),
      head,
    };
    const { receipts } = await line.ask<Answer>({ method: 'POST', path: '/nodes/v1/envelopes', body });
    const reached = await keepReceipts(going, channel, receipts);
    if (reached <= acknowledged) return sent;
    sent += reached - acknowledged;
    acknowledged = reached;
    await settleFiles(context, channel.channel, acknowledged);
  }
}
