import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { subscription } from '#kernel/module';
import { batchChecked } from '#platform/data/quality';
import { writeEnvelope } from '../log/write.ts';
import { claimTelling, envelopesOfBatch } from './batch-store.ts';

export const messageChannel = 'down/messages';

/** Tells a node something; it fetches it when it calls, and keeps it with a receipt. */
export async function tellNode(
  context: Context,
  tx: Db,
  node: string,
  message: Readonly<Record<string, unknown>>,
): Promise<void> {
  const at = context.clock.now().toISOString();
  const name = String(message['what']);
  await writeEnvelope(
    tx,
    { node, channel: messageChannel, kind: 'message', name, at },
    { body: JSON.stringify({ ...message, at }) },
  );
}

/** Tells each node that sent a batch, once, what its check has found. */
export async function tellCheck(
  context: Context,
  batch: string,
  found: Readonly<Record<string, string | number>>,
): Promise<void> {
  for (const sent of await envelopesOfBatch(context.db, batch))
    await context.transaction(async (tx) => {
      if (!(await claimTelling(tx, sent))) return;
      const { node, channel, sequence, name } = sent;
      const dataset = channel.split('/')[2] ?? '';
      const link = `/ingestion/batches/${batch}`;
      await tellNode(context, tx, node, {
        what: 'checked',
        channel,
        sequence,
        name,
        dataset,
        batch,
        ...found,
        link,
      });
    });
}

/** Findings of a batch go back to the node that sent it: how many wait there, how many are proved mended. */
export const tellChecked = subscription('nodes.tell-checked', batchChecked, async ({ payload }, context) => {
  const { batch, rows, good, bad, findings, closed } = payload;
  await tellCheck(context, batch, { rows, good, bad, findings, closed });
});
