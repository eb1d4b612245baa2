import type { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import type { Header, Receipt } from '../log/envelope.ts';
import type { EnvelopesShape } from '../log/shapes.ts';
import { takeEnvelopes, type Arriving } from '../log/take.ts';
import { texts } from '../texts.ts';
import { cityKey } from './enrol.ts';
import { noteTaken } from './gap-store.ts';
import { intake } from './intake.ts';
import { keysOf } from './key-store.ts';
import { lockNode, type NodeRow } from './node-store.ts';
import { hasPayload } from './payload-store.ts';
import { tellForked } from './task.ts';

/** What goes along which channel up. */
const kinds: Readonly<Record<string, Header['kind']>> = {
  delivery: 'delivery',
  changes: 'changes',
  held: 'acknowledgement',
};

const registered = ({ datasets, shared }: NodeRow, what: string): readonly string[] =>
  what === 'changes' ? shared : datasets;

/** @throws Problem 403 `nodes.channel`; 409 `nodes.payload-missing` */
async function requireAllowed(tx: Db, node: NodeRow, header: Header, payloads: boolean): Promise<void> {
  const [direction, what = '', dataset] = header.channel.split('/');
  const open = dataset === undefined ? what === 'held' : registered(node, what).includes(dataset);
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
const receiveAll = (
  context: Context,
  code: string,
  envelopes: z.output<typeof EnvelopesShape>,
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

/**
 * Takes envelopes of a node, all or none, with their receipt. What becomes of them is worked on afterwards. Of a channel that
 * has forked the office is told.
 * @throws Problem of `takeEnvelopes`; 403 `nodes.channel`; 409 `nodes.payload-missing`
 */
export async function receive(
  context: Context,
  code: string,
  envelopes: z.output<typeof EnvelopesShape>,
): Promise<Received> {
  try {
    return await receiveAll(context, code, envelopes);
  } catch (error) {
    if (error instanceof Problem && error.code === 'nodes.forked')
      await context.transaction(async (tx) => {
        const node = await lockNode(tx, code);
        if (node) await tellForked(context, tx, node, envelopes.channel);
      });
    throw error;
  }
}
