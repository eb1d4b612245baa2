import { allowAddress } from '#kernel/allowance';
import type { Context } from '#kernel/context';
import * as store from '../store.ts';
import { texts } from '../texts.ts';

/**
 * Lets an address ask so many times in a minute as the city’s file says.
 * @throws Problem 429 `open-data.too-many` with `retryAfter` in seconds
 */
export async function allow(context: Context): Promise<void> {
  const { requestsPerMinute: perMinute } = await store.getCity(context.db);
  allowAddress(context, { code: 'open-data.too-many', perMinute, words: texts.tooMany });
}
