import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Header } from '../log/envelope.ts';
import { putHolding } from './holding-store.ts';
import type { NodeRow } from './node-store.ts';

const Held = z.discriminatedUnion('state', [
  z.object({
    state: z.enum(['held', 'deleted']),
    agreement: z.string().max(40),
    rows: z.int().min(0),
    digest: z.string().max(80),
  }),
  z.object({
    state: z.literal('read'),
    agreement: z.string().max(40),
    purpose: z.string().max(64),
    calls: z.int().min(0),
    rows: z.int().min(0),
    since: z.iso.datetime(),
  }),
]);

/**
 * What a node says of the rows of an agreement that lie there, that it has deleted, or that were read there: signed with its
 * envelope, entered in the ledger.
 */
export async function noteHolding(
  context: Context,
  node: NodeRow,
  { sequence }: Header,
  body: string,
): Promise<void> {
  const read = Held.safeParse(JSON.parse(body));
  if (!read.success) return;
  const said = read.data;
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
