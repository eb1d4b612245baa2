import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import type { Header, Receipt } from '../log/envelope.ts';
import { takeEnvelopes, type Arriving } from '../log/take.ts';
import { texts } from '../texts.ts';
import { cityKey } from './enrol.ts';
import { noteTaken } from './gap-store.ts';
import { intake } from './intake.ts';
import { keysOf } from './key-store.ts';
import { lockNode, type NodeRow } from './node-store.ts';
import { hasPayload } from './payload-store.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
export const Channel = z
  .string()
  .regex(/^(up|down)(\/[a-z0-9][a-z0-9-]*){1,2}$/)
  .max(120);
const Key = z.string().max(200);
const Sequence = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const HeaderShape = z.strictObject({
  node: z.string().max(60),
  channel: Channel,
  sequence: Sequence,
  kind: z.enum(['delivery', 'message', 'changes', 'acknowledgement']),
  payload: Digest,
  bytes: z.int().min(0),
  name: z.string().max(255),
  about: z.record(z.string().max(60), z.union([z.string().max(1000), z.number(), z.boolean(), z.null()])),
  previous: Digest,
  madeAt: z.iso.datetime(),
});

export const HeadShape = z.strictObject({
  node: z.string().max(60),
  channel: Channel,
  sequence: Sequence,
  link: Digest,
  key: Key,
  signature: z.string().max(300),
});

export const Envelopes = z.strictObject({
  channel: Channel,
  items: z
    .array(z.strictObject({ header: HeaderShape, body: z.string().max(4_000_000).nullable() }))
    .min(1)
    .max(500),
  head: HeadShape,
});

/** What goes along which channel up. */
const kinds: Readonly<Record<string, Header['kind']>> = {
  delivery: 'delivery',
  changes: 'changes',
  held: 'acknowledgement',
};

/** @throws Problem 403 `nodes.channel`; 409 `nodes.payload-missing` */
async function requireAllowed(tx: Db, node: NodeRow, header: Header, payloads: boolean): Promise<void> {
  const [direction, what = '', dataset] = header.channel.split('/');
  const open = dataset === undefined ? what === 'held' : node.datasets.includes(dataset);
  if (direction !== 'up' || !open || kinds[what] !== header.kind)
    throw new Problem(403, 'nodes.channel', fill(texts.channelClosed, { channel: header.channel }));
  if (header.kind !== 'delivery' || !payloads) return;
  if (!(await hasPayload(tx, node.code, header.payload)))
    throw new Problem(409, 'nodes.payload-missing', texts.payloadMissing, { payload: header.payload });
}

export interface Received {
  readonly receipts: readonly Receipt[];
  readonly position: { readonly sequence: number; readonly link: string };
  readonly fresh: number;
}

/**
 * Takes envelopes of a node, all or none, with their receipt. What becomes of them is worked on afterwards.
 * @throws Problem of `takeEnvelopes`; 403 `nodes.channel`; 409 `nodes.payload-missing`
 */
export const receive = (
  context: Context,
  code: string,
  envelopes: z.output<typeof Envelopes>,
): Promise<Received> =>
  context.transaction(async (tx) => {
    const node = await lockNode(tx, code);
    if (!node) throw new Problem(401, 'nodes.unknown', texts.unknownNode);
    const arriving: Arriving = { node: code, ...envelopes };
    const { fresh, receipts, position } = await takeEnvelopes(tx, arriving, {
      keys: (await keysOf(tx, code)).map(({ key }) => key),
      key: await cityKey(context),
      at: context.clock.now().toISOString(),
      allow: (header) => requireAllowed(tx, node, header, true),
    });
    if (fresh.length > 0) {
      await noteTaken(tx, { node: code, channel: envelopes.channel }, position.sequence, context.clock.now());
      await context.startJob(
        tx,
        intake,
        { node: code, channel: envelopes.channel },
        { actor: context.actor },
      );
    }
    return { receipts, position, fresh: fresh.length };
  });
