import type { Sent } from '../city/sending.ts';
import { lockChannel } from '../log/log-store.ts';
import { takeEnvelopes } from '../log/take.ts';
import type { Going } from './sending.ts';

/**
 * Fetches what the city has for this node along a channel, keeps it with a receipt, and sends the receipt. A receipt that was
 * lost on its way is sent again: it is the same.
 * @returns how many envelopes were new
 */
export async function fetchChannel(going: Going, channel: string, cityKnows: number): Promise<number> {
  const { context, line, self, key, signal } = going;
  const { node, city } = self.certificate;
  const own = await context.transaction((tx) => lockChannel(tx, node, channel));
  // What the city has no receipt for is fetched again, so that it comes by its receipt.
  let after = Math.min(own.sequence, cityKnows);
  let fresh = 0;
  for (;;) {
    signal.throwIfAborted();
    const query = `?channel=${channel}&after=${after}`;
    const { items, head } = await line.ask<Sent>({ method: 'GET', path: `/nodes/v1/envelopes${query}` });
    if (!head) return fresh;
    const taken = await context.transaction((tx) =>
      takeEnvelopes(
        tx,
        { node, channel, items, head },
        { keys: [city], key, at: context.clock.now().toISOString() },
      ),
    );
    for (const receipt of taken.receipts)
      await line.ask({ method: 'POST', path: '/nodes/v1/receipts', body: receipt });
    fresh += taken.fresh.length;
    after = head.sequence;
  }
}
