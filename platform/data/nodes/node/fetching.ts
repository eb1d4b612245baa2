import type { Sent } from '../city/sending.ts';
import { lockChannel } from '../log/log-store.ts';
import { takeEnvelopes, type Arriving, type TakenEnvelopes } from '../log/take.ts';
import type { Going } from './sending.ts';
import { takeDecided } from './shared.ts';

/** Takes what the city has sent, with a receipt; rows that it has decided are written in the same transaction. */
export const takeDown = (
  { context, self, key }: Pick<Going, 'context' | 'self' | 'key'>,
  arriving: Arriving,
): Promise<TakenEnvelopes> =>
  context.transaction(async (tx) => {
    const at = context.clock.now().toISOString();
    const taken = await takeEnvelopes(tx, arriving, { keys: [self.certificate.city], key, at });
    const first = taken.fresh[0]?.sequence ?? Number.POSITIVE_INFINITY;
    if (arriving.channel.startsWith('down/changes/'))
      for (const { header, body } of arriving.items.filter((each) => each.header.sequence >= first))
        await takeDecided(tx, header, body ?? '{}', at);
    return taken;
  });

/**
 * Fetches what the city has for this node along a channel, keeps it with a receipt, and sends the receipt. A receipt that was
 * lost on its way is sent again: it is the same.
 * @returns how many envelopes were new
 */
export async function fetchChannel(going: Going, channel: string, cityKnows: number): Promise<number> {
  const { context, line, self, signal } = going;
  const { node } = self.certificate;
  const own = await context.transaction((tx) => lockChannel(tx, node, channel));
  // What the city has no receipt for is fetched again, so that it comes by its receipt.
  let after = Math.min(own.sequence, cityKnows);
  let fresh = 0;
  for (;;) {
    signal.throwIfAborted();
    const query = `?channel=${channel}&after=${after}`;
    const { items, head } = await line.ask<Sent>({ method: 'GET', path: `/nodes/v1/envelopes${query}` });
    if (!head) return fresh;
    const taken = await takeDown(going, { node, channel, items, head });
    for (const receipt of taken.receipts)
      await line.ask({ method: 'POST', path: '/nodes/v1/receipts', body: receipt });
    fresh += taken.fresh.length;
    after = head.sequence;
  }
}
