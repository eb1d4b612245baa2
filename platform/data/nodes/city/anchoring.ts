import { z } from 'zod';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { movedChannels, putAnchored } from './anchor-store.ts';

/**
 * Writes the newest head of each channel that went on into the ledger, one entry a channel: receipts that were given out follow
 * from it, so that nobody, the city included, can write another past into a channel without its showing.
 * @returns how many channels
 */
export const anchorHeads = (context: Context): Promise<number> =>
  context.transaction(async (tx) => {
    const at = context.clock.now().toISOString();
    const heads = await movedChannels(tx);
    for (const head of heads) {
      const { node, channel, sequence, link } = head;
      await putAnchored(tx, head, at);
      await context.ledger(tx, {
        action: 'administer',
        resource: 'nodes.channel',
        basis: 'nodes:receipts',
        subjects: [],
        detail: { node, channel, sequence, head: link },
      });
    }
    return heads.length;
  });

export const anchor = defineJob({
  name: 'nodes.anchor',
  title: texts.anchor,
  input: z.object({}),
  attempts: 3,
  lane: () => 'nodes.anchor',
  async run(_input, _run, context) {
    const count = await anchorHeads(context);
    return { summary: fill(texts.anchored, { count }), data: { count } };
  },
});
