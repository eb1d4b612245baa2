import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Header } from '../log/envelope.ts';
import { putHolding } from './holding-store.ts';
import type { NodeRow } from './node-store.ts';

export const Held = z.object({
  agreement: z.string().max(40),
  state: z.enum(['held', 'deleted']),
  rows: z.int().min(0),
  digest: z.string().max(80),
});

/** What a node says of the rows of an agreement that lie there, or that it has deleted: signed with its envelope. */
export async function noteHolding(
  context: Context,
  node: NodeRow,
  header: Header,
  body: string,
): Promise<void> {
  const read = Held.safeParse(JSON.parse(body));
  if (!read.success) return;
  await context.transaction(async (tx) => {
    await putHolding(tx, node.code, { ...read.data, at: context.clock.now().toISOString() });
    await context.ledger(tx, {
      action: 'change',
      resource: 'nodes.holding',
      basis: `agreement:${read.data.agreement}`,
      subjects: [],
      detail: { node: node.code, sequence: header.sequence, ...read.data },
    });
  });
}
