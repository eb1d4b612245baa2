import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import * as store from '../store.ts';
import { texts } from '../texts.ts';

const minuteMs = 60_000;
/** Addresses that are remembered; beyond that the oldest is forgotten. */
const mostAddresses = 20_000;

interface Asked {
  since: number;
  times: number;
}

/** How often each address asked in its minute, in this process: open reads are counted and not written down. */
const asked = new Map<string, Asked>();

/**
 * Lets an address ask so many times in a minute as the city’s file says.
 * @throws Problem 429 `open-data.too-many` with `retryAfter` in seconds
 */
export async function allow(context: Context): Promise<void> {
  const { requestsPerMinute } = await store.getCity(context.db);
  const now = context.clock.now().getTime();
  const address = `${context.config.dataFolder} ${context.from?.address ?? ''}`;
  const known = asked.get(address);
  const one = known && now - known.since < minuteMs && now >= known.since ? known : { since: now, times: 0 };
  one.times += 1;
  if (one !== known) {
    asked.delete(address);
    asked.set(address, one);
    for (const oldest of asked.keys()) {
      if (asked.size <= mostAddresses) break;
      asked.delete(oldest);
    }
  }
  if (one.times <= requestsPerMinute) return;
  const seconds = Math.max(1, Math.ceil((one.since + minuteMs - now) / 1000));
  throw new Problem(429, 'open-data.too-many', fill(texts.tooMany, { seconds }), { retryAfter: seconds });
}
