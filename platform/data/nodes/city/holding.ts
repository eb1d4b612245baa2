import { z } from 'zod';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import type { Header } from '../log/envelope.ts';
import { putHolding } from './holding-store.ts';
import { texts } from '../texts.ts';
import type { NodeRow } from './node-store.ts';

/** As the table holds it. */
const Count = z.int().min(0).max(2_147_483_647);

const Held = z.discriminatedUnion('state', [
  z.object({
    state: z.enum(['held', 'deleted']),
    agreement: z.string().max(40),
    rows: Count,
    digest: z.string().max(80),
  }),
  z.object({
    state: z.literal('read'),
    agreement: z.string().max(40),
    purpose: z.string().max(64),
    calls: Count,
    rows: Count,
    since: z.iso.datetime(),
  }),
]);

/** @throws Problem 422 `nodes.unreadable` */
function heldIn(body: string): z.output<typeof Held> {
  try {
    return Held.parse(JSON.parse(body));
  } catch {
    throw new Problem(422, 'nodes.unreadable', texts.unreadable);
  }
}

/**
 * What a node says of the rows of an agreement that lie there, that it has deleted, or that were read there: signed with its
 * envelope, entered in the ledger.
 * @throws Problem 422 `nodes.unreadable` for what says nothing of the kind
 */
export async function noteHolding(
  context: Context,
  node: NodeRow,
  { sequence }: Header,
  body: string,
): Promise<void> {
  const said = heldIn(body);
  await context.transaction(async (tx) => {
    if (said.state !== 'read')
      await putHolding(tx, node.code, { ...said, at: context.clock.now().toISOString() });
    await context.ledger(tx, {
      action: said.state === 'read' ? 'read' : 'change',
      resource: 'nodes.holding',
      basis: `agreement:${said.agreement}`,
      ...(said.state === 'read' ? { purpose: said.purpose } : {}),
      subjects: [],
      detail: { node: node.code, sequence, ...said },
    });
  });
}
