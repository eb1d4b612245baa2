import { z } from 'zod';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { receiptHolds, signHead, type Head } from '../log/envelope.ts';
import {
  envelopesAfter,
  findEnvelope,
  lockChannel,
  movePosition,
  putReceipt,
  signedAfter,
  type Envelope,
} from '../log/log-store.ts';
import { Channel, type EnvelopesShape, type ReceiptShape } from '../log/shapes.ts';
import { takeEnvelopes } from '../log/take.ts';
import { texts } from '../texts.ts';
import { cityKey } from './enrol.ts';
import { keysOf } from './key-store.ts';

export const After = z.strictObject({ channel: Channel, after: z.coerce.number().int().min(0) });

export interface Sent {
  readonly items: readonly Pick<Envelope, 'header' | 'body'>[];
  /** Null when there is nothing after that number. */
  readonly head: Head | null;
}

const shown = (items: readonly Envelope[]): Sent['items'] =>
  items.map(({ header, body }) => ({ header, body }));

/** What lies here for a node after a number, with the city's signature over the last of it. */
export async function outgoing(context: Context, node: string, asked: z.output<typeof After>): Promise<Sent> {
  const { channel, after } = asked;
  const items = await envelopesAfter(context.db, { node, channel }, { after, limit: 200 });
  const last = items.at(-1);
  if (!last || !channel.startsWith('down/')) return { items: [], head: null };
  const head = { node, channel, sequence: last.header.sequence, link: last.link };
  return { items: shown(items), head: signHead(await cityKey(context), head) };
}

/** What a node has sent and does not know any more, because it was restored from before. */
export async function takenBefore(
  context: Context,
  node: string,
  asked: z.output<typeof After>,
): Promise<Sent> {
  const found = await signedAfter(context.db, { node, channel: asked.channel }, asked.after);
  return found ? { items: shown(found.items), head: found.head } : { items: [], head: null };
}

/** A node's receipt, kept. @throws Problem 422 `nodes.bad-receipt` */
export const acknowledge = (
  context: Context,
  node: string,
  receipt: z.output<typeof ReceiptShape>,
): Promise<{ acknowledged: number }> =>
  context.transaction(async (tx) => {
    const { channel, to, link } = receipt;
    const keys = (await keysOf(tx, node)).map(({ key }) => key);
    const position = await lockChannel(tx, node, channel);
    const known = await findEnvelope(tx, node, channel, to);
    const fits = receipt.node === node && channel.startsWith('down/') && known?.link === link;
    if (!fits || !receiptHolds(receipt, keys)) throw new Problem(422, 'nodes.bad-receipt', texts.badReceipt);
    await putReceipt(tx, receipt);
    const acknowledged = Math.max(position.acknowledged, to);
    await movePosition(tx, position, { acknowledged });
    return { acknowledged };
  });

/** What this city once sent and has forgotten, given back by the node with the city's own signature. */
export const adopt = (
  context: Context,
  node: string,
  envelopes: z.output<typeof EnvelopesShape>,
): Promise<{ sequence: number; link: string }> =>
  context.transaction(async (tx) => {
    if (!envelopes.channel.startsWith('down/'))
      throw new Problem(422, 'nodes.broken-chain', texts.brokenChain);
    const { position } = await takeEnvelopes(
      tx,
      { node, ...envelopes },
      { keys: [(await cityKey(context)).name], at: context.clock.now().toISOString() },
    );
    return { sequence: position.sequence, link: position.link };
  });
